//! SHA-256 of one stream, a piece at a time: its hash value may be taken between two blocks, and taken up again.

use super::lanes::{BLOCK, INITIAL, State};
use crate::image::digest::{Digest, Registered};

/// A hash in the making.
#[derive(Clone, Debug)]
pub struct Sha256 {
    state: State,
    /// Bytes hashed, all in whole blocks.
    hashed: u64,
    /// Bytes to be hashed, from `start` on.
    pending: Vec<u8>,
    start: usize,
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
    /// Starts over no bytes, and keeps the hash value after each `piece` of them, a multiple of [`BLOCK`].
    pub const fn marked(piece: u64) -> Self {
        let piece = piece - piece % BLOCK as u64;
        Self { state: INITIAL, hashed: 0, pending: Vec::new(), start: 0, piece, marks: Vec::new() }
    }

    /// Goes on from a hash value that was taken after so many bytes, a multiple of [`BLOCK`].
    pub fn resumed(state: State, hashed: u64) -> Self {
        Self { state, hashed, ..Self::marked(0) }
    }

    /// The hash value of the whole blocks that were hashed.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Takes bytes, to be hashed later.
    pub fn collect(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// What was taken and is not hashed.
    pub fn waiting(&self) -> &[u8] {
        self.pending.get(self.start..).unwrap_or_default()
    }

    /// The whole blocks of what is waiting, up to where the hash value is kept next.
    pub fn blocks(&self) -> &[[u8; BLOCK]] {
        let blocks = self.waiting().as_chunks().0;
        blocks.get(..self.unbroken().min(blocks.len())).unwrap_or(blocks)
    }

    /// Blocks up to where the hash value is kept next.
    fn unbroken(&self) -> usize {
        let Some(into) = self.hashed.checked_rem(self.piece) else { return usize::MAX };
        usize::try_from((self.piece - into) / BLOCK as u64).unwrap_or(usize::MAX)
    }

    /// The first bytes of those waiting were hashed, and came to `state`.
    pub fn took(&mut self, bytes: usize, state: State) {
        self.advance(bytes as u64, state);
        self.start += bytes;
        if self.start >= self.pending.len() / 2 {
            self.pending.drain(..self.start.min(self.pending.len()));
            self.start = 0;
        }
    }

    fn advance(&mut self, bytes: u64, state: State) {
        self.hashed = self.hashed.saturating_add(bytes);
        self.state = state;
        if bytes > 0 && self.hashed.checked_rem(self.piece) == Some(0) {
            self.marks.push(state);
        }
    }

    /// Hashes what waits and what comes, all but the part of a block at the end.
    pub fn hash(&mut self, bytes: &[u8]) {
        let missing = (BLOCK - self.waiting().len() % BLOCK) % BLOCK;
        let (first, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        self.pending.extend_from_slice(first);
        loop {
            let (mut state, blocks) = (self.state, self.blocks());
            if blocks.is_empty() {
                break;
            }
            sha2::block_api::compress256(&mut state, blocks);
            self.took(size_of_val(blocks), state);
        }
        let (mut blocks, rest) = rest.as_chunks::<BLOCK>();
        while !blocks.is_empty() {
            let mut state = self.state;
            let (now, later) = blocks.split_at(self.unbroken().min(blocks.len()));
            sha2::block_api::compress256(&mut state, now);
            self.advance(size_of_val(now) as u64, state);
            blocks = later;
        }
        self.pending.extend_from_slice(rest);
    }

    /// Pads the message (FIPS 180-4, 5.1.1) and gives its digest, and the hash values that were kept.
    pub fn finish(mut self) -> (Digest, Vec<State>) {
        self.hash(&[]);
        // The padding is no bytes of the message.
        self.piece = 0;
        let bits = self.hashed.wrapping_add(self.waiting().len() as u64).wrapping_mul(8);
        let zeros = (2 * BLOCK - 9 - self.waiting().len() % BLOCK) % BLOCK;
        let mut end = vec![0x80];
        end.resize(1 + zeros, 0);
        end.extend_from_slice(&bits.to_be_bytes());
        self.hash(&end);
        let output: Vec<u8> = self.state.iter().flat_map(|word| word.to_be_bytes()).collect();
        (Digest::of_output(Registered::Sha256, &output), self.marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::hash::digest_of;
    use proptest::prelude::*;

    proptest! {
        /// However the bytes are cut, the hash values are kept where they should be, and each leads on to the digest.
        #[test]
        fn it_can_be_taken_up_after_any_piece(
            pieces in proptest::collection::vec(0..400_usize, 0..12),
            collected in proptest::collection::vec(any::<bool>(), 12),
            blocks in 1..5_u64,
        ) {
            let piece = blocks * BLOCK as u64;
            let all: Vec<u8> = (0..pieces.iter().sum()).map(|at: usize| (at * 7 + at / 251) as u8).collect();
            let mut hash = Sha256::marked(piece);
            let mut rest = all.as_slice();
            for (length, collect) in pieces.iter().zip(collected) {
                let (now, later) = rest.split_at(*length);
                if collect { hash.collect(now) } else { hash.hash(now) }
                rest = later;
            }
            let (digest, marks) = hash.finish();
            prop_assert_eq!(&digest, &digest_of(Registered::Sha256, &all));
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
