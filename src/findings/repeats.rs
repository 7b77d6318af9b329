//! What stands in a list more than once.
//!
//! In order, not hashed: no input can make that slow, and no step of it is long. A short number for each item spares
//! most comparisons of texts.

use std::cmp::Ordering;
use std::collections::btree_map::{BTreeMap, Entry};

use crate::pace::Pace;

/// Steps that an item comes to: it is put in order among the others.
const STEPS_OF_AN_ITEM: usize = 20;

/// For each item that is the same as an earlier one: the first that was, and the item. In the order of the
/// items. Each comes with a number that is equal for items that are the same.
pub(super) async fn repeats<'i, T: 'i>(
    items: impl Iterator<Item = (u64, &'i T)>,
    compare: impl Fn(&T, &T) -> Ordering,
    pace: &Pace,
) -> Vec<(&'i T, &'i T)> {
    let mut firsts = BTreeMap::new();
    let mut found = Vec::new();
    for (short, item) in items {
        match firsts.entry(Compared { short, item, compare: &compare }) {
            Entry::Vacant(place) => {
                place.insert(());
            }
            Entry::Occupied(first) => found.push((first.key().item, item)),
        }
        pace.spend(STEPS_OF_AN_ITEM).await;
    }
    found
}

/// An item in its place among the others.
struct Compared<'i, 'c, T, C> {
    short: u64,
    item: &'i T,
    compare: &'c C,
}

impl<T, C: Fn(&T, &T) -> Ordering> Ord for Compared<'_, '_, T, C> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.short.cmp(&other.short).then_with(|| (self.compare)(self.item, other.item))
    }
}

impl<T, C: Fn(&T, &T) -> Ordering> PartialOrd for Compared<'_, '_, T, C> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T, C: Fn(&T, &T) -> Ordering> PartialEq for Compared<'_, '_, T, C> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T, C: Fn(&T, &T) -> Ordering> Eq for Compared<'_, '_, T, C> {}

/// A number that is the same for the same text, from its last eight bytes: those of digests differ most.
pub(super) fn short(text: &str) -> u64 {
    let last = text.as_bytes().last_chunk::<8>().map(|last| u64::from_le_bytes(*last));
    last.unwrap_or_else(|| text.bytes().fold(text.len() as u64, |short, byte| short << 8 | u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_comparing_all_finds(keys in proptest::collection::vec("[ab]{0,3}", 0..20), bits in 0u32..4) {
            let short = |key: &String| short(key) & ((1 << bits) - 1);
            let items: Vec<(usize, String)> = keys.into_iter().enumerate().collect();
            let found = at_once(repeats(items.iter().map(|item| (short(&item.1), item)), |a, b| a.1.cmp(&b.1), &Pace::default()));
            let slow: Vec<_> = items
                .iter()
                .filter_map(|item| Some((items[..item.0].iter().find(|first| first.1 == item.1)?, item)))
                .collect();
            prop_assert_eq!(found, slow);
        }
    }
}
