//! The words of what a document claims of an image.

use crate::evidence::sbom::Sbom;
use crate::evidence::vex::{Said, Status};
use crate::text::size::grouped;

/// How many packages there are of each kind, the most first: `300 apk, 12 npm`.
#[must_use]
pub fn package_kinds(sbom: &Sbom) -> Option<String> {
    let kinds = sbom.kinds.iter();
    let told: Vec<String> = kinds.map(|(kind, count)| format!("{} {kind}", grouped(*count as u64))).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

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
