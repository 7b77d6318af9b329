//! What layers and archives are compressed by, unpacked as the bytes come: gzip, Zstandard, or nothing.
//!
//! A [`Decoder`] is fed with the compressed bytes in pieces of any size and holds a window of them, never
//! the whole. What was unpacked before the first fault is handed out all the same: a broken layer still
//! shows its files up to there.

mod bounds;
mod crc32;
mod error;
mod gzip;
mod magic;
mod member;
mod zstd;

use std::ops::ControlFlow;

pub use bounds::Bounds;
pub use error::{CodecError, Fault};
pub use magic::MAGIC_BYTES;

/// Bytes that [`Decoder::push`] unpacks at a time.
const PIECE: usize = 64 * 1024;

/// How bytes are compressed. Their first bytes tell: a media type or a file's name may be wrong, and no
/// client looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Codec {
    /// Not at all.
    #[default]
    Plain,
    /// Members of gzip, one after the other. <https://www.rfc-editor.org/rfc/rfc1952>
    Gzip,
    /// Frames of Zstandard, skippable ones among them. <https://www.rfc-editor.org/rfc/rfc8878>
    Zstd,
}

impl Codec {
    /// The codec that these first bytes are of, [`MAGIC_BYTES`] of them where there are as many. What has no known
    /// magic number is taken as it is.
    #[must_use]
    pub fn of(first: &[u8]) -> Self {
        if first.starts_with(&magic::GZIP) {
            Self::Gzip
        } else if first.starts_with(&magic::ZSTD) || magic::is_skippable(first) {
            // zstd:chunked may begin with a skippable frame.
            Self::Zstd
        } else {
            Self::Plain
        }
    }

    /// Its number, between the page and its workers.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Plain => 0,
            Self::Gzip => 1,
            Self::Zstd => 2,
        }
    }

    /// The codec of such a number.
    #[must_use]
    pub fn of_number(number: u32) -> Option<Self> {
        [Self::Plain, Self::Gzip, Self::Zstd].into_iter().find(|codec| codec.number() == number)
    }

    /// Its name in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "not compressed",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// What one step of a decoder did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Bytes of the input that it took.
    pub consumed: usize,
    /// Bytes that it put at the front of the output. Where that is all of the output, there may be more.
    pub produced: usize,
    /// Why there is no going on; what was produced still counts.
    pub error: Option<CodecError>,
}

/// What was unpacked in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Compressed bytes.
    pub read: u64,
    /// Bytes unpacked.
    pub written: u64,
    /// Members of gzip, or frames of Zstandard, the skippable ones not counted.
    pub parts: u64,
    /// Zero bytes after the last member of gzip: some tools fill up a block. They are no part of it.
    pub padding: u64,
}

/// Unpacks one stream of bytes.
pub struct Decoder {
    inner: Inner,
    bounds: Bounds,
    totals: Totals,
    failed: Option<CodecError>,
    stopped: bool,
    /// The room that [`Decoder::push`] unpacks into.
    room: Vec<u8>,
}

enum Inner {
    Plain,
    Gzip(Box<gzip::Gzip>),
    Zstd(Box<zstd::Zstd>),
}

/// What a codec did in one step, before the bounds are looked at.
struct Part {
    consumed: usize,
    produced: usize,
    fault: Option<Fault>,
}

impl Decoder {
    /// A decoder within the bounds of [`crate::limits`].
    #[must_use]
    pub fn new(codec: Codec) -> Self {
        Self::within(codec, Bounds::default())
    }

    /// A decoder within these bounds.
    #[must_use]
    pub fn within(codec: Codec, bounds: Bounds) -> Self {
        let inner = match codec {
            Codec::Plain => Inner::Plain,
            Codec::Gzip => Inner::Gzip(Box::new(gzip::Gzip::new())),
            Codec::Zstd => Inner::Zstd(Box::new(zstd::Zstd::new())),
        };
        Self { inner, bounds, totals: Totals::default(), failed: None, stopped: false, room: Vec::new() }
    }

    /// What was unpacked so far.
    #[must_use]
    pub const fn totals(&self) -> Totals {
        self.totals
    }

    /// Unpacks from `input` into `output` until either is used up. Where `output` was filled, call again
    /// with the rest of the input, even if there is none: more may be held back.
    ///
    /// After an error each step answers the same error, and does nothing.
    pub fn step(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        if self.failed.is_some() {
            return Step { consumed: 0, produced: 0, error: self.failed };
        }
        let part = match &mut self.inner {
            Inner::Plain => copy(input, output),
            Inner::Gzip(gzip) => gzip.step(input, output, &mut self.totals),
            Inner::Zstd(zstd) => zstd.step(input, output, &mut self.totals),
        };
        self.totals.read = self.totals.read.saturating_add(part.consumed as u64);
        self.totals.written = self.totals.written.saturating_add(part.produced as u64);
        let fault = part.fault.or_else(|| self.bounds.exceeded_by(&self.totals));
        self.failed = fault.map(|fault| self.error(fault));
        Step { consumed: part.consumed, produced: part.produced, error: self.failed }
    }

    /// Unpacks `input` and hands the result to `out`, piece by piece, until that breaks; what is
    /// pushed after a break is passed over.
    ///
    /// # Errors
    /// Where the bytes are not what the codec writes, or pass a bound. The pieces before that were handed
    /// out.
    pub fn push(
        &mut self,
        mut input: &[u8],
        out: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<(), CodecError> {
        let mut room = std::mem::take(&mut self.room);
        room.resize(PIECE, 0);
        while !self.stopped {
            let step = self.step(input, &mut room);
            let made = room.get(..step.produced).unwrap_or_default();
            if !made.is_empty() && out(made).is_break() {
                self.stopped = true;
            }
            if let Some(error) = step.error {
                self.room = room;
                return Err(error);
            }
            input = input.get(step.consumed..).unwrap_or_default();
            if input.is_empty() && step.produced < PIECE {
                break;
            }
        }
        self.room = room;
        Ok(())
    }

    /// Says that there is no more input.
    ///
    /// # Errors
    /// Where the stream was not at its end.
    pub fn finish(&mut self) -> Result<Totals, CodecError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let whole = match &self.inner {
            Inner::Plain => true,
            Inner::Gzip(gzip) => gzip.is_whole(),
            Inner::Zstd(zstd) => zstd.is_whole(),
        };
        if whole || self.stopped {
            return Ok(self.totals);
        }
        let fault = match &self.inner {
            Inner::Zstd(zstd) => zstd.end_fault(&self.totals),
            Inner::Plain | Inner::Gzip(_) => Fault::CutOff,
        };
        let error = self.error(fault);
        self.failed = Some(error);
        Err(error)
    }

    const fn error(&self, fault: Fault) -> CodecError {
        CodecError { fault, at: self.totals.read, written: self.totals.written }
    }
}

fn copy(input: &[u8], output: &mut [u8]) -> Part {
    let length = input.len().min(output.len());
    if let (Some(from), Some(to)) = (input.get(..length), output.get_mut(..length)) {
        to.copy_from_slice(from);
    }
    Part { consumed: length, produced: length, fault: None }
}

#[cfg(test)]
mod tests;
