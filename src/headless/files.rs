//! The files that the session has held: where they lie, or kept in memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::archive::codec::{Codec, Decoder};
use crate::layers::FileId;

/// Bytes that are unwrapped at a time.
const ROOM: usize = 256 * 1024;

/// Files by their numbers, which are not given twice.
#[derive(Default)]
pub struct Files {
    held: Vec<Option<Held>>,
}

#[derive(Clone)]
enum Held {
    At(PathBuf),
    Bytes(Rc<[u8]>),
}

/// Bytes that can be read from any place on.
pub trait ReadAt: Read + Seek {}

impl<T: Read + Seek> ReadAt for T {}

impl Files {
    /// Holds the file at `path`.
    pub fn hold(&mut self, path: &Path) -> FileId {
        self.add(Held::At(path.to_owned()))
    }

    /// Holds bytes.
    pub fn hold_bytes(&mut self, bytes: &[u8]) -> FileId {
        self.add(Held::Bytes(bytes.into()))
    }

    fn add(&mut self, held: Held) -> FileId {
        let id = FileId(u32::try_from(self.held.len()).unwrap_or(u32::MAX));
        self.held.push(Some(held));
        id
    }

    /// Lets go of all but these.
    pub fn forget(&mut self, but: &[FileId]) {
        let others = (0..).zip(&mut self.held).filter(|(at, _)| !but.contains(&FileId(*at)));
        others.for_each(|(_, held)| *held = None);
    }

    /// Opens a file.
    pub fn open(&self, id: FileId) -> io::Result<Box<dyn ReadAt>> {
        match self.held.get(id.0 as usize).cloned().flatten() {
            Some(Held::At(path)) => Ok(Box::new(File::open(path)?)),
            Some(Held::Bytes(bytes)) => Ok(Box::new(Cursor::new(bytes))),
            None => Err(io::Error::other("the file is not held any more")),
        }
    }

    /// The `length` bytes of a file after its first `from`, once what wraps the file is undone.
    pub fn part(&self, id: FileId, wrapped: Codec, from: u64, length: u64) -> io::Result<Box<dyn Read>> {
        let mut file = self.open(id)?;
        if wrapped == Codec::Plain {
            file.seek(SeekFrom::Start(from))?;
            return Ok(Box::new(file.take(length)));
        }
        let mut unwrapped = Unwrapped::new(file, wrapped);
        io::copy(&mut Read::by_ref(&mut unwrapped).take(from), &mut io::sink())?;
        Ok(Box::new(unwrapped.take(length)))
    }
}

/// The bytes of a file that is compressed as a whole.
struct Unwrapped {
    file: Box<dyn ReadAt>,
    decoder: Decoder,
    room: Vec<u8>,
    /// Bytes in the room that were not taken yet.
    left: std::ops::Range<usize>,
}

impl Unwrapped {
    fn new(file: Box<dyn ReadAt>, codec: Codec) -> Self {
        Self { file, decoder: Decoder::new(codec), room: vec![0; ROOM], left: 0..0 }
    }
}

impl Read for Unwrapped {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.left.is_empty() {
                let read = self.file.read(&mut self.room)?;
                self.left = 0..read;
            }
            let input = self.room.get(self.left.clone()).unwrap_or_default();
            let is_at_end = input.is_empty();
            let step = self.decoder.step(input, output);
            self.left.start += step.consumed;
            if step.produced > 0 || (is_at_end && step.consumed == 0) {
                return Ok(step.produced);
            }
            if let Some(error) = step.error {
                return Err(io::Error::other(format!("The archive could not be unpacked: {error}.")));
            }
        }
    }
}
