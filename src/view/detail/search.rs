//! Search in a document's bytes.

use std::rc::Rc;

use crate::json::Span;

/// Hits that are kept; what is after them is not looked for.
pub const MOST_HITS: usize = 10_000;

/// The places where a text stands, in order, none overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    starts: Rc<[u32]>,
    length: u32,
}

impl Hits {
    /// Looks for `needle` in `bytes`, ASCII letters of either case alike. An empty needle is nowhere.
    #[must_use]
    pub fn find(bytes: &[u8], needle: &str) -> Self {
        let needle = needle.as_bytes();
        let Some(first) = needle.first() else { return Self::default() };
        let mut starts = Vec::new();
        let mut at = 0;
        for here in memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), bytes) {
            if here < at {
                continue;
            }
            if bytes.get(here..here + needle.len()).is_some_and(|found| found.eq_ignore_ascii_case(needle)) {
                starts.push(u32::try_from(here).unwrap_or(u32::MAX));
                if starts.len() == MOST_HITS {
                    break;
                }
                at = here + needle.len();
            }
        }
        Self { starts: starts.into(), length: u32::try_from(needle.len()).unwrap_or(u32::MAX) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The hit at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Span> {
        self.starts.get(index).map(|start| self.span(*start))
    }

    /// The index of the first hit that ends after `offset`; that of the last one's successor where none does.
    #[must_use]
    pub fn first_after(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| start.saturating_add(self.length) <= offset)
    }

    /// The hits that lie in `span`, whole or in part, each with its index.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> + '_ {
        let from = self.first_after(span.start);
        let rest = self.starts.get(from..).unwrap_or_default();
        let rest = rest.iter().take_while(move |start| **start < span.end);
        (from..).zip(rest.map(|start| self.span(*start)))
    }

    fn span(&self, start: u32) -> Span {
        Span::new(start, start.saturating_add(self.length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_either_case() {
        let hits = Hits::find(b"aAa bAaa", "aa");
        assert_eq!((hits.len(), hits.get(0), hits.get(1)), (2, Some(Span::new(0, 2)), Some(Span::new(5, 7))));
        assert_eq!(hits.within(Span::new(1, 6)).map(|(at, _)| at).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(hits.within(Span::new(2, 5)).count(), 0);
        assert!(Hits::find(b"abc", "").is_empty());
    }

    proptest! {
        #[test]
        fn as_a_slow_search_finds(text in "[abé]{0,40}", needle in "[abé]{1,3}") {
            let hits = Hits::find(text.as_bytes(), &needle);
            let slow: Vec<u32> = text.match_indices(&needle).map(|(at, _)| at as u32).collect();
            prop_assert_eq!(hits.starts.as_ref(), slow.as_slice());
        }
    }
}
