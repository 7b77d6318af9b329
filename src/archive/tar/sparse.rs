//! Sparse files: where the stored bytes belong in the file.

use super::block::Block;
use super::number::{decimal, numeric};
use super::pax::SparseRecords;
use crate::limits;

/// A stored piece of a sparse file; what lies between two is a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Bytes of the file before it.
    pub(super) offset: u64,
    /// Its bytes.
    pub(super) length: u64,
}

/// The stored pieces of one file, while its content passes by.
#[derive(Debug, Default)]
pub(super) struct Spread {
    pub(super) extents: Vec<Extent>,
    /// The extent that is read now, and the bytes read of it.
    at: usize,
    read: u64,
}

impl Spread {
    /// Tells where in the file the next stored bytes belong: the bytes of `piece` before, the bytes of the
    /// file before, and the bytes.
    pub(super) fn tell(&mut self, mut piece: &[u8], sink: &mut dyn FnMut(u64, u64, &[u8])) {
        let mut before = 0;
        while let Some(extent) = self.extents.get(self.at).filter(|_| !piece.is_empty()) {
            let left = usize::try_from(extent.length.saturating_sub(self.read)).unwrap_or(usize::MAX);
            let (bytes, rest) = piece.split_at_checked(left).unwrap_or((piece, &[]));
            if !bytes.is_empty() {
                sink(before, extent.offset.saturating_add(self.read), bytes);
            }
            before += bytes.len() as u64;
            self.read += bytes.len() as u64;
            piece = rest;
            if self.read >= extent.length {
                self.at += 1;
                self.read = 0;
            }
        }
    }
}

/// Where the map of a sparse file stands that PAX records speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MapPlace {
    /// The file is not sparse, or is so in a version that Go's reader doesn't know either.
    Nowhere,
    /// In the records: versions 0.0 and 0.1.
    Records,
    /// In front of the content: version 1.0.
    Content,
}

/// Where the records say that the map stands.
pub(super) fn place(records: &SparseRecords) -> MapPlace {
    match (&*records.major, &*records.minor) {
        (b"0", b"0" | b"1") => MapPlace::Records,
        (b"1", b"0") => MapPlace::Content,
        // These versions did not say so at first.
        (b"", b"") if !records.map.is_empty() => MapPlace::Records,
        _ => MapPlace::Nowhere,
    }
}

/// Reads `offset,length,offset,length`: PAX versions 0.0 and 0.1.
pub(super) fn of_list(list: &[u8]) -> Option<Vec<Extent>> {
    if list.is_empty() {
        return Some(Vec::new());
    }
    pairs(list.split(|byte| *byte == b',').map(decimal))
}

fn pairs(mut numbers: impl Iterator<Item = Option<i64>>) -> Option<Vec<Extent>> {
    let mut extents = Vec::new();
    while let Some(offset) = numbers.next() {
        let (offset, length) = (u64::try_from(offset?).ok()?, u64::try_from(numbers.next()??).ok()?);
        extents.push(Extent { offset, length });
    }
    Some(extents)
}

/// Reads the extents in a GNU header (4 from byte 386 on) or in one of its extension blocks (21 from its
/// start), and whether a further extension block follows. `None` for numbers that are none.
pub(super) fn of_block(block: Block<'_>, is_header: bool, extents: &mut Vec<Extent>) -> Option<bool> {
    let (start, count) = if is_header { (386, 4) } else { (0, 21) };
    for at in 0..count {
        let entry = block.field(start + at * 24, 24);
        let (offset, length) = entry.split_at_checked(12)?;
        // So do GNU tar and bsdtar end the list.
        if offset.first() == Some(&0) {
            break;
        }
        let (offset, length) = (u64::try_from(numeric(offset)?).ok()?, u64::try_from(numeric(length)?).ok()?);
        extents.push(Extent { offset, length });
    }
    let more = block.field(start + count * 24, 1).first();
    Some(more.is_some_and(|more| *more != 0))
}

/// The map of PAX version 1.0, which stands in front of the content: the number of extents, then offset and
/// length of each, a line a number, padded to a block.
#[derive(Debug, Default)]
pub(super) struct Map {
    text: Vec<u8>,
    lines: usize,
    wanted: Option<usize>,
}

impl Map {
    /// Adds a block: `None` where the map can't be read, `Some(None)` where more of it follows.
    pub(super) fn push(&mut self, block: Block<'_>) -> Option<Option<Vec<Extent>>> {
        self.text.extend_from_slice(block.0);
        self.lines += block.0.iter().filter(|byte| **byte == b'\n').count();
        let mut lines = self.text.split(|byte| *byte == b'\n');
        if self.wanted.is_none() && self.lines > 0 {
            let count = usize::try_from(decimal(lines.next()?)?).ok()?;
            self.wanted = Some(count.checked_mul(2)?.checked_add(1)?);
        }
        match self.wanted {
            Some(wanted) if self.lines >= wanted => {
                let lines = self.text.split(|byte| *byte == b'\n');
                Some(Some(pairs(lines.take(wanted).skip(1).map(decimal))?))
            }
            _ => (self.text.len() < limits::TAR_EXTENSION_BYTES).then_some(None),
        }
    }
}

/// Whether the extents stand one after another in a file of `size` bytes, and hold the `stored` ones.
pub(super) fn fit(extents: &[Extent], size: u64, stored: u64) -> bool {
    let mut end = 0_u64;
    let mut sum = 0_u64;
    for extent in extents {
        let Some(next) = extent.offset.checked_add(extent.length) else { return false };
        if extent.offset < end || next > size {
            return false;
        }
        end = next;
        sum = sum.saturating_add(extent.length);
    }
    sum == stored
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tar::BLOCK;

    #[test]
    fn lists_of_numbers() {
        let extent = |offset, length| Extent { offset, length };
        assert_eq!(of_list(b"0,5,100,0"), Some(vec![extent(0, 5), extent(100, 0)]));
        assert_eq!(of_list(b""), Some(vec![]));
        for (list, reason) in [
            (&b"0"[..], "an offset with no length"),
            (b"0,", "no number"),
            (b"0,-1", "a negative length"),
            (b"0,5,", "nothing after the comma"),
        ] {
            assert_eq!(of_list(list), None, "{reason}");
        }
    }

    #[test]
    fn maps_over_several_blocks() {
        let mut text = b"100\n".to_vec();
        (0..100).for_each(|at| text.extend(format!("{}\n1\n", at * 1000).into_bytes()));
        text.resize(text.len().next_multiple_of(BLOCK), 0);
        let mut map = Map::default();
        let mut found = None;
        for block in text.chunks(BLOCK) {
            assert_eq!(found, None);
            found = map.push(Block(block.try_into().unwrap())).unwrap();
        }
        assert_eq!(found.unwrap().len(), 100);
        let mut endless = Map::default();
        let pushed = std::iter::repeat_with(|| endless.push(Block(&[b'1'; BLOCK]))).take(10_000);
        assert!(pushed.into_iter().any(|answer| answer.is_none()), "a map that never ends");
    }

    #[test]
    fn extents_fit_or_do_not() {
        let extent = |offset, length| Extent { offset, length };
        for (extents, size, stored, fits) in [
            (vec![extent(0, 5), extent(100, 0)], 100, 5, true),
            (vec![], 100, 0, true),
            (vec![extent(0, 5), extent(4, 1)], 100, 6, false),
            (vec![extent(98, 5)], 100, 5, false),
            (vec![extent(u64::MAX, 5)], 100, 5, false),
            (vec![extent(0, 5)], 100, 6, false),
        ] {
            assert_eq!(fit(&extents, size, stored), fits, "{extents:?}");
        }
    }
}
