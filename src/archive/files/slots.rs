//! Nodes by their names: a table of numbers at the places that hashes lead to.

/// How many places are looked at for a name. As the table is at most half full, no honest name needs a tenth of
/// it; of those that were made to collide, some are not found and count as left out.
const PROBES: usize = 1024;

/// Numbers that move to a larger table with each one that is added, so that no step moves all of them.
const MOVED: u32 = 64;

/// An empty place.
const FREE: u32 = u32::MAX;

/// A table that grows piece by piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// A power of two of places.
    table: Vec<u32>,
    /// The smaller table before it, until all of it has moved.
    before: Vec<u32>,
    /// Numbers up to this one have moved.
    moved: u32,
    /// The number that it grew for: those below are to move.
    until: u32,
}

impl Slots {
    /// With places for about half as many numbers.
    pub(super) fn of(places: usize) -> Self {
        Self { table: vec![FREE; places.next_power_of_two().max(1024)], ..Self::default() }
    }

    /// The number with this hash that `is_it`, and how many places were looked at.
    pub(super) fn find(&self, hash: usize, is_it: impl Fn(u32) -> bool) -> (Option<u32>, usize) {
        let mut looked = 0;
        for table in [&self.table, &self.before] {
            for slot in probes(hash, table.len()) {
                looked += 1;
                match table.get(slot) {
                    Some(&FREE) | None => break,
                    Some(number) if is_it(*number) => return (Some(*number), looked),
                    Some(_) => {}
                }
            }
        }
        (None, looked)
    }

    /// Adds a number, which is higher than all before. Gives how many others were moved.
    pub(super) fn put(&mut self, number: u32, hash: impl Fn(u32) -> usize) -> usize {
        if self.before.is_empty() && number as usize * 2 > self.table.len() {
            let larger = vec![FREE; self.table.len() * 2];
            self.before = std::mem::replace(&mut self.table, larger);
            (self.moved, self.until) = (0, number);
        }
        place(&mut self.table, number, hash(number));
        if self.before.is_empty() {
            return 0;
        }
        let from = self.moved + 1;
        let to = self.moved.saturating_add(MOVED).min(self.until.saturating_sub(1));
        for number in from..=to {
            place(&mut self.table, number, hash(number));
        }
        self.moved = to;
        if to + 1 >= self.until {
            self.before = Vec::new();
        }
        (to + 1).saturating_sub(from) as usize
    }
}

fn place(table: &mut [u32], number: u32, hash: usize) {
    let free = probes(hash, table.len()).find(|slot| matches!(table.get(*slot), Some(&FREE)));
    if let Some(place) = free.and_then(|slot| table.get_mut(slot)) {
        *place = number;
    }
}

fn probes(hash: usize, places: usize) -> impl Iterator<Item = usize> {
    let mask = places.wrapping_sub(1);
    (hash..hash.saturating_add(PROBES)).map(move |slot| slot & mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u32) -> usize {
        (number as usize).wrapping_mul(0x9e37_79b1) & 0xffff_ffff
    }

    #[test]
    fn all_are_found_while_it_grows() {
        let mut slots = Slots::of(0);
        for number in 1..20_000 {
            assert!(slots.put(number, hash) <= MOVED as usize);
            if number % 97 == 0 {
                for known in (1..=number).step_by(31) {
                    let (found, looked) = slots.find(hash(known), |it| it == known);
                    assert!(found == Some(known) && looked < 200, "{known} of {number}: {looked}");
                }
            }
        }
        assert_eq!(slots.find(hash(20_000), |it| it == 20_000).0, None);
    }
}
