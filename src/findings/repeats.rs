//! What stands in a list more than once.
//!
//! Sorted, not hashed: no input can make sorting slow. A short number for each item spares most
//! comparisons of texts.

use crate::sorting::{sort_by, sort_by_key};
use std::cmp::Ordering;

/// For each item that is the same as an earlier one: the first that was, and the item. In the order of the
/// items. Each comes with a number that is equal for items that are the same.
pub(super) fn repeats<'i, T>(
    items: impl Iterator<Item = (u64, &'i T)>,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Vec<(&'i T, &'i T)> {
    let mut order: Vec<(u64, usize, &T)> =
        items.enumerate().map(|(at, (short, item))| (short, at, item)).collect();
    // Stable, so that the first of those that are the same stays the first of the list.
    sort_by_key(&mut order, |(short, ..)| *short);
    let mut found: Vec<(usize, &T, &T)> = Vec::new();
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        if !all_same(group, &compare) {
            let mut group = group.to_vec();
            sort_by(&mut group, |a, b| compare(a.2, b.2));
            for same in group.chunk_by(|a, b| compare(a.2, b.2) == Ordering::Equal) {
                add(&mut found, same);
            }
        } else {
            add(&mut found, group);
        }
    }
    sort_by_key(&mut found, |(at, ..)| *at);
    found.into_iter().map(|(_, first, item)| (first, item)).collect()
}

fn all_same<T>(group: &[(u64, usize, &T)], compare: &impl Fn(&T, &T) -> Ordering) -> bool {
    let Some(((.., first), others)) = group.split_first() else { return true };
    others.iter().all(|(.., other)| compare(first, other) == Ordering::Equal)
}

fn add<'i, T>(found: &mut Vec<(usize, &'i T, &'i T)>, same: &[(u64, usize, &'i T)]) {
    let Some(((.., first), others)) = same.split_first() else { return };
    found.extend(others.iter().map(|(_, at, other)| (*at, *first, *other)));
}

/// A number that is the same for the same text, from its last eight bytes: those of digests differ most.
pub(super) fn short(text: &str) -> u64 {
    let last = text.as_bytes().last_chunk::<8>().map(|last| u64::from_le_bytes(*last));
    last.unwrap_or_else(|| text.bytes().fold(text.len() as u64, |short, byte| short << 8 | u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_comparing_all_finds(keys in proptest::collection::vec("[ab]{0,3}", 0..20), bits in 0u32..4) {
            let short = |key: &String| short(key) & ((1 << bits) - 1);
            let items: Vec<(usize, String)> = keys.into_iter().enumerate().collect();
            let found = repeats(items.iter().map(|item| (short(&item.1), item)), |a, b| a.1.cmp(&b.1));
            let slow: Vec<_> = items
                .iter()
                .filter_map(|item| Some((items[..item.0].iter().find(|first| first.1 == item.1)?, item)))
                .collect();
            prop_assert_eq!(found, slow);
        }
    }
}
