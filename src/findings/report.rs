//! The findings of one document while they are gathered: bounded, and in the order of the bytes.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::codes::Code;
use super::finding::{Finding, Severity};
use crate::json::{Lines, Span};
use crate::limits;

/// Gathers findings. Of each code, [`limits::FINDINGS_OF_A_KIND`] are listed and the others counted, so
/// that a hostile document costs no more than its bytes.
pub(super) struct Report<'a> {
    bytes: &'a [u8],
    lines: OnceCell<Lines>,
    listed: Vec<Finding>,
    kinds: BTreeMap<&'static str, Kind>,
}

struct Kind {
    code: &'static Code,
    count: usize,
    /// The first place that is not listed.
    beyond: Option<Span>,
}

impl<'a> Report<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, lines: OnceCell::new(), listed: Vec::new(), kinds: BTreeMap::new() }
    }

    /// Adds a finding; `message` is called only where it will be listed.
    pub(super) fn add(
        &mut self,
        code: &'static Code,
        span: impl Into<Option<Span>>,
        message: impl FnOnce() -> String,
    ) {
        self.add_as(code.severity, code, span, message);
    }

    /// Adds a finding that is better or worse than its kind.
    pub(super) fn add_as(
        &mut self,
        severity: Severity,
        code: &'static Code,
        span: impl Into<Option<Span>>,
        message: impl FnOnce() -> String,
    ) {
        let span = span.into();
        let kind = self.kinds.entry(code.id).or_insert(Kind { code, count: 0, beyond: None });
        kind.count += 1;
        if kind.count > limits::FINDINGS_OF_A_KIND {
            kind.beyond = kind.beyond.or(span);
            return;
        }
        let section = code.section;
        self.listed.push(Finding { code: code.id, severity, span, message: message(), section });
    }

    /// `Line 3, column 14`, for a sentence that must say it.
    pub(super) fn position(&self, offset: u32) -> String {
        let (line, column) = self.lines.get_or_init(|| Lines::new(self.bytes)).position(offset);
        format!("Line {line}, column {column}")
    }

    /// All that is listed, in the order of the bytes; what speaks of the whole document comes first.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for Kind { code, count, beyond } in self.kinds.into_values() {
            let more = count.saturating_sub(limits::FINDINGS_OF_A_KIND);
            if more > 0 {
                let message = format!("… and {more} more of this kind.");
                let (severity, section) = (code.severity, code.section);
                self.listed.push(Finding { code: code.id, severity, span: beyond, message, section });
            }
        }
        self.listed.sort_by_key(|finding| finding.span);
        self.listed
    }
}
