//! One finding: a stable code, how bad it is, where it is, one plain sentence, and why.

use serde::Serialize;

use super::codes::Code;
use super::section::Section;
use crate::json::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing fails of it.
    Note,
    /// Some clients read it otherwise, or refuse it.
    Warning,
    /// The document breaks its specification, or is not what its descriptor says.
    Error,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word shown beside the sign.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What Bayplan has to say about one place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable, such as `digest-malformed`; docs/findings.md lists them all.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place in the document's bytes; `None` where it speaks of the whole document.
    pub span: Option<Span>,
    /// One plain sentence, or two where the second says what to do.
    pub message: String,
    /// Where the rule stands.
    pub section: Section,
}

impl Finding {
    /// A finding of `code`, as bad as its kind.
    #[must_use]
    pub const fn new(code: &Code, span: Option<Span>, message: String) -> Self {
        Self { code: code.id, severity: code.severity, span, message, section: code.section }
    }
}
