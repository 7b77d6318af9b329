//! Text of which each character knows where it stands in the file.

use crate::json::Span;

/// A text out of a file, and the byte at which each of its characters stands there. What a reader of YAML folded,
/// unquoted or joined still says its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    chars: Vec<(char, u32)>,
    /// The byte after the last.
    end: u32,
}

impl Placed {
    /// The text itself, which begins at byte `at` of the file.
    #[must_use]
    pub fn new(text: &str, at: usize) -> Self {
        let offset = |of: usize| u32::try_from(at.saturating_add(of)).unwrap_or(u32::MAX);
        Self {
            chars: text.char_indices().map(|(of, char)| (char, offset(of))).collect(),
            end: offset(text.len()),
        }
    }

    /// Characters with their places; `end` is the byte after the last.
    #[must_use]
    pub(super) fn of(chars: Vec<(char, u32)>, end: u32) -> Self {
        Self { chars, end }
    }

    /// The characters with their places.
    #[must_use]
    pub(super) fn chars(&self) -> &[(char, u32)] {
        &self.chars
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.chars.first().map_or(self.end, |(_, at)| *at), self.end)
    }

    /// Where the characters `from..to` stand.
    pub(super) fn span_of(&self, from: usize, to: usize) -> Span {
        let at = |index: usize| self.chars.get(index).map_or(self.end, |(_, at)| *at);
        let last = to.checked_sub(1).and_then(|last| self.chars.get(last));
        let after = last.map_or(self.end, |(char, at)| at.saturating_add(width(*char)));
        Span::new(at(from), after.max(at(from)))
    }

    /// The characters alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().map(|(char, _)| *char).collect()
    }

    /// Whether it says just this.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.chars.iter().map(|(char, _)| *char).eq(text.chars())
    }

    /// Whether it has nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.chars.iter().all(|(char, _)| char.is_whitespace())
    }

    /// Its parts between `sign`, without white space around them; none that is empty.
    #[must_use]
    pub fn split(&self, is_sign: impl Fn(char) -> bool) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut start = 0;
        let ends = self.chars.iter().enumerate().filter(|(_, (char, _))| is_sign(*char)).map(|(at, _)| at);
        for end in ends.chain([self.chars.len()]) {
            parts.extend(self.trimmed(start, end));
            start = end.saturating_add(1);
        }
        parts
    }

    fn trimmed(&self, from: usize, to: usize) -> Option<Self> {
        let part = self.chars.get(from..to)?;
        let first = part.iter().position(|(char, _)| !char.is_whitespace())?;
        let last = part.iter().rposition(|(char, _)| !char.is_whitespace())?;
        let chars = part.get(first..=last)?.to_vec();
        let end = chars.last().map_or(self.end, |(char, at)| at.saturating_add(width(*char)));
        Some(Self { chars, end })
    }
}

fn width(char: char) -> u32 {
    u32::try_from(char.len_utf8()).unwrap_or(1)
}
