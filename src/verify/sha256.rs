//! SHA-256 of one stream, a piece at a time: its hash value may be taken between two blocks, and resumed from there.

use sha2::block_api::compress256;

use crate::image::digest::{Digest, HashAlgorithm};

/// Bytes of a block. FIPS 180-4, 5.2.1.
const BLOCK: usize = 64;

/// The hash value between two blocks.
pub type State = [u32; 8];

/// The hash value before the first block. FIPS 180-4, 5.3.3.
pub const INITIAL: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// A hash in the making.
#[derive(Clone, Debug)]
pub struct Sha256 {
    state: State,
    /// Bytes hashed, all in whole blocks.
    hashed: u64,
    /// The part of a block at the end, to be hashed.
    pending: Vec<u8>,
    /// Bytes after which the hash value is kept, again and again; 0 for never.
    piece: u64,
    marks: Vec<State>,
}

/// Over no bytes.
impl Default for Sha256 {
    fn default() -> Self {
        Self::marked(0)
    }
}

impl Sha256 {
    /// Starts over no bytes, and keeps the hash value after each `piece` of them, a multiple of a block's 64.
    #[must_use]
    pub const fn marked(piece: u64) -> Self {
        let piece = piece - piece % BLOCK as u64;
        Self { state: INITIAL, hashed: 0, pending: Vec::new(), piece, marks: Vec::new() }
    }

    /// Goes on from a hash value that was taken after so many bytes, a multiple of a block's 64.
    #[must_use]
    pub fn resumed(state: State, hashed: u64) -> Self {
        Self { state, hashed, ..Self::marked(0) }
    }

    /// The hash value of the whole blocks that were hashed.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// Hashes what comes, all but the part of a block at the end.
    pub fn hash(&mut self, bytes: &[u8]) {
        let missing = (BLOCK - self.pending.len()) % BLOCK;
        let (first, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        self.pending.extend_from_slice(first);
        if self.pending.len() == BLOCK {
            let block = std::mem::take(&mut self.pending);
            self.compress(block.as_chunks().0);
        }
        let (blocks, rest) = rest.as_chunks();
        self.compress(blocks);
        self.pending.extend_from_slice(rest);
    }

    fn compress(&mut self, mut blocks: &[[u8; BLOCK]]) {
        while !blocks.is_empty() {
            let (now, later) = blocks.split_at(self.unbroken().min(blocks.len()));
            compress256(&mut self.state, now);
            self.hashed = self.hashed.saturating_add(size_of_val(now) as u64);
            if self.hashed.checked_rem(self.piece) == Some(0) {
                self.marks.push(self.state);
            }
            blocks = later;
        }
    }

    /// Blocks up to where the hash value is kept next.
    fn unbroken(&self) -> usize {
        let Some(into) = self.hashed.checked_rem(self.piece) else { return usize::MAX };
        usize::try_from((self.piece - into) / BLOCK as u64).unwrap_or(usize::MAX)
    }

    /// Pads the message (FIPS 180-4, 5.1.1) and gives its digest, and the hash values that were kept.
    #[must_use]
    pub fn finish(mut self) -> (Digest, Vec<State>) {
        // The padding is no bytes of the message.
        self.piece = 0;
        let waiting = self.pending.len();
        let bits = self.hashed.wrapping_add(waiting as u64).wrapping_mul(8);
        let zeros = (2 * BLOCK - 9 - waiting) % BLOCK;
        let mut end = vec![0x80];
        end.resize(1 + zeros, 0);
        end.extend_from_slice(&bits.to_be_bytes());
        self.hash(&end);
        let output: Vec<u8> = self.state.iter().flat_map(|word| word.to_be_bytes()).collect();
        (Digest::of_output(HashAlgorithm::Sha256, &output), self.marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest as _;

    proptest! {
        /// However the bytes are cut, the hash values are kept where they should be, and each leads on to the digest.
        #[test]
        fn it_can_be_resumed_after_any_piece(
            pieces in proptest::collection::vec(0..400_usize, 0..12),
            blocks in 1..5_u64,
        ) {
            let piece = blocks * BLOCK as u64;
            let all: Vec<u8> = (0..pieces.iter().sum()).map(|at: usize| (at * 7 + at / 251) as u8).collect();
            let mut hash = Sha256::marked(piece);
            let mut rest = all.as_slice();
            for length in pieces {
                let (now, later) = rest.split_at(length);
                hash.hash(now);
                rest = later;
            }
            let (digest, marks) = hash.finish();
            let expected = Digest::of_output(HashAlgorithm::Sha256, sha2::Sha256::digest(&all).as_slice());
            prop_assert_eq!(&digest, &expected);
            prop_assert_eq!(marks.len() as u64, all.len() as u64 / piece);
            for (mark, at) in marks.iter().zip(1..) {
                let from = (at * piece) as usize;
                let mut resumed = Sha256::resumed(*mark, at * piece);
                resumed.hash(&all[from..]);
                prop_assert_eq!(&resumed.finish().0, &digest);
            }
        }
    }
}
