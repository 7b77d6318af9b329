//! The Raw tab: a document's exact bytes, row by row, with colours, folds, hits and marks.

use crate::sorting::{sorted_by, sorted_by_key};
use std::rc::Rc;

use super::raw_text::RawText;
use super::search::{Hits, MOST_HITS};
use crate::findings::{Finding, Severity};
use crate::json::{Fold, Folded, Span, TokenKind};
use crate::text::escape;

/// Findings told at one mark; how many more there are is told besides.
const TOLD_AT_A_MARK: usize = 4;

/// A document as the Raw tab shows it. A clone shares all that is large.
#[derive(Clone, Debug)]
pub struct RawView {
    text: RawText,
    /// Findings with a place, by their first bytes.
    marks: Rc<[(u32, Severity, String)]>,
    /// The closed folds, in order.
    closed: Rc<[usize]>,
    folded: Rc<Folded>,
    hits: Hits,
    /// There is a text to look for.
    searched: bool,
    current: Option<usize>,
}

/// One row as it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLine {
    /// The line's number; `None` where the row goes on with the line above.
    pub number: Option<usize>,
    /// The fold that starts here.
    pub fold: Option<FoldMark>,
    /// The findings that point here, or into what is folded here.
    pub mark: Option<Mark>,
    /// The row's text.
    pub pieces: Vec<Piece>,
}

/// An object or array that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldMark {
    /// Which one, for [`RawView::toggled`].
    pub index: usize,
    /// It is folded.
    pub closed: bool,
    /// Lines that it hides.
    pub lines: usize,
}

/// Findings at a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The worst of them.
    pub severity: Severity,
    /// What they say, one a line.
    pub text: String,
}

/// A run of text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: TokenKind,
    /// Why it is lit, if it is.
    pub light: Light,
    /// What the visible form of an unseen character or byte stands for.
    pub escape: Option<&'static str>,
    /// The text.
    pub text: String,
}

/// Why a piece is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// It is not.
    #[default]
    None,
    /// A finding's place, which is to be shown.
    Target,
    /// Found by the search.
    Hit,
    /// The hit that one is at.
    Current,
}

impl RawView {
    /// A document with what was found in it.
    #[must_use]
    pub fn new<'a>(text: RawText, findings: impl Iterator<Item = &'a Finding>) -> Self {
        Self {
            folded: Rc::new(Folded::new(&text.rows, &[])),
            marks: marks(findings),
            text,
            closed: Rc::from([]),
            hits: Hits::default(),
            searched: false,
            current: None,
        }
    }

    /// The document.
    #[must_use]
    pub const fn text(&self) -> &RawText {
        &self.text
    }

    /// The same with other findings marked: some depend on which other documents are here.
    #[must_use]
    pub fn with_marks<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> Self {
        Self { marks: marks(findings), ..self.clone() }
    }

    /// The same document split into rows of another width, or all of it; folds and hits stay.
    #[must_use]
    pub fn with_text(&self, text: RawText) -> Self {
        Self { folded: folded(&text, &self.closed), text, ..self.clone() }
    }

    /// How many rows are in sight.
    #[must_use]
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether there is none; even an empty document has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// How many lines the document has.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.text.lines.count()
    }

    /// The same with a fold opened or closed.
    #[must_use]
    pub fn toggled(&self, fold: usize) -> Self {
        let mut closed = self.closed.to_vec();
        match closed.binary_search(&fold) {
            Ok(at) => drop(closed.remove(at)),
            Err(at) => closed.insert(at, fold),
        }
        self.with_closed(closed.into())
    }

    /// The same with every fold but the outermost closed, or with all open.
    #[must_use]
    pub fn with_all_folds(&self, closed: bool) -> Self {
        self.with_closed((1..if closed { self.text.folds.len() } else { 1 }).collect())
    }

    fn with_closed(&self, closed: Rc<[usize]>) -> Self {
        Self { folded: folded(&self.text, &closed), closed, ..self.clone() }
    }

    /// Whether some fold is closed.
    #[must_use]
    pub fn any_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Whether there is anything inside the outermost value to fold.
    #[must_use]
    pub fn can_fold(&self) -> bool {
        self.text.folds.len() > 1
    }

    /// The same with `needle` looked for, at the first hit at or after the row in sight at `place`.
    #[must_use]
    pub fn with_search(&self, needle: &str, place: usize) -> Self {
        let hits = Hits::find(&self.text.bytes, needle);
        let start = self.row(place).map_or(0, |row| row.span.start);
        let next = hits.first_after(start);
        let current = (!hits.is_empty()).then(|| if next < hits.len() { next } else { 0 });
        Self { searched: !needle.is_empty(), hits, current, ..self.clone() }
    }

    /// The same at the next hit, or at the one before; from the last to the first, and back.
    #[must_use]
    pub fn stepped(&self, forward: bool) -> Self {
        let count = self.hits.len();
        let current = self.current.filter(|_| count > 0).map(|at| {
            let step = if forward { 1 } else { count - 1 };
            (at + step) % count
        });
        Self { current, ..self.clone() }
    }

    /// What was found.
    #[must_use]
    pub fn hits(&self) -> &Hits {
        &self.hits
    }

    /// Which hit one is at, from 0.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// Where in the search one is, in a few words; nothing where nothing is looked for.
    #[must_use]
    pub fn told_hits(&self) -> String {
        let count = self.hits.len();
        let many = if count == MOST_HITS { "+" } else { "" };
        match self.current {
            Some(at) => format!("{} of {count}{many}", at + 1),
            None if self.searched => "none".to_owned(),
            None => String::new(),
        }
    }

    /// The place of the hit that one is at.
    #[must_use]
    pub fn current_span(&self) -> Option<Span> {
        self.hits.get(self.current?)
    }

    /// The same with all open that hid `span`, and the row in sight where that begins.
    #[must_use]
    pub fn revealing(&self, span: Span) -> (Self, usize) {
        let (line, _) = self.text.lines.position(span.start);
        let hides = |fold: &Fold| fold.start_line < line && line <= fold.end_line;
        let hiding = |at: &usize| self.text.folds.get(*at).is_some_and(hides);
        let view = if self.closed.iter().any(hiding) {
            self.with_closed(self.closed.iter().copied().filter(|at| !hiding(at)).collect())
        } else {
            self.clone()
        };
        let place = view.folded.place(view.text.rows.row_of(span.start));
        (view, place)
    }

    fn row(&self, place: usize) -> Option<crate::json::TextRow> {
        self.text.rows.get(&self.text.lines, self.folded.row(place)?)
    }

    /// The row in sight at `place`, with `target` lit.
    #[must_use]
    pub fn line(&self, place: usize, target: Option<Span>) -> Option<RawLine> {
        let index = self.folded.row(place)?;
        let row = self.text.rows.get(&self.text.lines, index)?;
        let after = match self.row(place + 1) {
            Some(next) => next.span.start,
            None => u32::MAX,
        };
        let fold = self
            .text
            .folds
            .binary_search_by_key(&row.line, |fold| fold.start_line)
            .ok()
            .filter(|_| !row.continues)
            .and_then(|index| {
                let fold = self.text.folds.get(index)?;
                let lines = fold.end_line - fold.start_line;
                Some(FoldMark { index, closed: self.closed.binary_search(&index).is_ok(), lines })
            });
        Some(RawLine {
            number: (!row.continues).then_some(row.line),
            fold,
            mark: self.mark(Span::new(row.span.start, after)),
            pieces: self.pieces(index, row.span, target),
        })
    }

    fn mark(&self, span: Span) -> Option<Mark> {
        let from = self.marks.partition_point(|(start, ..)| *start < span.start);
        let to = self.marks.partition_point(|(start, ..)| *start < span.end);
        let here = self.marks.get(from..to)?;
        let severity = here.iter().map(|(_, severity, _)| *severity).max()?;
        let mut told: Vec<&str> = here.iter().map(|(.., text)| text.as_str()).take(TOLD_AT_A_MARK).collect();
        let more = format!("and {} more", here.len().saturating_sub(TOLD_AT_A_MARK));
        if here.len() > TOLD_AT_A_MARK {
            told.push(&more);
        }
        Some(Mark { severity, text: told.join("\n") })
    }

    fn pieces(&self, index: usize, row: Span, target: Option<Span>) -> Vec<Piece> {
        let target = target.map(|span| (Light::Target, span));
        let hits = self.hits.within(row).map(|(at, span)| {
            let light = if self.current == Some(at) { Light::Current } else { Light::Hit };
            (light, span)
        });
        let lights: Vec<(Light, Span)> = target.into_iter().chain(hits).collect();
        // Where the look may change.
        let cuts = lights.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
        let cuts: Vec<u32> = sorted_by_key(cuts, |cut| *cut);
        let mut pieces: Vec<Piece> = Vec::new();
        for token in self.text.rows.tokens(&self.text.bytes, &self.text.lines, index) {
            let Span { mut start, end } = token.span;
            while start < end {
                let next =
                    cuts.get(cuts.partition_point(|cut| *cut <= start)).map_or(end, |cut| *cut.min(&end));
                let holds = |span: &Span| span.start <= start && start < span.end;
                let light = lights.iter().filter(|(_, span)| holds(span)).map(|(light, _)| *light).max();
                // Both are plain: together they are one piece.
                let kind = if token.kind == TokenKind::Space { TokenKind::Punctuation } else { token.kind };
                let light = light.unwrap_or_default();
                for (text, escape) in visible(Span::new(start, next).of(&self.text.bytes)) {
                    match pieces.last_mut() {
                        Some(last) if (last.kind, last.light, last.escape) == (kind, light, escape) => {
                            last.text += &text;
                        }
                        _ => pieces.push(Piece { kind, light, escape, text }),
                    }
                }
                start = next;
            }
        }
        pieces
    }
}

fn marks<'a>(findings: impl Iterator<Item = &'a Finding>) -> Rc<[(u32, Severity, String)]> {
    let marks: Vec<_> = findings
        .filter_map(|finding| {
            let start = finding.span?.start;
            Some((start, finding.severity, format!("{}: {}", finding.severity.word(), finding.message)))
        })
        .collect();
    sorted_by(marks, Ord::cmp).into()
}

fn folded(text: &RawText, closed: &[usize]) -> Rc<Folded> {
    let closed: Vec<Fold> = closed.iter().filter_map(|at| text.folds.get(*at)).copied().collect();
    Rc::new(Folded::new(&text.rows, &closed))
}

/// How many characters of a row fit, with one to spare: `view` pixels wide, where `hundred` characters of the font are
/// that many pixels, beside the gutter of a document with `lines` lines.
#[must_use]
pub fn columns(view: u32, hundred: u32, lines: usize) -> usize {
    let fit = (u64::from(view) * 100).checked_div(u64::from(hundred)).unwrap_or(80) as usize;
    fit.saturating_sub(gutter(lines) + 1).clamp(24, 500)
}

/// The width of the gutter in characters: the highest line number, a mark, a fold, and room between.
#[must_use]
pub fn gutter(lines: usize) -> usize {
    lines.checked_ilog10().unwrap_or(0) as usize + 1 + 6
}

/// Bytes as text: what is not seen, and what is not UTF-8, in a visible form, with what that stands for.
fn visible(bytes: &[u8]) -> impl Iterator<Item = (String, Option<&'static str>)> {
    bytes.utf8_chunks().flat_map(|chunk| {
        // A tab is shown as the room that it takes.
        let parts = chunk.valid().split('\t').enumerate().flat_map(|(at, part)| {
            let tab = (at > 0).then(|| ("\t".to_owned(), None));
            let pieces = escape::pieces(part, usize::MAX).into_iter().filter_map(|piece| match piece {
                escape::Piece::Plain(text) => Some((text, None)),
                escape::Piece::Escape { shown, name } => Some((shown, Some(name))),
                escape::Piece::More(_) => None,
            });
            tab.into_iter().chain(pieces)
        });
        let invalid = chunk.invalid().iter();
        parts.chain(invalid.map(|byte| (format!("\\x{byte:02x}"), Some("byte that is not UTF-8"))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Section;
    use crate::json;
    use crate::limits;
    use proptest::prelude::*;

    fn view(bytes: &[u8], findings: &[Finding], width: usize) -> RawView {
        RawView::new(RawText::new(&Rc::from(bytes), &json::read(bytes), width), findings.iter())
    }

    fn finding(severity: Severity, start: u32) -> Finding {
        let section = Section { title: "", url: "https://example.org" };
        let span = Some(Span::new(start, start + 1));
        Finding { code: "test", severity, span, message: format!("at {start}"), section }
    }

    fn text(line: &RawLine) -> String {
        line.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    const NESTED: &[u8] = b"{\n \"a\": [\n  1\n ],\n \"b\": 2\n}";

    #[test]
    fn a_fold_hides_its_lines_and_keeps_their_marks() {
        let findings =
            [finding(Severity::Note, 1), finding(Severity::Error, 12), finding(Severity::Note, 11)];
        let mut view = view(NESTED, &findings, 80);
        assert_eq!((view.len(), view.line_count()), (6, 6));
        let line = view.line(1, None).unwrap();
        assert_eq!(line.fold, Some(FoldMark { index: 1, closed: false, lines: 2 }));
        assert_eq!(line.mark, None);
        assert_eq!(view.line(2, None).unwrap().mark.unwrap().severity, Severity::Error);

        view = view.toggled(1);
        assert_eq!(view.len(), 4);
        let line = view.line(1, None).unwrap();
        assert!(line.fold.unwrap().closed);
        let mark = line.mark.unwrap();
        assert_eq!((mark.severity, mark.text.as_str()), (Severity::Error, "note: at 11\nerror: at 12"));
        assert_eq!(view.line(2, None).unwrap().number, Some(5));

        // What is hidden opens when it is to be shown.
        let (mut view, place) = view.revealing(Span::new(12, 13));
        assert_eq!(place, 2);
        assert_eq!(view.len(), 6);
        view = view.with_all_folds(true);
        assert_eq!(view.len(), 4, "the outermost stays open");
    }

    #[test]
    fn lights_hits_and_the_target() {
        let mut view = view(b"{\"key\": \"keys\"}", &[], 80);
        view = view.with_search("KEY", 0);
        assert_eq!((view.hits().len(), view.current()), (2, Some(0)));
        let line = view.line(0, Some(Span::new(8, 14))).unwrap();
        let lit: Vec<_> = line.pieces.iter().map(|piece| (piece.light, piece.text.as_str())).collect();
        assert_eq!(
            lit,
            [
                (Light::None, "{"),
                (Light::None, "\""),
                (Light::Current, "key"),
                (Light::None, "\""),
                (Light::None, ": "),
                (Light::Target, "\""),
                (Light::Hit, "key"),
                (Light::Target, "s\""),
                (Light::None, "}"),
            ]
        );
        view = view.stepped(true);
        assert_eq!(view.current_span(), Some(Span::new(9, 12)));
        view = view.stepped(true);
        assert_eq!(view.current(), Some(0), "from the last to the first");
        view = view.stepped(false);
        assert_eq!(view.current(), Some(1), "and back");
        assert_eq!(view.told_hits(), "2 of 2");
        view = view.with_search("none", 0);
        assert_eq!(view.told_hits(), "none");
        assert_eq!(view.current(), None);
        view = view.stepped(true);
        assert_eq!(view.current(), None);
    }

    #[test]
    fn what_is_not_seen_is_shown() {
        let view = view("[\"a\u{202e}b\t\u{200b}".as_bytes(), &[], 80);
        assert_eq!(text(&view.line(0, None).unwrap()), "[\"a\\u{202e}b\t\\u{200b}");
        let view = self::view(b"\xff\xfe", &[], 80);
        assert_eq!(text(&view.line(0, None).unwrap()), "\\xff\\xfe");
    }

    #[test]
    fn a_long_line_goes_on_in_rows() {
        let mut view = view(b"[1111,2222,3333]", &[finding(Severity::Warning, 7)], 6);
        let numbers: Vec<_> = (0..view.len()).map(|at| view.line(at, None).unwrap().number).collect();
        assert_eq!(numbers, [Some(1), None, None]);
        assert!(view.line(1, None).unwrap().mark.is_some() && view.line(0, None).unwrap().mark.is_none());
        let bytes: Rc<[u8]> = Rc::from(&b"[1111,2222,3333]"[..]);
        view = view.with_text(RawText::new(&bytes, &json::read(&bytes), 80));
        assert_eq!(view.len(), 1);
    }

    #[test]
    fn a_long_document_begins_with_its_beginning() {
        let line = "a line of a text\n";
        let long: Rc<[u8]> = line.repeat(2 * limits::SPLIT_AT_ONCE_BYTES / line.len()).into_bytes().into();
        assert!(RawText::is_long(&long));
        let reading = json::read(&long);
        let (beginning, whole) = (RawText::beginning(&long, 80), RawText::new(&long, &reading, 80));
        assert!(!beginning.is_whole() && whole.is_whole());
        let mut view = RawView::new(beginning, [].iter());
        let (first, few) = (text(&view.line(0, None).unwrap()), view.len());
        view = view.with_text(whole);
        assert_eq!(text(&view.line(0, None).unwrap()), first);
        assert!(view.len() > few, "{} and {few} rows", view.len());
    }

    proptest! {
        #[test]
        fn every_byte_is_shown_once(
            text_of in "[\\[\\]{}:,\"a1 é\n]{0,80}",
            needle in "[a1\"é]{0,2}",
            target in (0u32..90, 0u32..9),
            width in 1usize..12,
        ) {
            let bytes = text_of.as_bytes();
            let mut view = view(bytes, &[], width);
            view = view.with_search(&needle, 0);
            // A target in the middle of a character shows it as bytes; keep it at the ends of characters.
            let at = |offset: u32| (offset as usize..=bytes.len()).find(|at| text_of.is_char_boundary(*at)).unwrap_or(bytes.len()) as u32;
            let target = Span::new(at(target.0), at(target.0 + target.1));
            let shown: String = (0..view.len()).map(|place| text(&view.line(place, Some(target)).unwrap())).collect();
            prop_assert_eq!(shown, text_of.replace('\n', ""));
        }

        #[test]
        fn folding_never_loses_a_row(text_of in "[\\[\\]{}:,\"a1\n]{0,80}", folds in proptest::collection::vec(0usize..8, 0..6)) {
            let mut view = view(text_of.as_bytes(), &[], 9);
            for fold in folds {
                view = view.toggled(fold);
            }
            prop_assert!(!view.is_empty());
            for place in 0..view.len() {
                prop_assert!(view.line(place, None).is_some());
            }
            for offset in 0..=text_of.len() {
                let span = Span::new(offset as u32, offset as u32);
                let (view, place) = view.revealing(span);
                prop_assert!(place < view.len());
                let row = view.row(place).unwrap();
                prop_assert!(row.span.start <= span.start);
            }
        }
    }
}
