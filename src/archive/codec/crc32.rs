//! The check value of gzip, CRC-32, of many bytes.
//!
//! To compute it byte by byte, or by tables for eight of them, takes a quarter of the time that it takes to unpack in
//! WebAssembly, which has no instruction to multiply without carries. So most of the bytes are folded away first. A CRC
//! is what is left of the bytes, as a polynomial over two elements, when it is divided by another one; and in this one's
//! remainders
//!
//! ```text
//! x^(128·300) = x^(128·155) + x^(128·117) + x^(128·89) + 1
//! ```
//!
//! which makes sixteen bytes the same as these sixteen bytes 145, 183, 211 and 300 times sixteen bytes later. They are
//! added there, which is an exclusive or of whole vectors, and gone here. What is left is as long as the longest way.
//! That there are such sums, and that one adds at whole words, is the idea of Kadatch and Jenkins and of Chorba; this one
//! was found by going through all sums of five powers of x^128, and the tests hold it to the polynomial.

use flate2::Crc;

/// How far bytes are moved on.
const WAYS: [usize; 4] = [145 * 16, 183 * 16, 211 * 16, 300 * 16];

/// The longest way: as many bytes are left.
const LEFT: usize = 300 * 16;

/// Bytes that are moved together: none of them may land among them.
const BLOCK: usize = 2048;

/// Bytes that are gathered before they are folded: what a core's first cache holds.
const GATHERED: usize = LEFT + 12 * BLOCK;

/// A CRC-32 in the making.
#[derive(Default)]
pub(super) struct Crc32 {
    gathered: Vec<u8>,
    folded: bool,
}

impl Crc32 {
    /// Begins again.
    pub(super) fn reset(&mut self) {
        self.gathered.clear();
        self.folded = false;
    }

    /// Takes the next bytes.
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = GATHERED.saturating_sub(self.gathered.len()).min(bytes.len());
            let (now, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.gathered.extend_from_slice(now);
            bytes = later;
            if self.gathered.len() >= GATHERED {
                self.fold();
            }
        }
    }

    /// The value of all bytes.
    pub(super) fn finish(&mut self) -> u32 {
        if self.folded {
            self.turn_the_first();
        }
        let mut crc = Crc::new();
        crc.update(&self.gathered);
        crc.sum()
    }

    fn fold(&mut self) {
        if !self.folded {
            self.folded = true;
            self.turn_the_first();
        }
        let mut rest = self.gathered.as_mut_slice();
        let mut done = 0;
        while rest.len() >= LEFT + BLOCK {
            let (block, after) = rest.split_at_mut(BLOCK);
            for way in WAYS {
                let there =
                    way.checked_sub(BLOCK).and_then(|from| after.get_mut(from..way)).unwrap_or_default();
                for (there, here) in there.iter_mut().zip(&*block) {
                    *there ^= here;
                }
            }
            rest = after;
            done += BLOCK;
        }
        self.gathered.drain(..done);
    }

    /// A CRC-32 begins with all bits set, which is the same as none set and the first 32 bits turned round.
    fn turn_the_first(&mut self) {
        for byte in self.gathered.iter_mut().take(4) {
            *byte ^= 0xff;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition, a bit at a time.
    fn by_bits(bytes: &[u8]) -> u32 {
        let next = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), next))
    }

    fn noise(length: usize) -> Vec<u8> {
        let next = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some((*state >> 24) as u8)
        };
        std::iter::repeat_n((), length).scan(7, |state, ()| next(state)).collect()
    }

    #[test]
    fn it_is_the_remainder_whatever_the_length_and_the_pieces() {
        let lengths = [0, 1, 3, 4, 5, 16, LEFT, LEFT + BLOCK, GATHERED - 1, GATHERED, GATHERED + 1];
        for length in lengths.into_iter().chain([2 * GATHERED + 7, 5 * GATHERED]) {
            let bytes = noise(length);
            let expected = by_bits(&bytes);
            let mut crc = Crc32::default();
            for piece in [usize::MAX, 1, 1000, BLOCK, 40_000] {
                crc.reset();
                bytes.chunks(piece.min(bytes.len().max(1))).for_each(|piece| crc.update(piece));
                assert_eq!(crc.finish(), expected, "{length} bytes in pieces of {piece}");
            }
        }
        assert_eq!(by_bits(b"123456789"), 0xcbf4_3926, "the value that the catalogues have");
    }

    #[test]
    fn no_bytes_land_among_those_that_are_moved_with_them() {
        assert!(WAYS.iter().all(|way| (BLOCK..=LEFT).contains(way)));
    }
}
