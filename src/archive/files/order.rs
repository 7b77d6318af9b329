//! The children of a directory put in order, in steps.

use std::cmp::Ordering;

use crate::sorting::sort_numbers;

/// No node, no change.
pub(super) const NONE: u32 = u32::MAX;

/// Children that are gathered, sorted or merged at a time.
const RUN: usize = 4096;

/// A sort in steps of [`RUN`]: all are gathered, then runs of them sorted, then those merged two by two.
#[derive(Clone, Debug)]
pub(super) struct Sorting {
    /// The next one to be gathered.
    next: u32,
    list: Vec<u32>,
    /// What is merged of the list.
    merged: Vec<u32>,
    /// Where the run, or the pair of runs, begins that is worked on.
    at: usize,
    /// How many of either run of the pair are merged.
    taken: [usize; 2],
    /// The length of the runs that are sorted; 0 while they are made.
    run: usize,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Gather,
    Sort,
    Merge,
    Done,
}

impl Sorting {
    /// Of a list of siblings, by its first.
    pub(super) const fn from(first: u32) -> Self {
        Self {
            next: first,
            list: Vec::new(),
            merged: Vec::new(),
            at: 0,
            taken: [0; 2],
            run: RUN,
            phase: Phase::Gather,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    /// The numbers in order, once it is done.
    pub(super) fn finish(self) -> Vec<u32> {
        self.list
    }

    /// One step, by what gives the next sibling and what compares two. Gives how many it moved.
    pub(super) fn step(
        &mut self,
        sibling: impl Fn(u32) -> u32,
        compare: &dyn Fn(u32, u32) -> Ordering,
    ) -> usize {
        match self.phase {
            Phase::Gather => self.gather(sibling),
            Phase::Sort => self.sort(compare),
            Phase::Merge => self.merge(compare),
            Phase::Done => 0,
        }
    }

    fn gather(&mut self, sibling: impl Fn(u32) -> u32) -> usize {
        let before = self.list.len();
        while self.next != NONE && self.list.len() - before < RUN {
            self.list.push(self.next);
            self.next = sibling(self.next);
        }
        let gathered = self.list.len() - before;
        if self.next == NONE {
            // They were added in front, and archives are often sorted already.
            self.list.reverse();
            self.phase = if self.list.len() < 2 { Phase::Done } else { Phase::Sort };
        }
        gathered
    }

    fn sort(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) -> usize {
        let end = self.at.saturating_add(RUN).min(self.list.len());
        sort_numbers(self.list.get_mut(self.at..end).unwrap_or_default(), compare);
        let sorted = end - self.at;
        self.at = end;
        if end == self.list.len() {
            self.at = 0;
            self.phase = if self.run >= end { Phase::Done } else { Phase::Merge };
        }
        sorted
    }

    /// Merges a piece of the pair of runs at `at`.
    fn merge(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) -> usize {
        let all = self.list.len();
        let middle = self.at.saturating_add(self.run).min(all);
        let end = middle.saturating_add(self.run).min(all);
        let mut one = self.list.get(self.at + self.taken[0]..middle).unwrap_or_default();
        let mut other = self.list.get(middle + self.taken[1]..end).unwrap_or_default();
        let (ones, others, before) = (one.len(), other.len(), self.merged.len());
        while self.merged.len() - before < RUN {
            let next = match (one.split_first(), other.split_first()) {
                (Some((a, _)), Some((b, rest))) if compare(*b, *a).is_lt() => {
                    other = rest;
                    b
                }
                (Some((a, rest)), _) => {
                    one = rest;
                    a
                }
                (None, Some((b, rest))) => {
                    other = rest;
                    b
                }
                (None, None) => break,
            };
            self.merged.push(*next);
        }
        self.taken = [self.taken[0] + ones - one.len(), self.taken[1] + others - other.len()];
        let is_merged = one.is_empty() && other.is_empty();
        let moved = self.merged.len() - before;
        if is_merged {
            self.next_pair(end);
        }
        moved
    }

    /// Goes on to the pair at `end`, and after the last to runs of twice the length.
    fn next_pair(&mut self, end: usize) {
        (self.at, self.taken) = (end, [0; 2]);
        if end < self.list.len() {
            return;
        }
        self.list = std::mem::take(&mut self.merged);
        (self.at, self.run) = (0, self.run.saturating_mul(2));
        if self.run >= self.list.len() {
            self.phase = Phase::Done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn sorts_in_steps(mut list in proptest::collection::vec(any::<u16>(), 0..20_000)) {
            let next = |at: u32| if at as usize + 1 < list.len() { at + 1 } else { NONE };
            let mut sorting = Sorting::from(if list.is_empty() { NONE } else { 0 });
            while !sorting.is_done() {
                let moved = sorting.step(next, &|one, other| list[one as usize].cmp(&list[other as usize]));
                prop_assert!(moved <= RUN);
            }
            let sorted: Vec<u16> = sorting.finish().into_iter().map(|at| list[at as usize]).collect();
            list.sort_unstable();
            prop_assert_eq!(sorted, list);
        }
    }
}
