//! Folding: objects and arrays that reach over several lines, and what is left in sight.

use super::tape::NodeKind;
use super::{Lines, Rows, Span, Tape};
use crate::pace::{Pace, at_once};
use crate::sorting::sort_by_key;

/// An object or array that starts on one line and ends on a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The value.
    pub span: Span,
    /// The line of its opening bracket, counted from 1.
    pub start_line: usize,
    /// The line of its closing bracket.
    pub end_line: usize,
}

/// The folds of a document, by their first lines; where two start on one line, the outer one alone.
#[must_use]
pub fn folds(tape: &Tape, lines: &Lines) -> Vec<Fold> {
    at_once(folds_in_pieces(tape, lines, &Pace::default()))
}

/// As [`folds`], a piece at a time.
pub async fn folds_in_pieces(tape: &Tape, lines: &Lines, pace: &Pace) -> Vec<Fold> {
    let mut folds: Vec<Fold> = Vec::new();
    for node in &tape.nodes {
        pace.spend(1).await;
        if !matches!(node.kind, NodeKind::Array | NodeKind::Object) {
            continue;
        }
        let (start_line, _) = lines.position(node.span.start);
        let (end_line, _) = lines.position(node.span.end.saturating_sub(1));
        if start_line < end_line && folds.last().is_none_or(|last| last.start_line != start_line) {
            folds.push(Fold { span: node.span, start_line, end_line });
        }
    }
    folds
}

/// Which rows are in sight while some folds are closed.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// Runs of rows out of sight, none overlapping, in order: the first row, and how many rows in sight
    /// are in front of it.
    hidden: Vec<Hidden>,
    visible: usize,
}

#[derive(Clone, Copy, Debug)]
struct Hidden {
    first: usize,
    after: usize,
    visible_before: usize,
}

impl Folded {
    /// With these folds closed. The line of the opening bracket stays in sight, with the line of the
    /// closing bracket out of it.
    #[must_use]
    pub fn new(rows: &Rows, closed: &[Fold]) -> Self {
        let mut closed: Vec<(usize, usize)> = closed
            .iter()
            .map(|fold| {
                (rows.first_row_of_line(fold.start_line + 1), rows.first_row_of_line(fold.end_line + 1))
            })
            .collect();
        sort_by_key(&mut closed, |lines| *lines);
        let mut hidden: Vec<Hidden> = Vec::new();
        let mut visible_before = 0;
        let mut at = 0;
        for (first, after) in closed {
            let first = first.max(at);
            if first < after {
                visible_before += first - at;
                hidden.push(Hidden { first, after, visible_before });
                at = after;
            }
        }
        Self { hidden, visible: visible_before + rows.len().saturating_sub(at) }
    }

    /// How many rows are in sight.
    #[must_use]
    pub fn len(&self) -> usize {
        self.visible
    }

    /// Whether no row is in sight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.visible == 0
    }

    /// The row that stands at `place` among those in sight, both counted from 0.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<usize> {
        if place >= self.visible {
            return None;
        }
        let before = self.hidden.partition_point(|hidden| hidden.visible_before <= place);
        match before.checked_sub(1).and_then(|last| self.hidden.get(last)) {
            Some(last) => Some(last.after + (place - last.visible_before)),
            None => Some(place),
        }
    }

    /// The place of a row among those in sight; the place of the row that hides it, when it is not.
    #[must_use]
    pub fn place(&self, row: usize) -> usize {
        let before = self.hidden.partition_point(|hidden| hidden.first <= row);
        match before.checked_sub(1).and_then(|last| self.hidden.get(last)) {
            Some(last) if row < last.after => last.visible_before.saturating_sub(1),
            Some(last) => last.visible_before + (row - last.after),
            None => row,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "{\n \"a\": [\n  1\n ],\n \"b\": [{\n  \"c\": {}\n }]\n}\n";

    #[test]
    fn folds_what_reaches_over_lines() {
        let lines = Lines::new(TEXT.as_bytes());
        let folds = folds(&read(TEXT.as_bytes()).tape, &lines);
        let regions: Vec<_> = folds.iter().map(|fold| (fold.start_line, fold.end_line)).collect();
        assert_eq!(regions, [(1, 8), (2, 4), (5, 7)]);

        let rows = Rows::new(TEXT.as_bytes(), &lines, 80);
        let in_sight = |closed: &[Fold]| {
            let folded = Folded::new(&rows, closed);
            (0..folded.len()).filter_map(|place| folded.row(place)).collect::<Vec<_>>()
        };
        assert_eq!(in_sight(&[]), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(in_sight(&folds[1..2]), [0, 1, 4, 5, 6, 7, 8]);
        assert_eq!(in_sight(&folds[1..]), [0, 1, 4, 7, 8]);
        // One inside of another.
        assert_eq!(in_sight(&folds), [0, 8]);
        let folded = Folded::new(&rows, &folds[1..2]);
        assert_eq!((folded.place(1), folded.place(3), folded.place(4)), (1, 1, 2));
    }

    proptest! {
        #[test]
        fn places_and_rows_agree(closed in proptest::collection::vec((1usize..40, 1usize..12), 0..6)) {
            let text = "\n".repeat(40);
            let lines = Lines::new(text.as_bytes());
            let rows = Rows::new(text.as_bytes(), &lines, 80);
            let closed: Vec<Fold> = closed
                .into_iter()
                .map(|(start_line, more)| Fold { span: Span::default(), start_line, end_line: start_line + more })
                .collect();
            let folded = Folded::new(&rows, &closed);
            let hidden = |row: usize| closed.iter().any(|f| f.start_line < row + 1 && row < f.end_line);
            let expected: Vec<usize> = (0..rows.len()).filter(|row| !hidden(*row)).collect();
            let got: Vec<usize> = (0..folded.len()).filter_map(|place| folded.row(place)).collect();
            prop_assert_eq!(&got, &expected);
            prop_assert_eq!(folded.row(folded.len()), None);
            for (place, row) in got.into_iter().enumerate() {
                prop_assert_eq!(folded.place(row), place);
            }
        }
    }
}
