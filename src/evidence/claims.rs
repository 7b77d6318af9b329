//! What a document claims of an image: how it was built, what it is made of, which vulnerabilities it has.

use super::provenance::Provenance;
use super::sbom::Sbom;
use super::statement::Kind;
use super::vex::Vex;
use crate::json::Value;
use crate::pace::{Pace, at_once};

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

impl Claims {
    /// What a statement's predicate claims, or a document that stands by itself; `None` where that is nothing that is
    /// read.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        at_once(Self::read_in_pieces(root, &Pace::default()))
    }

    /// As [`Self::read`], a piece at a time.
    pub async fn read_in_pieces(root: Value<'_>, pace: &Pace) -> Option<Self> {
        let claimed = root.get("predicate").unwrap_or(root);
        if let Some(provenance) = Provenance::read(claimed) {
            return Some(Self::Provenance(provenance));
        }
        let vex = Vex::read(claimed);
        match Sbom::read_in_pieces(claimed, pace).await {
            // A CycloneDX document may be both: what it lists more of is what it is.
            Some(sbom) => match vex.filter(|vex| vex.statements.len() > sbom.packages.len()) {
                Some(vex) => Some(Self::Vex(vex)),
                None => Some(Self::Sbom(sbom)),
            },
            None => vex.map(Self::Vex),
        }
    }

    /// What kind of evidence it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Provenance(_) => Kind::Provenance,
            Self::Sbom(_) => Kind::Sbom,
            Self::Vex(_) => Kind::Vex,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn read(text: &str) -> Option<Claims> {
        Claims::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
    }

    #[test]
    fn in_a_statement_or_by_itself() {
        let sbom = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"a"},{"name":"b"},{"name":"c"}]}"#;
        for text in [sbom.to_owned(), format!(r#"{{"predicate":{sbom}}}"#)] {
            let Some(Claims::Sbom(sbom)) = read(&text) else { panic!("no SBOM") };
            assert_eq!(sbom.packages.len(), 3);
        }
        assert!(matches!(read(r#"{"predicate":{"buildDefinition":{}}}"#), Some(Claims::Provenance(_))));
    }

    #[test]
    fn a_cyclonedx_document_is_what_it_lists_more_of() {
        let vex = read(r#"{"bomFormat":"CycloneDX","components":[{}],"vulnerabilities":[{},{}]}"#);
        assert!(matches!(vex, Some(Claims::Vex(_))));
        let sbom = read(r#"{"bomFormat":"CycloneDX","components":[{},{}],"vulnerabilities":[{}]}"#);
        assert!(matches!(sbom, Some(Claims::Sbom(_))));
    }

    #[test]
    fn other_documents_claim_nothing() {
        for text in ["{}", r#"{"schemaVersion":2,"layers":[]}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
