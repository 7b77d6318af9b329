//! One pass over a layer, in two halves: it is unpacked; and it is hashed, as it is stored and as it unpacks, and
//! its files are listed.
//!
//! Either half takes about as long as the other, so that two workers side by side do a layer in little more
//! than half the time; one does both halves where there are layers enough for all.

use super::codec::{Codec, CodecError, Decoder, Step, Totals};
use super::layer::LayerScan;
use super::marks::Marks;
use super::report::{LayerReport, PackedReport, Unpacked};
use crate::image::digest::Registered;
use crate::limits;
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
    stored_size: u64,
    /// Of its tar. `None` where the layer is not compressed: then its digest is its diff ID.
    unpacked: Option<Hasher>,
    size: u64,
    scan: LayerScan,
}

impl Tail {
    /// Starts on a layer of `codec`, whose digest is of `algorithm`.
    #[must_use]
    pub fn new(codec: Codec, algorithm: Registered) -> Self {
        let twice = codec != Codec::Plain || algorithm != Registered::Sha256;
        let piece = limits::LAYER_PIECE_BYTES as u64;
        Self {
            stored: if twice { Hasher::new(algorithm) } else { Hasher::marked(piece) },
            stored_size: 0,
            unpacked: twice.then(|| Hasher::marked(piece)),
            size: 0,
            scan: LayerScan::new(),
        }
    }

    /// Takes the next bytes of the layer as it is stored.
    pub fn hash(&mut self, bytes: &[u8]) {
        self.stored.update(bytes);
        self.stored_size = self.stored_size.saturating_add(bytes.len() as u64);
    }

    /// Takes the next bytes of the tar.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(unpacked) = &mut self.unpacked {
            unpacked.update(bytes);
        }
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.scan.push(bytes);
    }

    /// Says that no bytes follow, and puts both halves together.
    #[must_use]
    pub fn finish(self, Unpacked { codec, totals, error }: Unpacked) -> LayerReport {
        let (digest, marks) = self.stored.finish_marked();
        let (diff_id, marks) = match self.unpacked {
            Some(unpacked) => unpacked.finish_marked(),
            None => (digest.clone(), marks),
        };
        // What is not compressed passes no decoder.
        let totals = match codec {
            Codec::Plain => Totals { read: self.stored_size, written: self.size, ..totals },
            Codec::Gzip | Codec::Zstd => totals,
        };
        let packed = PackedReport { codec, digest, size: self.stored_size, totals, error };
        let marks = Marks::new(marks, self.size, diff_id.clone());
        let files = self.scan.finish().to_bytes();
        LayerReport { packed, diff_id, size: self.size, marks, files }
    }
}
