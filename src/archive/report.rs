//! What one pass over a layer found out.

use super::codec::{Codec, CodecError, Totals};
use super::marks::Marks;
use super::wire::{Reader, Writer};
use crate::image::digest::Digest;

/// What unpacking a layer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// How it is compressed, by its first bytes.
    pub codec: Codec,
    /// What was unpacked of it.
    pub totals: Totals,
    /// Why unpacking ended before its end.
    pub error: Option<CodecError>,
}

/// What is known of the layer as it is stored and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedReport {
    /// How it is compressed, by its first bytes.
    pub codec: Codec,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its bytes: what was read, whether it could be unpacked or not.
    pub size: u64,
    /// What was unpacked of it.
    pub totals: Totals,
    /// Why unpacking ended before its end.
    pub error: Option<CodecError>,
}

/// What a pass over a layer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerReport {
    /// Of the layer as it is stored.
    pub packed: PackedReport,
    /// The digest of its uncompressed tar: its diff ID. Where unpacking ended early, of what was unpacked,
    /// which proves nothing.
    pub diff_id: Digest,
    /// Bytes of the uncompressed tar.
    pub size: u64,
    /// What proves any part of that tar later.
    pub marks: Marks,
    /// The table of its files, in the bytes of [`super::layer::LayerFiles`].
    pub files: Vec<u8>,
}

impl PackedReport {
    /// What unpacking it found.
    #[must_use]
    pub const fn unpacked(&self) -> Unpacked {
        Unpacked { codec: self.codec, totals: self.totals, error: self.error }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.codec(self.codec).digest(&self.digest).number(self.size).totals(self.totals).error(self.error);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            codec: reader.codec()?,
            digest: reader.digest()?,
            size: reader.number()?,
            totals: reader.totals()?,
            error: reader.error()?,
        })
    }
}

impl Unpacked {
    /// As bytes, for the worker that has the second half.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.codec(self.codec).totals(self.totals).error(self.error);
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        Some(Self { codec: reader.codec()?, totals: reader.totals()?, error: reader.error()? })
    }
}

impl LayerReport {
    /// As bytes, for the page.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.packed.write(&mut writer);
        writer.digest(&self.diff_id).number(self.size).bytes(&self.files);
        self.marks.write(&mut writer);
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        Some(Self {
            packed: PackedReport::read(&mut reader)?,
            diff_id: reader.digest()?,
            size: reader.number()?,
            files: reader.bytes()?.to_vec(),
            marks: Marks::read(&mut reader)?,
        })
    }
}
