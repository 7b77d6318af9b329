//! What is odd about a layer is counted while its table is made, and asked for.

use super::entry_number::EntryNumber;
use super::files::{File, LayerFiles};
use super::name::NameMarks;
use super::odd::Oddity;
use crate::archive::kind::EntryKind;

impl LayerFiles {
    /// How many entries have this oddity, with the first of them; `None` where none has.
    #[must_use]
    pub fn odd(&self, oddity: Oddity) -> Option<(u32, File<'_>)> {
        let (_, odd) = Oddity::ALL.into_iter().zip(&self.odd).find(|(other, _)| *other == oddity)?;
        Some((odd.count, self.get(odd.first).filter(|_| odd.count > 0)?))
    }

    pub(super) fn count_odd(&mut self, row: EntryNumber, kind: EntryKind, marks: NameMarks) {
        for (oddity, odd) in Oddity::ALL.into_iter().zip(&mut self.odd) {
            if oddity.is_of(kind, marks) {
                odd.count(row, 1);
            }
        }
    }

    /// Counts entries of which the entries before them decide; `row` is the first of them.
    pub(super) fn count_clash(&mut self, oddity: Oddity, row: EntryNumber, count: u32) {
        for (other, odd) in Oddity::ALL.into_iter().zip(&mut self.odd) {
            if other == oddity {
                odd.count(row, count);
            }
        }
    }
}
