//! Maps and sets by what strangers choose: digests, paths, names.
//!
//! The standard library seeds its own from the system. A browser's program has none, so that everybody can know how it
//! hashes, and find a hundred thousand keys that all fall into one place: each look-up then goes through all of them.
//! These are hashed after a seed that the shell draws ([`seed`]), and nobody outside knows.

use std::collections::hash_map::{DefaultHasher, RandomState};
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::OnceLock;

use crate::numbered::Numbered;

/// A map by keys that strangers choose. `HashMap::default()` makes one.
pub type HashMap<K, V> = std::collections::HashMap<K, V, Seeded>;

/// A set of what strangers choose. `HashSet::default()` makes one.
pub type HashSet<K> = std::collections::HashSet<K, Seeded>;

static SEED: OnceLock<u128> = OnceLock::new();

/// Takes what all maps hash by from now on: random, once, before the first map is made. A second seed changes nothing.
pub fn seed(random: u128) {
    let _ = SEED.set(random);
}

/// What `key` hashes to under the seed: two keys are alike there about never, and nobody can choose them so.
#[must_use]
pub fn hash_of(key: &impl Hash) -> u64 {
    Seeded::default().hash_one(key)
}

/// A map of which a copy costs nothing, as of [`Numbered`]: its keys are kept by what they hash to.
#[derive(Clone, Debug)]
pub struct SharedMap<K, V> {
    places: Numbered<Vec<(K, V)>>,
    hasher: Seeded,
}

/// Places of a [`SharedMap`]: about as many as it has keys where it has many.
const PLACES: u64 = 1 << 15;

impl<K, V> Default for SharedMap<K, V> {
    fn default() -> Self {
        Self { places: Numbered::default(), hasher: Seeded::default() }
    }
}

impl<K: Clone + Eq + Hash, V: Clone> SharedMap<K, V> {
    fn place(&self, key: &K) -> u32 {
        (self.hasher.hash_one(key) % PLACES) as u32
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let here = self.places.get(self.place(key))?;
        here.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Gives a key a value, whether it had one or not.
    pub fn insert(&mut self, key: K, value: V) {
        let place = self.place(&key);
        match self.places.get_mut(place) {
            None => self.places.insert(place, vec![(key, value)]),
            Some(here) => match here.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => *known = value,
                None => here.push((key, value)),
            },
        }
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &K) {
        if self.get(key).is_some()
            && let Some(here) = self.places.get_mut(self.place(key))
        {
            here.retain(|(known, _)| known != key);
        }
    }
}

/// Hashes after the seed.
#[derive(Clone, Copy, Debug)]
pub struct Seeded(u128);

impl Default for Seeded {
    fn default() -> Self {
        Self(*SEED.get_or_init(of_the_system))
    }
}

impl BuildHasher for Seeded {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        hasher.write_u128(self.0);
        hasher
    }
}

/// What the system gives, where there is one.
fn of_the_system() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(0));
    half() << 64 | half()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many keys that share their last `bits` under this seed.
    fn colliding(seed: u128, bits: u32, count: usize) -> Vec<String> {
        let place = |key: &String| Seeded(seed).hash_one(key) & ((1 << bits) - 1);
        (0..).map(|at: u32| format!("sha256:{at:064x}")).filter(|key| place(key) == 0).take(count).collect()
    }

    #[test]
    fn keys_that_collide_under_one_seed_do_not_under_another() {
        let keys = colliding(1, 8, 64);
        let places = |seed| {
            let place = |key: &String| Seeded(seed).hash_one(key) & 0xff;
            keys.iter().map(place).collect::<std::collections::BTreeSet<_>>().len()
        };
        assert_eq!(places(1), 1, "they were chosen for that");
        assert!(places(2) > 32, "{}: nobody can choose them who does not know the seed", places(2));
    }

    #[test]
    fn a_copy_of_a_shared_map_stays_as_it_is() {
        let mut map = SharedMap::default();
        // More than there are places.
        let all = || 0..u32::try_from(PLACES).unwrap() * 2;
        all().for_each(|key| map.insert(key, key));
        let before = map.clone();
        for key in all() {
            match key % 3 {
                0 => map.remove(&key),
                1 => map.insert(key, 0),
                _ => {}
            }
        }
        assert!(all().all(|key| before.get(&key) == Some(&key)));
        assert!(all().all(|key| map.get(&key).copied() == [None, Some(0), Some(key)][key as usize % 3]));
    }

    #[test]
    fn all_maps_share_one_seed() {
        let (one, other) = (Seeded::default(), Seeded::default());
        seed(one.0 ^ 1);
        assert_eq!(one.hash_one("a"), other.hash_one("a"));
        assert_eq!(one.hash_one("a"), Seeded::default().hash_one("a"), "a second seed changes nothing");
    }
}
