//! What a document claims of an image: how it was built, what it is made of, which vulnerabilities it has.

use crate::evidence::provenance::Provenance;
use crate::evidence::sbom::Sbom;
use crate::evidence::vex::{Said, Status, Vex};
use crate::inspect::Blob;
use crate::limits;
use crate::text::size::grouped;

/// What is claimed. Nothing of it is proved by being here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claims {
    /// How it was built.
    Provenance(Provenance),
    /// What it is made of.
    Sbom(Sbom),
    /// Which vulnerabilities it has, or has not.
    Vex(Vex),
}

/// What a statement's predicate claims, or a document that stands by itself; `None` where that is nothing that is read,
/// and for a document that is longer than is listed.
#[must_use]
pub fn claims(blob: &Blob) -> Option<Claims> {
    let root = blob.root().filter(|_| !is_too_long(blob))?;
    let claimed = root.get("predicate").unwrap_or(root);
    if let Some(provenance) = Provenance::read(claimed) {
        return Some(Claims::Provenance(provenance));
    }
    let vex = Vex::read(claimed);
    match Sbom::read(claimed) {
        // A CycloneDX document may be both: what it lists more of is what it is.
        Some(sbom) => match vex.filter(|vex| vex.statements.len() > sbom.packages.len()) {
            Some(vex) => Some(Claims::Vex(vex)),
            None => Some(Claims::Sbom(sbom)),
        },
        None => vex.map(Claims::Vex),
    }
}

/// Whether a document is longer than is listed.
#[must_use]
pub fn is_too_long(blob: &Blob) -> bool {
    blob.bytes.len() > limits::CLAIMS_LISTED_BYTES
}

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
    use crate::inspect::Origin;

    fn read(text: &str) -> Option<Claims> {
        claims(&Blob::read(text.as_bytes().into(), Origin::Paste))
    }

    #[test]
    fn in_a_statement_or_by_itself() {
        let sbom = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"a","externalRefs":[{"referenceType":"purl",
            "referenceLocator":"pkg:apk/a"}]},{"name":"b","primaryPackagePurpose":"LIBRARY"},{"name":"c",
            "primaryPackagePurpose":"LIBRARY"}]}"#;
        for text in [sbom.to_owned(), format!(r#"{{"predicate":{sbom}}}"#)] {
            let Some(Claims::Sbom(sbom)) = read(&text) else { panic!("no SBOM") };
            assert_eq!(sbom.packages.len(), 3);
            assert_eq!(package_kinds(&sbom).as_deref(), Some("2 library, 1 apk"));
        }
        assert!(matches!(read(r#"{"predicate":{"buildDefinition":{}}}"#), Some(Claims::Provenance(_))));
    }

    #[test]
    fn a_cyclonedx_document_is_what_it_lists_more_of() {
        let vex = read(r#"{"bomFormat":"CycloneDX","components":[{}],"vulnerabilities":[{},{}]}"#);
        let Some(Claims::Vex(vex)) = vex else { panic!("no VEX") };
        assert_eq!(status(&vex.statements.items[0]), "under investigation");
        let sbom = read(r#"{"bomFormat":"CycloneDX","components":[{},{}],"vulnerabilities":[{}]}"#);
        assert!(matches!(sbom, Some(Claims::Sbom(_))));
    }

    #[test]
    fn other_documents_claim_nothing() {
        for text in ["{}", "x", r#"{"schemaVersion":2,"layers":[]}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
