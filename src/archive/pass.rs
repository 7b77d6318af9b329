//! One pass over a layer, in two halves: it is unpacked; and it is hashed, as it is stored and as it unpacks, and
//! its files are listed.
//!
//! Either half takes about as long as the other, so that two workers side by side do a layer in little more
//! than half the time; one does both halves where there are layers enough for all. A small layer is hashed by the
//! browser itself, and [`Listing`] is what is left to do.

use super::codec::{Codec, CodecError, Decoder, Step, Totals};
use super::layer::LayerScan;
use super::marks::Marks;
use super::report::{LayerReport, PackedReport, Unpacked};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::limits;
use crate::verify::State;
use crate::verify::hash::Hasher;

/// The first half: unpacks.
pub struct Head {
    codec: Codec,
    decoder: Decoder,
    error: Option<CodecError>,
}

impl Head {
    /// Starts on a layer whose first bytes are of `codec`.
    #[must_use]
    pub fn new(codec: Codec) -> Self {
        Self { codec, decoder: Decoder::new(codec), error: None }
    }

    /// Unpacks from `input` into `output`, as [`Decoder::step`] does. After an error nothing more comes out,
    /// and all of the input is taken.
    pub fn unpack(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        let step = self.decoder.step(input, output);
        match step.error {
            Some(error) => {
                self.error.get_or_insert(error);
                Step { consumed: input.len(), ..step }
            }
            None => step,
        }
    }

    /// Says that no bytes follow.
    #[must_use]
    pub fn finish(mut self) -> Unpacked {
        let error = self.decoder.finish().err();
        Unpacked { codec: self.codec, totals: self.decoder.totals(), error: self.error.or(error) }
    }
}

/// The second half: hashes and lists.
pub struct Tail {
    /// Of the layer as it is stored.
    stored: Hasher,
    /// Of its tar. `None` where the layer is not compressed: then its digest is its diff ID.
    unpacked: Option<Hasher>,
    listing: Listing,
}

impl Tail {
    /// Starts on a layer of `codec`, whose digest is of `algorithm`.
    #[must_use]
    pub fn new(codec: Codec, algorithm: HashAlgorithm) -> Self {
        let twice = codec != Codec::Plain || algorithm != HashAlgorithm::Sha256;
        let piece = limits::LAYER_PIECE_BYTES as u64;
        Self {
            stored: if twice { Hasher::new(algorithm) } else { Hasher::marked(piece) },
            unpacked: twice.then(|| Hasher::marked(piece)),
            listing: Listing::new(),
        }
    }

    /// Takes the next bytes of the layer as it is stored.
    pub fn hash(&mut self, bytes: &[u8]) {
        self.stored.update(bytes);
        self.listing.stored(bytes.len());
    }

    /// Takes the next bytes of the tar.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(unpacked) = &mut self.unpacked {
            unpacked.update(bytes);
        }
        self.listing.push(bytes);
    }

    /// Says that no bytes follow, and puts both halves together.
    #[must_use]
    pub fn finish(self, found: Unpacked) -> LayerReport {
        let (digest, marks) = self.stored.finish_marked();
        let (diff_id, marks) = match self.unpacked {
            Some(unpacked) => unpacked.finish_marked(),
            None => (digest.clone(), marks),
        };
        self.listing.finish(found, digest, diff_id, marks)
    }
}

/// The part of the second half that lists: all there is of it where others hash.
#[derive(Default)]
pub struct Listing {
    stored: u64,
    size: u64,
    scan: LayerScan,
}

impl Listing {
    /// Starts in front of the layer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts bytes of the layer as it is stored.
    pub const fn stored(&mut self, bytes: usize) {
        self.stored = self.stored.saturating_add(bytes as u64);
    }

    /// Takes the next bytes of the tar.
    pub fn push(&mut self, bytes: &[u8]) {
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.scan.push(bytes);
    }

    /// Says that no bytes follow, and puts together what unpacking and hashing found: both digests, and the hash
    /// values after the pieces of the tar, where they were kept.
    #[must_use]
    pub fn finish(
        self,
        Unpacked { codec, totals, error }: Unpacked,
        digest: Digest,
        diff_id: Digest,
        marks: Vec<State>,
    ) -> LayerReport {
        // What is not compressed passes no decoder.
        let totals = match codec {
            Codec::Plain => Totals { read: self.stored, written: self.size, ..totals },
            Codec::Gzip | Codec::Zstd => totals,
        };
        let packed = PackedReport { codec, digest, size: self.stored, totals, error };
        let marks = Marks::new(marks, self.size, diff_id.clone());
        let files = self.scan.finish().to_bytes();
        LayerReport { packed, diff_id, size: self.size, marks, files }
    }
}
