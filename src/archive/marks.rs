//! What proves any part of a layer's tar when its bytes are read again.
//!
//! While a layer is hashed for its diff ID, the hash value of SHA-256 is kept after each piece of the tar: that costs
//! no time, and 32 bytes for a quarter of a megabyte. From the value before a piece, no other bytes lead to the value
//! after it; so whoever has both can tell a piece by itself, and no other byte of the layer has to come again.

use super::wire::{Reader, Writer};
use crate::image::digest::Digest;
use crate::limits;
use crate::verify::{INITIAL, Sha256, State};

/// Bytes of a piece.
const PIECE: u64 = limits::LAYER_PIECE_BYTES as u64;

/// The hash values of a tar after each whole piece, and its digest and size, which tell its last bytes. Where none were
/// kept, they tell all of it at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    after: Vec<State>,
    size: u64,
    digest: Digest,
}

/// What proves a tar from the beginning of a piece on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the tar before it.
    from: u64,
    /// The hash value before it.
    before: State,
    marks: Marks,
}

impl Marks {
    /// Of a tar of so many bytes, of which so much was found; no hash values where none were kept.
    #[must_use]
    pub const fn new(after: Vec<State>, size: u64, digest: Digest) -> Self {
        Self { after, size, digest }
    }

    /// Of a tar that is here as a whole.
    #[must_use]
    pub fn of(tar: &[u8]) -> Self {
        let mut hash = Sha256::marked(PIECE);
        hash.hash(tar);
        let (digest, after) = hash.finish();
        Self { after, size: tar.len() as u64, digest }
    }

    /// What proves the tar from the piece on that has the byte at `at`.
    #[must_use]
    pub fn part(&self, at: u64) -> Part {
        let pieces = (at / PIECE).min(self.after.len() as u64);
        let (passed, rest) = self.after.split_at_checked(pieces as usize).unwrap_or((&[], &self.after));
        Part {
            from: pieces * PIECE,
            before: passed.last().copied().unwrap_or(INITIAL),
            marks: Self { after: rest.to_vec(), size: self.size, digest: self.digest.clone() },
        }
    }

    /// Bytes of memory.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        size_of::<State>() * self.after.len()
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.number(self.size).digest(&self.digest);
        let states: Vec<u8> = self.after.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
        writer.bytes(&states);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (size, digest) = (reader.number()?, reader.digest()?);
        let (states, []) = reader.bytes()?.as_chunks::<32>() else { return None };
        Some(Self { after: states.iter().map(state).collect(), size, digest })
    }
}

fn state(bytes: &[u8; 32]) -> State {
    let mut state = State::default();
    for (word, bytes) in state.iter_mut().zip(bytes.as_chunks().0) {
        *word = u32::from_le_bytes(*bytes);
    }
    state
}

impl Part {
    /// Bytes of the tar before the first that is needed.
    #[must_use]
    pub const fn from(&self) -> u64 {
        self.from
    }

    /// As bytes, for a worker.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(self.from);
        Marks { after: vec![self.before], ..self.marks.clone() }.write(&mut writer);
        self.marks.write(&mut writer);
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let from = reader.number()?;
        let before = Marks::read(&mut reader)?.after.first().copied()?;
        let marks = Marks::read(&mut reader)?;
        reader.is_at_end().then_some(Self { from, before, marks })
    }
}

/// Holds bytes of a tar back until they are proved.
#[derive(Debug)]
pub struct Prover {
    marks: std::vec::IntoIter<State>,
    size: u64,
    digest: Digest,
    hash: Sha256,
    /// Bytes of the tar before those that are held.
    at: u64,
    held: Vec<u8>,
    standing: Standing,
}

/// How it stands with the bytes that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All that were let through were proved.
    Sound,
    /// All bytes of the tar were.
    Whole,
    /// Others came than were proved: none of them was let through.
    Changed,
}

impl Prover {
    /// Starts in front of the part.
    #[must_use]
    pub fn new(part: Part) -> Self {
        let Part { from, before, marks: Marks { after, size, digest } } = part;
        let standing = if from >= size { Standing::Whole } else { Standing::Sound };
        let hash = Sha256::resumed(before, from);
        Self { marks: after.into_iter(), size, digest, hash, at: from, held: Vec::new(), standing }
    }

    /// How it stands.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// Takes the next bytes of the tar, and gives those that are proved by them to `proved`, a piece at a time.
    pub fn push(&mut self, mut bytes: &[u8], proved: &mut impl FnMut(&[u8])) {
        while !bytes.is_empty() && self.standing == Standing::Sound {
            let left = self.size - self.at;
            let piece = if self.marks.len() == 0 { left } else { left.min(PIECE) } as usize;
            let (now, later) = bytes.split_at_checked(piece - self.held.len()).unwrap_or((bytes, &[]));
            self.held.extend_from_slice(now);
            bytes = later;
            if self.held.len() == piece {
                self.prove(proved);
            }
        }
    }

    /// Says that no bytes follow.
    pub fn finish(&mut self) {
        if self.standing == Standing::Sound {
            // The tar that was proved is longer.
            self.standing = Standing::Changed;
        }
    }

    /// The piece is here, or the last bytes are.
    fn prove(&mut self, proved: &mut impl FnMut(&[u8])) {
        self.hash.hash(&self.held);
        let is_right = match self.marks.next() {
            Some(mark) => self.hash.state() == mark,
            None => self.hash.clone().finish().0 == self.digest,
        };
        if !is_right {
            self.standing = Standing::Changed;
            return;
        }
        proved(&self.held);
        self.at += self.held.len() as u64;
        self.held.clear();
        if self.at >= self.size {
            self.standing = Standing::Whole;
        }
    }
}
