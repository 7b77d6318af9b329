//! In-toto statements: what is claimed about which digests.
//!
//! <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md>

use super::told::{List, Told, items};
use crate::image::digest::Digest;
use crate::json::{Span, Value};

/// A statement, version 0.1 or 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `predicateType`
    pub predicate_type: Option<Told>,
    /// What it is about.
    pub subjects: List<Subject>,
    /// Where the predicate stands.
    pub predicate: Option<Span>,
}

/// What a statement is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Its name, which nobody proves.
    pub name: Option<Told>,
    /// Its digests, `algorithm:encoded`. Each of them is said to be of the same thing.
    pub digests: List<Told>,
}

/// What a predicate is about, by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// That it is signed, and nothing more.
    Signature,
    /// How it was built.
    Provenance,
    /// What it is made of.
    Sbom,
    /// Which vulnerabilities it has, or has not.
    Vex,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Signature, Self::Provenance, Self::Sbom, Self::Vex, Self::Other];

    /// Its name, where a column of the matrix is named.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signature => "Signature",
            Self::Provenance => "Provenance",
            Self::Sbom => "SBOM",
            Self::Vex => "VEX",
            Self::Other => "Other",
        }
    }

    /// What predicates of this type are about.
    #[must_use]
    pub fn of(predicate_type: &str) -> Self {
        // As cosign 3 signs images.
        if predicate_type.starts_with("https://sigstore.dev/cosign/sign/") {
            return Self::Signature;
        }
        let begins = |starts: &[&str]| starts.iter().any(|start| predicate_type.starts_with(start));
        if begins(&["https://slsa.dev/provenance/"]) {
            Self::Provenance
        } else if begins(&["https://openvex.dev/ns", "https://cyclonedx.org/vex"]) {
            Self::Vex
        } else if begins(&["https://spdx.dev/Document", "https://cyclonedx.org/", "https://syft.dev/bom"]) {
            Self::Sbom
        } else {
            Self::Other
        }
    }
}

/// How a statement stands to a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A subject has it.
    Subject,
    /// A subject has another digest by the same algorithm.
    Other,
    /// No subject has a digest by that algorithm, so that nothing can be compared.
    NotComparable,
    /// There is no subject.
    Nothing,
}

impl Statement {
    /// Reads a statement; `None` where the document says not that it is one.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        let kind = root.get("_type")?.as_str()?;
        if !kind.starts_with("https://in-toto.io/Statement/") {
            return None;
        }
        Some(Self {
            predicate_type: Told::under(root, "predicateType"),
            subjects: items(root, "subject").map(subject).collect(),
            predicate: root.get("predicate").map(Value::span),
        })
    }

    /// What it is about, by its predicate's type.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.predicate_type.as_ref().map_or(Kind::Other, |told| Kind::of(&told.text))
    }

    /// How it stands to `digest`: by text, algorithm and all. A name is never compared.
    #[must_use]
    pub fn about(&self, digest: &Digest) -> About {
        if self.subjects.is_empty() {
            return About::Nothing;
        }
        let digests = || self.subjects.items.iter().flat_map(|subject| &subject.digests.items);
        if digests().any(|told| told.text == digest.as_str()) {
            return About::Subject;
        }
        let algorithm = digest.algorithm().to_string();
        let same = digests().any(|told| told.text.split(':').next() == Some(algorithm.as_str()));
        if same { About::Other } else { About::NotComparable }
    }
}

fn subject(value: Value<'_>) -> Subject {
    Subject { name: Told::under(value, "name"), digests: digests(value) }
}

/// The digests of a subject or a material: an object of algorithms and what they gave.
pub(super) fn digests(value: Value<'_>) -> List<Told> {
    let members = value.get("digest").into_iter().flat_map(Value::members);
    members
        .filter_map(|member| {
            let told = Told::of(member.value)?;
            Some(Told { text: format!("{}:{}", member.name(), told.text), at: told.at })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn read(text: &str) -> Option<Statement> {
        Statement::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_statement_is_about_its_subjects_digests_alone() {
        let a = "a".repeat(64);
        let text = format!(
            r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"n","digest":{{"sha256":"{a}"}}}}],
            "predicateType":"https://slsa.dev/provenance/v1","predicate":{{}}}}"#
        );
        let statement = read(&text).unwrap();
        assert_eq!(statement.kind(), Kind::Provenance);
        let digest = |text: &str| Digest::parse(text).unwrap();
        assert_eq!(statement.about(&digest(&format!("sha256:{a}"))), About::Subject);
        assert_eq!(statement.about(&digest(&format!("sha256:{}", "b".repeat(64)))), About::Other);
        let longer = format!("sha512:{}", "a".repeat(128));
        assert_eq!(statement.about(&digest(&longer)), About::NotComparable);
        let none = read(r#"{"_type":"https://in-toto.io/Statement/v0.1"}"#).unwrap();
        assert_eq!(none.about(&digest(&longer)), About::Nothing);
        let subject = &statement.subjects.items[0].digests.items[0];
        assert_eq!(subject.at.of(text.as_bytes()), format!("\"{a}\"").as_bytes());
    }

    #[test]
    fn other_documents_are_none() {
        for text in ["{}", "[]", r#"{"_type":"link"}"#, r#"{"_type":1}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_of_predicates() {
        for (text, kind) in [
            ("https://sigstore.dev/cosign/sign/v1", Kind::Signature),
            ("https://slsa.dev/provenance/v0.2", Kind::Provenance),
            ("https://spdx.dev/Document/v2.3", Kind::Sbom),
            ("https://cyclonedx.org/bom/v1.6", Kind::Sbom),
            ("https://cyclonedx.org/vex", Kind::Vex),
            ("https://openvex.dev/ns/v0.2.0", Kind::Vex),
            ("https://slsa.dev/verification_summary/v1", Kind::Other),
            ("", Kind::Other),
        ] {
            assert_eq!(Kind::of(text), kind, "{text}");
        }
    }
}
