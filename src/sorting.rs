//! One sort for the whole page.
//!
//! Each sort of another type by the standard library is 4 kB of program. This one sorts positions, by a
//! comparison through a pointer, and puts the items into their order afterwards.

use std::cmp::Ordering;

use crate::pace::Pace;

/// Positions that are sorted in one step.
const RUN: usize = 1024;

/// Sorts `list`; items that compare as equal keep their order.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let items = std::mem::take(list);
    let order = {
        let compare = |one: u32, other: u32| match (items.get(one as usize), items.get(other as usize)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        };
        sorted(items.len(), &compare)
    };
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| slots.get_mut(at as usize)?.take()));
}

/// `list`, sorted; items that compare as equal keep their order.
#[must_use]
pub fn sorted_by<T>(mut list: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    sort_by(&mut list, compare);
    list
}

/// `list`, sorted by what `key` gives of each item.
#[must_use]
pub fn sorted_by_key<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    sorted_by(list, |one, other| key(one).cmp(&key(other)))
}

/// Sorts `list` by what `key` gives of each item.
pub fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(list, |one, other| key(one).cmp(&key(other)));
}

/// Sorts numbers that stand for something; those that compare as equal come in their own order.
pub fn sort_numbers(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
}

/// The positions `0..length` in the order of what they stand for, sorted a piece at a time; those that compare as equal
/// come in their own order.
pub async fn sorted_in_pieces(
    length: usize,
    compare: &dyn Fn(u32, u32) -> Ordering,
    pace: &Pace,
) -> Vec<u32> {
    let compare = |one: u32, other: u32| compare(one, other).then(one.cmp(&other));
    let mut positions: Vec<u32> = (0..u32::try_from(length).unwrap_or(u32::MAX)).collect();
    for run in positions.chunks_mut(RUN) {
        sort_numbers(run, &compare);
        pace.spend(run.len().saturating_mul(20)).await;
    }
    let mut width = RUN;
    while width < positions.len() {
        let mut merged = Vec::with_capacity(positions.len());
        for both in positions.chunks(width.saturating_mul(2)) {
            let (mut one, mut other) = both.split_at(width.min(both.len()));
            while let (Some((a, of_one)), Some((b, of_other))) = (one.split_first(), other.split_first()) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    one = of_one;
                } else {
                    merged.push(*b);
                    other = of_other;
                }
                pace.spend(3).await;
            }
            merged.extend_from_slice(one);
            merged.extend_from_slice(other);
        }
        positions = merged;
        width = width.saturating_mul(2);
    }
    positions
}

/// The positions `0..length` in the order of what they stand for.
fn sorted(length: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..u32::try_from(length).unwrap_or(u32::MAX)).collect();
    sort_numbers(&mut positions, compare);
    positions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(list: Vec<(u8, u8)>) {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn in_pieces_it_is_the_same(keys in proptest::collection::vec(0_u32..50, 0..5000)) {
            let key = |at: u32| keys.get(at as usize).copied();
            let compare = |one: u32, other: u32| key(one).cmp(&key(other));
            let ours = crate::pace::at_once(sorted_in_pieces(keys.len(), &compare, &Pace::default()));
            prop_assert_eq!(ours, sorted(keys.len(), &compare));
        }
    }
}
