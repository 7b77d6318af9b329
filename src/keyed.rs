//! Maps and sets by what strangers choose: digests, paths, names.
//!
//! The standard library seeds its own from the system. A browser's program has none, so that everybody can know how it
//! hashes, and find a hundred thousand keys that all fall into one place: each look-up then goes through all of them.
//! These are hashed after a seed that the shell draws ([`seed`]), and nobody outside knows.

use std::collections::hash_map::{DefaultHasher, RandomState};
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;

/// A map by keys that strangers choose. `HashMap::default()` makes one.
pub type HashMap<K, V> = std::collections::HashMap<K, V, Seeded>;

/// A set of what strangers choose. `HashSet::default()` makes one.
pub type HashSet<K> = std::collections::HashSet<K, Seeded>;

static SEED: OnceLock<u128> = OnceLock::new();

/// Takes what all maps hash by from now on: random, once, before the first map is made. A second seed changes nothing.
pub fn seed(random: u128) {
    let _ = SEED.set(random);
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
    fn all_maps_share_one_seed() {
        let (one, other) = (Seeded::default(), Seeded::default());
        seed(one.0 ^ 1);
        assert_eq!(one.hash_one("a"), other.hash_one("a"));
        assert_eq!(one.hash_one("a"), Seeded::default().hash_one("a"), "a second seed changes nothing");
    }
}
