//! The way through an archive that is compressed: all of it is unpacked, and what it holds is listed.

use std::ops::ControlFlow;

use super::codec::{Codec, CodecError, Decoder};
use super::contents::{Contents, Indexer};

/// Unpacks an archive and lists it, as its bytes come.
pub struct Packed {
    codec: Codec,
    decoder: Decoder,
    indexer: Indexer,
    error: Option<CodecError>,
}

impl Packed {
    /// Starts before an archive of this codec.
    #[must_use]
    pub fn new(codec: Codec) -> Self {
        Self { codec, decoder: Decoder::new(codec), indexer: Indexer::new(), error: None }
    }

    /// Takes the next bytes of the archive. `false` once they can't be unpacked: what follows changes nothing.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let indexer = &mut self.indexer;
        let mut index = |bytes: &[u8]| {
            indexer.push(bytes);
            ControlFlow::Continue(())
        };
        self.error = self.decoder.push(bytes, &mut index).err();
        self.error.is_none()
    }

    /// How many bytes of the archive were unpacked.
    #[must_use]
    pub const fn at(&self) -> u64 {
        self.decoder.totals().read
    }

    /// What the archive, of `size` bytes, holds.
    #[must_use]
    pub fn finish(mut self, size: u64) -> Contents {
        let error = self.error.or_else(|| self.decoder.finish().err());
        let padding = self.decoder.totals().padding;
        Contents { padding, ..self.indexer.finish(self.codec, size, error) }
    }
}
