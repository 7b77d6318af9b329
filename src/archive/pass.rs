//! One pass over a layer, in two halves: compressed bytes are hashed and unpacked, what comes out is hashed
//! and its files are listed.
//!
//! Either half takes about as long as the other, so that two workers side by side do a layer in half the
//! time; one does both halves where there are layers enough for all.

use super::codec::{Codec, CodecError, Decoder, Step};
use super::layer::LayerScan;
use super::report::{LayerReport, PackedReport};
use crate::image::digest::Registered;
use crate::verify::together::{StreamId, Together};

/// The first half: the layer as it is stored.
pub struct Head {
    codec: Codec,
    hash: StreamId,
    size: u64,
    decoder: Decoder,
    error: Option<CodecError>,
}

impl Head {
    /// Starts on a layer whose first bytes are of `codec`, and whose digest is of `algorithm`.
    pub fn new(codec: Codec, algorithm: Registered, hashing: &mut Together) -> Self {
        let decoder = Decoder::new(codec);
        Self { codec, hash: hashing.begin(algorithm), size: 0, decoder, error: None }
    }

    /// Hashes the next bytes of the layer; [`Head::unpack`] takes the same ones.
    pub fn hash(&mut self, bytes: &[u8], hashing: &mut Together) {
        hashing.update(self.hash, bytes);
        self.size = self.size.saturating_add(bytes.len() as u64);
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
    pub fn finish(mut self, hashing: &mut Together) -> Option<PackedReport> {
        let error = self.decoder.finish().err();
        Some(PackedReport {
            codec: self.codec,
            digest: hashing.finish(self.hash)?,
            size: self.size,
            totals: self.decoder.totals(),
            error: self.error.or(error),
        })
    }

    /// Gives it up.
    pub fn abandon(self, hashing: &mut Together) {
        hashing.finish(self.hash);
    }
}

/// The second half: the layer's tar.
pub struct Tail {
    /// `None` where the layer is not compressed: then its digest is its diff ID.
    hash: Option<StreamId>,
    size: u64,
    scan: LayerScan,
}

impl Tail {
    /// Whether a second half has to hash what comes out of a layer of this codec.
    #[must_use]
    pub fn hashes(codec: Codec, algorithm: Registered) -> bool {
        codec != Codec::Plain || algorithm != Registered::Sha256
    }

    /// Starts in front of the tar, which came out of a layer of `codec`.
    pub fn new(codec: Codec, algorithm: Registered, hashing: &mut Together) -> Self {
        Self::begin(Self::hashes(codec, algorithm), hashing)
    }

    /// Starts in front of the tar. `hashes` is what [`Tail::hashes`] says.
    pub fn begin(hashes: bool, hashing: &mut Together) -> Self {
        let hash = hashes.then(|| hashing.begin(Registered::Sha256));
        Self { hash, size: 0, scan: LayerScan::new() }
    }

    /// Takes the next bytes of the tar.
    pub fn push(&mut self, bytes: &[u8], hashing: &mut Together) {
        if let Some(hash) = self.hash {
            hashing.update(hash, bytes);
        }
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.scan.push(bytes);
    }

    /// Says that no bytes follow, and puts both halves together.
    pub fn finish(self, packed: PackedReport, hashing: &mut Together) -> Option<LayerReport> {
        let diff_id = match self.hash {
            Some(hash) => hashing.finish(hash)?,
            None => packed.digest.clone(),
        };
        Some(LayerReport { packed, diff_id, size: self.size, files: self.scan.finish().to_bytes() })
    }

    /// Gives it up.
    pub fn abandon(self, hashing: &mut Together) {
        if let Some(hash) = self.hash {
            hashing.finish(hash);
        }
    }
}
