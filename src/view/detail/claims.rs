//! The words of what a document claims of an image.

use crate::evidence::sbom::Sbom;
use crate::evidence::vex::{Said, Status};
use crate::text::size::grouped;

/// How many packages there are of each kind, the most first: `300 apk, 12 npm`.
#[must_use]
pub fn package_kinds(sbom: &Sbom) -> Option<String> {
    let mut kinds: Vec<(&str, u64)> = Vec::new();
    for package in &sbom.packages.items {
        let Some(kind) = package.kind.as_deref() else { continue };
        // A stranger's words: no more kinds than anybody has, so that each package is compared with a few.
        if let Some((_, count)) = kinds.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
        } else if kinds.len() < KINDS {
            kinds.push((kind, 1));
        }
    }
    let kinds = crate::sorting::sorted_by(kinds, |one, other| other.1.cmp(&one.1));
    let told: Vec<String> = kinds.iter().map(|(kind, count)| format!("{} {kind}", grouped(*count))).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Kinds of packages that are counted.
const KINDS: usize = 40;

/// The status of a vulnerability, in words.
#[must_use]
pub fn status(said: &Said) -> &str {
    match &said.status {
        Status::NotAffected => "not affected",
        Status::Affected => "affected",
        Status::Fixed => "fixed",
        Status::UnderInvestigation => "under investigation",
        Status::Other(word) => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn kinds_of_packages_the_most_first() {
        let text = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"a","externalRefs":[{"referenceType":"purl",
            "referenceLocator":"pkg:apk/a"}]},{"name":"b","primaryPackagePurpose":"LIBRARY"},{"name":"c",
            "primaryPackagePurpose":"LIBRARY"}]}"#;
        let reading = json::read(text.as_bytes());
        let sbom = Sbom::read(reading.root(text.as_bytes()).unwrap()).unwrap();
        assert_eq!(package_kinds(&sbom).as_deref(), Some("2 library, 1 apk"));
    }
}
