//! One finding: a stable code, how bad it is, where it is, one plain sentence, and why.

use serde::Serialize;

use super::codes::Code;
use super::section::Section;
use super::severity::Severity;
use crate::json::Span;

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
