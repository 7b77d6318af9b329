//! Which of the files that are different are listed, and in which order.

use super::change::Kind;
use super::files::FileDifferences;
use crate::pace::Pace;
use crate::sorting::sorted_in_pieces;

/// What of the files is looked for, and how they are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// What their paths hold; one that begins with a slash is what they begin with.
    pub filter: String,
    /// What became of them; `None` for all.
    pub kind: Option<Kind>,
    /// The largest change first, and not by their paths.
    pub by_size: bool,
}

impl Listing {
    /// The places of the rows that are listed, worked out a piece at a time.
    pub async fn of(&self, files: &FileDifferences, pace: &Pace) -> Vec<u32> {
        let mut places = Vec::new();
        for (at, row) in (0_u32..).zip(&files.rows) {
            if self.kind.is_none_or(|kind| row.kind == kind) && self.is_found(&row.path) {
                places.push(at);
            }
            pace.spend(2 + row.path.len() / 8).await;
        }
        if !self.by_size {
            return places;
        }
        let bytes = |of: u32| {
            let row = places.get(of as usize).and_then(|at| files.rows.get(*at as usize));
            row.map_or(0, |row| row.bytes().unsigned_abs())
        };
        let order = sorted_in_pieces(places.len(), &|one, other| bytes(other).cmp(&bytes(one)), pace).await;
        order.into_iter().filter_map(|of| places.get(of as usize).copied()).collect()
    }

    fn is_found(&self, path: &str) -> bool {
        match self.filter.strip_prefix('/') {
            Some(start) => path.starts_with(start),
            None => path.contains(&self.filter),
        }
    }
}
