//! The findings of one document while they are gathered: bounded, and in the order of the bytes.

use crate::sorting::sort_by_key;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::codes::Code;
use super::finding::Finding;
use super::severity::Severity;
use crate::image::part;
use crate::json::{Lines, Span, Value};
use crate::limits;
use crate::pace::Pace;

/// Gathers findings. Of each code, [`limits::FINDINGS_OF_A_KIND`] are listed and the others counted, so
/// that a hostile document costs no more than its bytes.
pub(super) struct Report<'a> {
    bytes: &'a [u8],
    pace: &'a Pace,
    /// The bytes are no JSON, so that reading may have stopped with objects and arrays open.
    broken: bool,
    lines: OnceCell<Lines>,
    listed: Vec<Finding>,
    kinds: BTreeMap<&'static str, CodeCount>,
}

struct CodeCount {
    code: &'static Code,
    count: usize,
    /// The first place that is not listed.
    beyond: Option<Span>,
}

impl<'a> Report<'a> {
    pub(super) fn new(bytes: &'a [u8], broken: bool, pace: &'a Pace) -> Self {
        Self { bytes, pace, broken, lines: OnceCell::new(), listed: Vec::new(), kinds: BTreeMap::new() }
    }

    /// Counts what it took to judge a part of the document.
    pub(super) async fn judged(&self, part: Value<'_>) {
        part::spend(part, self.pace).await;
    }

    /// Counts so many steps of judging.
    pub(super) async fn spend(&self, steps: usize) {
        self.pace.spend(steps).await;
    }

    /// The pace at which the document is judged.
    pub(super) const fn pace(&self) -> &'a Pace {
        self.pace
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
        if self.admits(code, span) {
            self.listed.push(Finding { severity, ..Finding::new(code, span, message()) });
        }
    }

    /// Adds a finding whose message says the line and the column.
    pub(super) fn add_placed(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl FnOnce(String) -> String,
    ) {
        if self.admits(code, Some(span)) {
            let (line, column) = self.lines.get_or_init(|| Lines::new(self.bytes)).position(span.start);
            let message = message(format!("Line {line}, column {column}"));
            self.listed.push(Finding::new(code, Some(span), message));
        }
    }

    /// Counts a finding, and says whether it is to be listed.
    fn admits(&mut self, code: &'static Code, span: Option<Span>) -> bool {
        let kind = self.kinds.entry(code.id).or_insert(CodeCount { code, count: 0, beyond: None });
        kind.count += 1;
        let listed = kind.count <= limits::FINDINGS_OF_A_KIND;
        if !listed {
            kind.beyond = kind.beyond.or(span);
        }
        listed
    }

    /// Whether reading stopped inside of `container`, so that nobody knows what else it holds.
    pub(super) fn is_cut_off(&self, container: Value<'_>) -> bool {
        // A closed one ends with its own bracket, after all that it holds.
        let closed = matches!(container.raw(), [b'{', .., b'}'] | [b'[', .., b']']);
        let last = || container.items().chain(container.members().map(|member| member.value)).last();
        self.broken && (!closed || last().is_some_and(|last| last.span().end == container.span().end))
    }

    /// All that is listed, in the order of the bytes; what speaks of the whole document comes first.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for CodeCount { code, count, beyond } in self.kinds.into_values() {
            let more = count.saturating_sub(limits::FINDINGS_OF_A_KIND);
            if more > 0 {
                let message = format!("… and {more} more of this kind.");
                self.listed.push(Finding::new(code, beyond, message));
            }
        }
        sort_by_key(&mut self.listed, |finding| finding.span);
        self.listed
    }
}
