//! The contents of two files beside each other: text line by line, all else sixteen bytes at a time.
//!
//! Lines are lined up by `imara-diff`, where what differs is short enough for one step. Of longer texts the lines that
//! stand once in each, and in the same order, are lined up first, and then what is between them: n log n in all.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, NoSliderHeuristic, Token};
use memchr::memchr_iter;

use super::rising::rising;
use crate::keyed::HashMap;
use crate::limits;
use crate::pace::Pace;
use crate::text::readable::is_text;

/// Bytes of a row of what is no text.
pub const ROW_BYTES: usize = 16;

/// Lines that are the same, and shown before and after what is different.
const AROUND: usize = 3;

/// What is different between two contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Whether both are text, so that a row is a line.
    pub is_text: bool,
    /// What is different, with what stands around it.
    pub rows: Vec<ContentRow>,
    /// Rows of the first that the second has not.
    pub removed: usize,
    /// Rows of the second that the first has not.
    pub added: usize,
    /// Rows of both in places where so much differs that they were not lined up.
    pub unaligned: usize,
    /// Where the rows of each end.
    ends: [Vec<u32>; 2],
}

/// A row, by its place in the first and in the second, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentRow {
    /// Both have it.
    Same(u32, u32),
    /// The first has it.
    Removed(u32),
    /// The second has it.
    Added(u32),
    /// So many that both have are left out.
    LeftOut(u32),
}

impl Contents {
    /// Where a row of the first (0) or of the second (1) is.
    #[must_use]
    pub fn place(&self, side: usize, row: u32) -> Range<usize> {
        let ends = self.ends.get(side).map(Vec::as_slice).unwrap_or_default();
        let end = |at: usize| ends.get(at).map_or(0, |end| *end as usize);
        let row = row as usize;
        row.checked_sub(1).map_or(0, end)..end(row)
    }

    /// How many rows the first (0) or the second (1) has.
    #[must_use]
    pub fn count(&self, side: usize) -> usize {
        self.ends.get(side).map_or(0, Vec::len)
    }
}

/// Rows of both that stand for each other, but are not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    first: Range<u32>,
    second: Range<u32>,
}

/// Compares two contents, a piece at a time.
pub async fn contents(first: &[u8], second: &[u8], pace: &Pace) -> Contents {
    pace.spend(first.len().saturating_add(second.len()) / 16).await;
    let is_text = is_text(first) && is_text(second);
    let ends = [ends(first, is_text, pace).await, ends(second, is_text, pace).await];
    let [of_first, of_second] = &ends;
    let mut numbers = HashMap::default();
    let one = numbered(first, of_first, &mut numbers, pace).await;
    let other = numbered(second, of_second, &mut numbers, pace).await;
    drop(numbers);
    let mut found = Found::default();
    if is_text {
        found.lines(&one, &other, pace).await;
    } else {
        found.places(&one, &other, pace).await;
    }
    let mut contents = Contents { is_text, unaligned: found.unaligned, ends, ..Contents::default() };
    contents.put(&found.hunks, one.len(), pace).await;
    contents
}

/// Where the rows end: lines with their line feeds, the last one with all that is left where there are too many.
async fn ends(bytes: &[u8], is_text: bool, pace: &Pace) -> Vec<u32> {
    let mut ends = Vec::new();
    if is_text {
        for at in memchr_iter(b'\n', bytes).take(limits::DIFFED_LINES) {
            ends.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            pace.spend(1).await;
        }
        if ends.len() == limits::DIFFED_LINES {
            ends.pop();
        }
    } else {
        let rows = bytes.len() / ROW_BYTES;
        ends.extend((1..=rows).map(|row| u32::try_from(row * ROW_BYTES).unwrap_or(u32::MAX)));
        pace.spend(rows / 4).await;
    }
    let whole = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    if ends.last().is_none_or(|last| *last < whole) && whole > 0 {
        ends.push(whole);
    }
    ends
}

/// The rows as numbers: the same for the same bytes.
async fn numbered<'a>(
    bytes: &'a [u8],
    ends: &[u32],
    numbers: &mut HashMap<&'a [u8], u32>,
    pace: &Pace,
) -> Vec<Token> {
    let mut start = 0;
    let mut rows = Vec::with_capacity(ends.len());
    for end in ends {
        let end = *end as usize;
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        rows.push(Token(*numbers.entry(bytes.get(start..end).unwrap_or_default()).or_insert(next)));
        pace.spend(6 + (end - start) / 16).await;
        start = end;
    }
    rows
}

/// What was found to be different so far.
#[derive(Default)]
struct Found {
    hunks: Vec<Hunk>,
    unaligned: usize,
}

impl Found {
    /// Adds what differs, to the last where it goes on with that.
    fn push(&mut self, first: Range<u32>, second: Range<u32>) {
        if first.is_empty() && second.is_empty() {
            return;
        }
        match self.hunks.last_mut() {
            Some(last) if last.first.end == first.start && last.second.end == second.start => {
                (last.first.end, last.second.end) = (first.end, second.end);
            }
            _ => self.hunks.push(Hunk { first, second }),
        }
    }

    /// Rows at the same places, each by itself.
    async fn places(&mut self, one: &[Token], other: &[Token], pace: &Pace) {
        let both = one.len().min(other.len());
        for (at, (a, b)) in (0..).zip(one.iter().zip(other)) {
            if a != b {
                self.push(at..at + 1, at..at + 1);
            }
            pace.spend(1).await;
        }
        self.push(number(both)..number(one.len()), number(both)..number(other.len()));
    }

    /// Lines, wherever they stand.
    async fn lines(&mut self, one: &[Token], other: &[Token], pace: &Pace) {
        let mut before = 0;
        while one.get(before).is_some_and(|row| other.get(before) == Some(row)) {
            before += 1;
            pace.spend(1).await;
        }
        let most = one.len().min(other.len()) - before;
        let mut after = 0;
        while after < most && one.get(one.len() - 1 - after) == other.get(other.len() - 1 - after) {
            after += 1;
            pace.spend(1).await;
        }
        let (first, second) = (before..one.len() - after, before..other.len() - after);
        if first.len() + second.len() <= limits::DIFFED_AT_ONCE_LINES {
            self.short(one, other, first, second, pace).await;
            return;
        }
        let mut from = (first.start, second.start);
        for (at, beside) in
            anchors(one, other, &first, &second, pace).await.into_iter().chain([(first.end, second.end)])
        {
            self.between(one, other, from.0..at, from.1..beside, pace).await;
            from = (at + 1, beside + 1);
        }
    }

    /// What is between two lines that are lined up.
    async fn between(
        &mut self,
        one: &[Token],
        other: &[Token],
        first: Range<usize>,
        second: Range<usize>,
        pace: &Pace,
    ) {
        if first.len() + second.len() <= limits::DIFFED_AT_ONCE_LINES {
            self.short(one, other, first, second, pace).await;
        } else {
            if !first.is_empty() && !second.is_empty() {
                self.unaligned += first.len() + second.len();
            }
            self.push(range(&first), range(&second));
        }
    }

    /// What is short enough for one step.
    async fn short(
        &mut self,
        one: &[Token],
        other: &[Token],
        first: Range<usize>,
        second: Range<usize>,
        pace: &Pace,
    ) {
        let (before, after) = (one.get(first.clone()), other.get(second.clone()));
        let (Some(before), Some(after)) = (before, after) else { return };
        // The numbers of the rows among these alone: a step costs what these are.
        let mut own = HashMap::default();
        let mut number_of = |row: &Token| {
            let next = number(own.len());
            Token(*own.entry(row.0).or_insert(next))
        };
        let before: Vec<Token> = before.iter().map(&mut number_of).collect();
        let after: Vec<Token> = after.iter().map(&mut number_of).collect();
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Myers, &before, &after, number(own.len()));
        diff.postprocess_with(&before, &after, NoSliderHeuristic);
        for hunk in diff.hunks() {
            let (a, b) = (number(first.start), number(second.start));
            self.push(a + hunk.before.start..a + hunk.before.end, b + hunk.after.start..b + hunk.after.end);
        }
        let lines = first.len() + second.len();
        pace.spend(lines.saturating_mul(4).saturating_add(lines.saturating_mul(lines) / 32)).await;
    }
}

/// Lines that stand once in each, in the same order: by their places in both.
async fn anchors(
    one: &[Token],
    other: &[Token],
    first: &Range<usize>,
    second: &Range<usize>,
    pace: &Pace,
) -> Vec<(usize, usize)> {
    // How often, and where last, in the first and in the second.
    let mut seen: HashMap<u32, [(u32, usize); 2]> = HashMap::default();
    for (side, (rows, range)) in [(one, first), (other, second)].into_iter().enumerate() {
        for at in range.clone() {
            if let Some(row) = rows.get(at)
                && let Some((count, place)) = seen.entry(row.0).or_default().get_mut(side)
            {
                (*count, *place) = (*count + 1, at);
            }
            pace.spend(6).await;
        }
    }
    let mut pairs = Vec::new();
    for at in first.clone() {
        let found = one.get(at).and_then(|row| seen.get(&row.0));
        if let Some([(1, _), (1, beside)]) = found {
            pairs.push((at, *beside));
        }
        pace.spend(4).await;
    }
    let places: Vec<usize> = pairs.iter().map(|(_, beside)| *beside).collect();
    pace.spend(places.len().saturating_mul(4)).await;
    let mut is_in = rising(&places).into_iter();
    pairs.retain(|_| is_in.next().unwrap_or(false));
    pairs
}

impl Contents {
    /// Puts the rows together: what differs, and what stands around it.
    async fn put(&mut self, hunks: &[Hunk], lines: usize, pace: &Pace) {
        let mut done = (0_u32, 0_u32);
        for (at, hunk) in hunks.iter().enumerate() {
            let same = hunk.first.start - done.0;
            let (head, tail) = (if at == 0 { 0 } else { AROUND }, AROUND);
            self.same(done, same, head, tail);
            self.rows.extend(hunk.first.clone().map(ContentRow::Removed));
            self.rows.extend(hunk.second.clone().map(ContentRow::Added));
            self.removed += hunk.first.len();
            self.added += hunk.second.len();
            done = (hunk.first.end, hunk.second.end);
            pace.spend(4 + hunk.first.len() + hunk.second.len()).await;
        }
        let head = if hunks.is_empty() { 0 } else { AROUND };
        self.same(done, number(lines).saturating_sub(done.0), head, 0);
    }

    /// So many rows that both have: the first and the last of them, and how many are between.
    fn same(&mut self, from: (u32, u32), count: u32, head: usize, tail: usize) {
        let (head, tail) = (number(head), number(tail));
        let row = |at: u32| ContentRow::Same(from.0 + at, from.1 + at);
        if count <= head.saturating_add(tail).saturating_add(1) {
            self.rows.extend((0..count).map(row));
            return;
        }
        self.rows.extend((0..head).map(row));
        self.rows.push(ContentRow::LeftOut(count - head - tail));
        self.rows.extend((count - tail..count).map(row));
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn range(of: &Range<usize>) -> Range<u32> {
    number(of.start)..number(of.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;
    use proptest::prelude::*;

    fn compared(first: &str, second: &str) -> Contents {
        at_once(contents(first.as_bytes(), second.as_bytes(), &Pace::default()))
    }

    /// The rows as a patch has them.
    fn patch(first: &str, second: &str) -> Vec<String> {
        let found = compared(first, second);
        let line = |text: &str, side, row| text.get(found.place(side, row)).unwrap().trim_end().to_owned();
        let row = |row: &ContentRow| match row {
            ContentRow::Same(at, _) => format!(" {}", line(first, 0, *at)),
            ContentRow::Removed(at) => format!("-{}", line(first, 0, *at)),
            ContentRow::Added(at) => format!("+{}", line(second, 1, *at)),
            ContentRow::LeftOut(count) => format!("@{count}"),
        };
        found.rows.iter().map(row).collect()
    }

    #[test]
    fn lines_that_came_and_went() {
        let first = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        assert_eq!(patch(first, &first.replace("h\n", "H\n")), ["@4", " e", " f", " g", "-h", "+H", " i"]);
        assert_eq!(patch("a\nb\n", "b\n"), ["-a", " b"]);
        assert_eq!(patch("", "a\n"), ["+a"]);
        assert_eq!(patch("a", "a\n"), ["-a", "+a"], "a line feed at the end is one");
        assert_eq!(patch(first, first), ["@9"]);
    }

    #[test]
    fn bytes_that_are_no_text() {
        let first: Vec<u8> = (0..=99).collect();
        let mut second = first.clone();
        second[40] = 0;
        second.push(7);
        let found = at_once(contents(&first, &second, &Pace::default()));
        assert!(!found.is_text);
        assert_eq!((found.removed, found.added), (2, 2), "the third row, and the last one, which is longer");
        assert_eq!(found.place(1, 6), 96..101);
    }

    #[test]
    fn long_texts_are_lined_up_by_lines_that_stand_once() {
        let lines = |skip: usize| -> String {
            let all = (0..limits::DIFFED_AT_ONCE_LINES * 2).filter(|at| at % 7 != skip);
            all.map(|at| format!("line {at}\n")).collect()
        };
        let found = compared(&lines(1), &lines(2));
        let expected = limits::DIFFED_AT_ONCE_LINES * 2 / 7;
        assert!(
            found.added.abs_diff(expected) <= 1 && found.removed.abs_diff(expected) <= 1,
            "{}",
            found.added
        );
        assert_eq!(found.unaligned, 0);
        let many = |text: &str| format!("{text}\n").repeat(limits::DIFFED_AT_ONCE_LINES);
        assert_eq!(compared(&many("a"), &many("b")).unaligned, limits::DIFFED_AT_ONCE_LINES * 2);
    }

    proptest! {
        #[test]
        fn the_second_comes_out_of_the_first(first in "([ab]\n){0,30}", second in "([ab]\n){0,30}") {
            let found = compared(&first, &second);
            let of = |text: &str, side, row| text.get(found.place(side, row)).unwrap_or_default().to_owned();
            let mut made = String::new();
            let mut at = 0;
            for row in &found.rows {
                match row {
                    ContentRow::Same(one, other) => {
                        prop_assert_eq!(of(&first, 0, *one), of(&second, 1, *other));
                        made += &of(&first, 0, *one);
                        at = *one + 1;
                    }
                    ContentRow::LeftOut(count) => {
                        for _ in 0..*count {
                            made += &of(&first, 0, at);
                            at += 1;
                        }
                    }
                    ContentRow::Removed(one) => at = *one + 1,
                    ContentRow::Added(other) => made += &of(&second, 1, *other),
                }
            }
            prop_assert_eq!(made, second);
        }
    }
}
