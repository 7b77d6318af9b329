//! Which entries of an index no client can tell apart.

use super::candidate::Candidates;
use super::rule::Entry;
use crate::keyed::HashMap;
use crate::pace::{Pace, at_once};

/// Groups that an entry is compared with before it is hashed: most indexes have fewer, and comparing two
/// platforms takes a fraction of the time that hashing one does.
const NEAR: usize = 16;
/// Groups from which on that is no longer so.
const MANY: usize = 64;

/// Steps that an entry comes to, which is compared with others and hashed.
pub(super) const STEPS_OF_AN_ENTRY: usize = 10;

/// Entries in groups that no rule can tell apart: found once for an index, by reading every entry of it.
#[derive(Debug, Default)]
pub struct Groups {
    /// The first entry of each.
    firsts: Vec<usize>,
    /// The group of each entry.
    of_entries: Vec<usize>,
}

impl Groups {
    /// Those of `candidates`.
    #[must_use]
    pub fn of(candidates: &Candidates) -> Self {
        at_once(Self::in_pieces(candidates, &Pace::default()))
    }

    /// As [`Self::of`], a piece at a time.
    pub async fn in_pieces(candidates: &Candidates, pace: &Pace) -> Self {
        let mut groups: Vec<Entry<'_>> = Vec::new();
        let mut known: HashMap<Entry<'_>, usize> = HashMap::default();
        let mut firsts = Vec::new();
        let mut of_entries = Vec::with_capacity(candidates.entries.len());
        for (first, candidate) in candidates.entries.iter().enumerate() {
            let entry = Entry::of(candidate, candidates.format);
            // Where there are many, few entries are like the first.
            let near = groups.get(..groups.len().min(NEAR)).filter(|_| groups.len() <= MANY);
            let near = near.and_then(|near| near.iter().position(|group| *group == entry));
            let group = near.or_else(|| known.get(&entry).copied()).unwrap_or_else(|| {
                groups.push(entry);
                firsts.push(first);
                let group = groups.len() - 1;
                known.insert(entry, group);
                group
            });
            of_entries.push(group);
            pace.spend(STEPS_OF_AN_ENTRY).await;
        }
        Self { firsts, of_entries }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// The first entry of each.
    pub(super) fn firsts(&self) -> &[usize] {
        &self.firsts
    }

    /// The group of each entry.
    pub(super) fn of_entries(&self) -> &[usize] {
        &self.of_entries
    }
}
