//! An in-toto statement: what was said of an image, and by which predicate.

use super::digest::HashAlgorithm;
use super::part::{is_read, list};
use crate::json::Value;
use crate::pace::Pace;

/// An in-toto statement, version 0.1 or 1.
///
/// <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `_type`
    pub statement_type: Option<String>,
    /// `predicateType`, such as `https://slsa.dev/provenance/v1`.
    pub predicate_type: Option<String>,
    /// Each subject's name and its digests as `algorithm:encoded`.
    pub subjects: Vec<(String, Vec<String>)>,
}

impl Statement {
    /// Reads a statement from `value`.
    pub async fn read(value: Value<'_>, pace: &Pace) -> Self {
        let text = |value: Value<'_>, key| Some(value.get(key)?.as_str()?.into_owned());
        let subject = |subject: Value<'_>| {
            let digests = subject.get("digest").into_iter().flat_map(Value::members);
            let digests = digests
                .filter_map(|member| Some(format!("{}:{}", member.name(), member.value.as_str()?)))
                .collect();
            Some((text(subject, "name").unwrap_or_default(), digests))
        };
        let subject = |value| Some(value).filter(|value| is_read(*value)).and_then(subject);
        Self {
            statement_type: text(value, "_type"),
            predicate_type: text(value, "predicateType"),
            subjects: list(value.get("subject"), usize::MAX, pace, subject).await,
        }
    }

    /// The registered algorithms that its subjects' digests are by.
    pub fn algorithms(&self) -> impl Iterator<Item = HashAlgorithm> {
        let digests = self.subjects.iter().flat_map(|(_, digests)| digests);
        digests.filter_map(|text| HashAlgorithm::from_name(text.split(':').next()?))
    }
}

/// A short name for a predicate type: `provenance`, `SBOM`, or the type itself.
#[must_use]
pub fn predicate_name(predicate_type: &str) -> &str {
    if predicate_type.starts_with("https://slsa.dev/provenance/") {
        "provenance"
    } else if predicate_type.starts_with("https://spdx.dev/Document")
        || predicate_type.starts_with("https://cyclonedx.org/")
    {
        "SBOM"
    } else {
        predicate_type
    }
}
