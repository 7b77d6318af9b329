//! Which vulnerabilities a product has, or has not, as somebody says: OpenVEX, CSAF's VEX profile, CycloneDX.

mod csaf;
mod cyclonedx;
mod openvex;

use super::sbom::digest_of_purl;
use super::told::{List, Told};
use crate::json::{Span, Value};

/// What somebody says of vulnerabilities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vex {
    /// Such as `OpenVEX`, `CSAF 2.0`, `CycloneDX 1.6`.
    pub format: String,
    /// Who says it.
    pub author: Option<Told>,
    /// When, as written.
    pub created: Option<Told>,
    /// What is said, one vulnerability and one status each.
    pub statements: List<Said>,
}

/// What is said of one vulnerability.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Such as `CVE-2026-1234`.
    pub vulnerability: String,
    /// The products: package URLs or names.
    pub products: List<String>,
    /// In the document's own word, as `not_affected`.
    pub status: Status,
    /// Why, in the document's own words.
    pub why: Option<String>,
    /// Its place in the document.
    pub at: Span,
}

/// How a product stands to a vulnerability.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It is not affected.
    NotAffected,
    /// It is affected.
    Affected,
    /// It was, and is no more.
    Fixed,
    /// Nobody knows yet.
    #[default]
    UnderInvestigation,
    /// Another word.
    Other(String),
}

impl Status {
    /// The status that a format's word stands for.
    fn of(word: &str) -> Self {
        match word {
            "not_affected" | "known_not_affected" | "false_positive" => Self::NotAffected,
            "affected" | "known_affected" | "exploitable" => Self::Affected,
            "fixed" | "first_fixed" | "resolved" | "resolved_with_pedigree" => Self::Fixed,
            "under_investigation" | "in_triage" => Self::UnderInvestigation,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Vex {
    /// The digests of its products that are images, as their package URLs have them; the first of them.
    pub(super) fn digests(&self) -> Vec<String> {
        const DIGESTS: usize = 100;
        let products = self.statements.items.iter().flat_map(|said| &said.products.items);
        let told = |purl: &String| Told { text: purl.clone(), ..Told::default() };
        products.filter_map(|purl| Some(digest_of_purl(&told(purl))?.text)).take(DIGESTS).collect()
    }

    /// Reads a document by its shape; `None` for any other.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        openvex::read(root).or_else(|| csaf::read(root)).or_else(|| cyclonedx::read(root))
    }
}

fn text(object: Value<'_>, key: &str) -> Option<String> {
    Told::under(object, key).map(|told| told.text)
}

#[cfg(test)]
mod tests;
