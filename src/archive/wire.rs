//! Values as bytes, for the way from a worker to the page: numbers and byte strings, one after the other.
//!
//! Both ends are of one build, so that there is no version; what can't be read is `None` all the same.

use super::codec::{Codec, CodecError, Fault, Totals};
use crate::image::digest::Digest;

/// Writes values.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// The bytes of all that was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// A number, eight bytes of it.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// Bytes, after their number.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    /// A digest.
    pub fn digest(&mut self, digest: &Digest) -> &mut Self {
        self.bytes(digest.as_str().as_bytes())
    }

    /// A codec.
    pub fn codec(&mut self, codec: Codec) -> &mut Self {
        self.number(codec.number().into())
    }

    /// What was unpacked.
    pub fn totals(&mut self, totals: Totals) -> &mut Self {
        self.number(totals.read).number(totals.written).number(totals.parts).number(totals.padding)
    }

    /// Why unpacking ended early, if it did.
    pub fn error(&mut self, error: Option<CodecError>) -> &mut Self {
        let Some(CodecError { fault, at, written }) = error else { return self.number(0) };
        let (code, one, two) = match fault {
            Fault::Header => (1, 0, 0),
            Fault::Trailing => (2, 0, 0),
            Fault::Data => (3, 0, 0),
            Fault::Checksum => (4, 0, 0),
            Fault::Length => (5, 0, 0),
            Fault::CutOff => (6, 0, 0),
            Fault::Window { asked, bound } => (7, asked, bound),
            Fault::Dictionary => (8, 0, 0),
            Fault::TooLong { bound } => (9, bound, 0),
            Fault::Expansion { bound } => (10, bound, 0),
        };
        self.number(code).number(one).number(two).number(at).number(written)
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    /// Reads from the front of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// Whether all was read.
    #[must_use]
    pub const fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// A digest.
    pub fn digest(&mut self) -> Option<Digest> {
        Digest::parse(str::from_utf8(self.bytes()?).ok()?).ok()
    }

    /// A codec.
    pub fn codec(&mut self) -> Option<Codec> {
        Codec::of_number(self.number()?.try_into().ok()?)
    }

    /// What was unpacked.
    pub fn totals(&mut self) -> Option<Totals> {
        let (read, written) = (self.number()?, self.number()?);
        Some(Totals { read, written, parts: self.number()?, padding: self.number()? })
    }

    /// Why unpacking ended early, if it did.
    pub fn error(&mut self) -> Option<Option<CodecError>> {
        let code = self.number()?;
        if code == 0 {
            return Some(None);
        }
        let (one, two) = (self.number()?, self.number()?);
        let fault = match code {
            1 => Fault::Header,
            2 => Fault::Trailing,
            3 => Fault::Data,
            4 => Fault::Checksum,
            5 => Fault::Length,
            6 => Fault::CutOff,
            7 => Fault::Window { asked: one, bound: two },
            8 => Fault::Dictionary,
            9 => Fault::TooLong { bound: one },
            10 => Fault::Expansion { bound: one },
            _ => return None,
        };
        Some(Some(CodecError { fault, at: self.number()?, written: self.number()? }))
    }
}
