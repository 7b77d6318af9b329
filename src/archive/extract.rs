//! One file out of a tar that passes by: its first bytes, and the digest of all of them. Only bytes are read that were
//! proved when the layer was hashed.

use super::marks::{Part, Prover, Standing};
use super::tar::{Event, Scanner};
use super::wire::{Reader, Writer};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::limits;
use crate::verify::hash::Hasher;

/// A file that was taken out of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Its bytes from the first on, as many as were asked for.
    pub bytes: Vec<u8>,
    /// Its bytes in all.
    pub size: u64,
    /// The SHA-256 digest of all its bytes; `None` where not all of them are there.
    pub digest: Option<Digest>,
}

/// How taking a file out of a layer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extraction {
    /// The file, of bytes that were proved.
    Proved(Extracted),
    /// Nothing: other bytes came than those that were hashed when the layer was read.
    Changed,
}

/// Takes one file out of a tar.
pub struct Extractor {
    prover: Prover,
    /// Bytes of the tar that are proved, and before the file's header.
    skip: u64,
    scanner: Scanner,
    taking: Taking,
}

struct Taking {
    hasher: Hasher,
    bytes: Vec<u8>,
    keep: usize,
    /// Of the file, once its header was read.
    size: Option<u64>,
    /// Bytes of the file that were passed, holes among them.
    at: u64,
    done: bool,
}

impl Extractor {
    /// Starts in front of `part`, which is to have the header with `at` bytes of the tar before it; keeps so many bytes
    /// of the file.
    #[must_use]
    pub fn new(part: Part, at: u64, keep: usize) -> Self {
        let hasher = Hasher::new(HashAlgorithm::Sha256);
        let taking = Taking { hasher, bytes: Vec::new(), keep, size: None, at: 0, done: false };
        let skip = at.saturating_sub(part.from());
        Self { prover: Prover::new(part), skip, scanner: Scanner::from(at), taking }
    }

    /// Takes the next bytes of the tar; the first are those of the part.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.is_done() {
            return;
        }
        let Self { prover, skip, scanner, taking } = self;
        prover.push(bytes, &mut |proved| {
            let skipped = (*skip).min(proved.len() as u64);
            *skip -= skipped;
            let rest = proved.get(skipped as usize..).unwrap_or_default();
            if !rest.is_empty() && !taking.done {
                scanner.push(rest, &mut |event| taking.take(event));
            }
        });
    }

    /// Whether the file was passed, or others came than were proved: no more bytes are needed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.taking.done || self.scanner.is_done() || self.prover.standing() != Standing::Sound
    }

    /// Says that no bytes follow. `None` where there was no header.
    #[must_use]
    pub fn finish(mut self) -> Option<Extraction> {
        if !self.is_done() {
            self.prover.finish();
        }
        if self.prover.standing() == Standing::Changed {
            return Some(Extraction::Changed);
        }
        let taking = &mut self.taking;
        if !taking.done {
            self.scanner.finish(&mut |event| taking.take(event));
        }
        if let Some(size) = taking.size.filter(|_| !taking.done) {
            taking.end(size);
        }
        let Taking { hasher, bytes, size, at, .. } = self.taking;
        let size = size?;
        Some(Extraction::Proved(Extracted { bytes, size, digest: (at == size).then(|| hasher.finish()) }))
    }
}

impl Taking {
    fn take(&mut self, event: Event<'_>) {
        match event {
            // The next file's.
            _ if self.done => {}
            Event::Entry(entry) => match self.size {
                // A hole at the end is told by nothing but the next header.
                Some(size) => self.end(size),
                None => {
                    self.size = Some(entry.size);
                    if entry.stored == 0 {
                        self.end(entry.size);
                    }
                }
            },
            Event::Content { offset, bytes, .. } => {
                self.fill(offset);
                self.add(bytes);
                self.done = self.size.is_some_and(|size| self.at >= size);
            }
            Event::Trouble(trouble) => self.done = trouble.kind.ends_reading(),
        }
    }

    fn end(&mut self, size: u64) {
        self.fill(size);
        self.done = true;
    }

    /// Adds the zeros of a hole up to `offset`, as far as holes are read.
    fn fill(&mut self, offset: u64) {
        if offset.saturating_sub(self.at) > limits::FILE_HOLE_BYTES {
            return;
        }
        let zeros = [0; 4096];
        while self.at < offset {
            let length = (offset - self.at).min(zeros.len() as u64) as usize;
            self.add(zeros.get(..length).unwrap_or(&zeros));
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.at = self.at.saturating_add(bytes.len() as u64);
        let room = self.keep.saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

impl Extraction {
    /// As bytes, for the page.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        match self {
            Self::Changed => {
                writer.number(0);
            }
            Self::Proved(Extracted { bytes, size, digest }) => {
                writer.number(1).number(*size).bytes(bytes);
                if let Some(digest) = digest {
                    writer.digest(digest);
                }
            }
        }
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        match reader.number()? {
            0 => return Some(Self::Changed),
            1 => {}
            _ => return None,
        }
        let (size, bytes) = (reader.number()?, reader.bytes()?.to_vec());
        let digest = if reader.is_at_end() { None } else { Some(reader.digest()?) };
        Some(Self::Proved(Extracted { bytes, size, digest }))
    }
}
