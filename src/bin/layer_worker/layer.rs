//! A layer as it is stored, wherever its bytes are.

use std::ops::Range;

use bayplan::archive::codec::{Codec, Decoder};
use bayplan::layers::WorkError;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, MessagePort};

use crate::coming::Coming;
use crate::jobs::{Halt, Job};
use crate::reading::BlobStream;

/// Bytes of a wrapped layer that are unwrapped at a time.
const ROOM: usize = 256 * 1024;

/// Where a layer's bytes are.
#[derive(Clone)]
pub enum Layer {
    /// In a file.
    Held {
        /// The file.
        blob: Blob,
        /// How it is compressed as a whole.
        wrapped: Codec,
        /// Bytes before the layer, once that is undone.
        from: u64,
        /// Bytes of the layer.
        length: u64,
    },
    /// The page sends them as they come.
    Coming(MessagePort),
}

/// The bytes of a layer, one piece after the other.
pub struct Pieces {
    from: From,
    piece: Vec<u8>,
    /// Bytes of the blob that were read.
    read: u64,
    wrapping: Option<Wrapping>,
    /// Which bytes of the room are the last piece.
    unwrapped: Range<usize>,
}

enum From {
    File(BlobStream),
    Page(Coming),
}

/// A codec around the layer: what it gives before and after the layer is passed over.
struct Wrapping {
    decoder: Decoder,
    skip: u64,
    left: u64,
    /// Bytes of the piece that were unwrapped.
    used: usize,
    room: Vec<u8>,
}

impl Layer {
    /// Reads `[blob, wrapped, from, length]`, or `[port]`.
    pub fn of(array: &Array) -> Option<Self> {
        if let Ok(port) = array.get(0).dyn_into::<MessagePort>() {
            return Some(Self::Coming(port));
        }
        let number = |at: u32| array.get(at).as_f64();
        let wrapped = Codec::of_number(number(1)? as u32)?;
        let blob = array.get(0).dyn_into::<Blob>().ok()?;
        Some(Self::Held { blob, wrapped, from: number(2)? as u64, length: number(3)? as u64 })
    }

    /// The layer after its first bytes, where it can be read again.
    pub fn after(&self, bytes: u64) -> Option<Self> {
        let mut after = self.clone();
        let Self::Held { from, length, .. } = &mut after else { return None };
        *from = from.saturating_add(bytes);
        *length = length.saturating_sub(bytes);
        Some(after)
    }

    /// Starts to read it.
    pub fn pieces(&self) -> Pieces {
        let (blob, wrapped, from, length) = match self {
            Self::Held { blob, wrapped, from, length } => (blob, *wrapped, *from, *length),
            Self::Coming(port) => {
                let from = From::Page(Coming::new(port.clone()));
                return Pieces { from, piece: Vec::new(), read: 0, wrapping: None, unwrapped: 0..0 };
            }
        };
        let size = blob.size() as u64;
        let (first, end) = match wrapped {
            Codec::Plain => (from.min(size), from.saturating_add(length).min(size)),
            Codec::Gzip | Codec::Zstd => (0, size),
        };
        let wrapping = (wrapped != Codec::Plain).then(|| Wrapping {
            decoder: Decoder::new(wrapped),
            skip: from,
            left: length,
            used: 0,
            room: vec![0; ROOM],
        });
        let from = From::File(BlobStream::new(blob, first, end));
        Pieces { from, piece: Vec::new(), read: 0, wrapping, unwrapped: 0..0 }
    }
}

impl Pieces {
    /// The next bytes of the layer; none at its end.
    pub async fn next(&mut self, job: &Job) -> Result<&[u8], Halt> {
        if self.wrapping.is_none() {
            self.read_on(job).await?;
        } else {
            let (from, to) = self.unwrap(job).await?;
            self.unwrapped = from..to;
        }
        Ok(self.last())
    }

    /// The bytes that came last.
    pub fn last(&self) -> &[u8] {
        match &self.wrapping {
            Some(wrapping) => wrapping.room.get(self.unwrapped.clone()).unwrap_or_default(),
            None => &self.piece,
        }
    }

    async fn read_on(&mut self, job: &Job) -> Result<(), Halt> {
        match &mut self.from {
            From::File(reading) => reading.next(&mut self.piece).await?,
            From::Page(coming) => coming.next(&mut self.piece).await,
        }
        self.read += self.piece.len() as u64;
        job.read(self.read).await
    }

    /// Unwraps until something of the layer is in the room, and says where.
    async fn unwrap(&mut self, job: &Job) -> Result<(usize, usize), Halt> {
        loop {
            let Some(wrapping) = &mut self.wrapping else { return Ok((0, 0)) };
            if wrapping.left == 0 {
                return Ok((0, 0));
            }
            let rest = self.piece.get(wrapping.used..).unwrap_or_default();
            let step = wrapping.decoder.step(rest, &mut wrapping.room);
            wrapping.used += step.consumed;
            let skipped = wrapping.skip.min(step.produced as u64);
            wrapping.skip -= skipped;
            let taken = wrapping.left.min(step.produced as u64 - skipped);
            wrapping.left -= taken;
            if taken > 0 {
                return Ok((skipped as usize, (skipped + taken) as usize));
            }
            if let Some(error) = step.error {
                return Err(Halt::Failed(WorkError::Wrapping(error)));
            }
            if step.produced == 0 && wrapping.used >= self.piece.len() {
                wrapping.used = 0;
                self.read_on(job).await?;
                if self.piece.is_empty() {
                    return Ok((0, 0));
                }
            }
        }
    }
}
