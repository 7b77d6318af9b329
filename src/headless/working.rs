//! What the workers for archives and layers do, in one thread.

use std::io::{self, Read, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::files::Files;
use crate::archive::codec::{Codec, Decoder, MAGIC_BYTES};
use crate::archive::contents::Contents;
use crate::archive::extract::Extractor;
use crate::archive::marks::Part;
use crate::archive::packed::Packed;
use crate::archive::pass::{Head, Tail};
use crate::archive::walk::{FIRST, Walk};
use crate::image::digest::HashAlgorithm;
use crate::layers::{FileId, WorkError};
use crate::registry::{Failure, Outcome, Request};
use crate::session::{Done, Source, Work};

/// Bytes that are read or unpacked at a time.
const ROOM: usize = 256 * 1024;

/// The status of an answer that is the part that was asked for. RFC 9110, section 15.3.7.
const PARTIAL_CONTENT: u16 = 206;

/// The result of work on a file that is held.
pub fn done(work: &Work, files: &Files) -> Done {
    let done = match work {
        Work::Open(file) => open(files, *file).map(|contents| Done::Opened(Rc::new(contents))),
        Work::Scan { source, .. } | Work::List { source, .. } | Work::Extract { source, .. } => {
            match source {
                Source::Held { file, wrapped, from, length } => {
                    files.part(*file, *wrapped, *from, *length).map(|mut bytes| done_of(work, &mut bytes))
                }
                Source::Fetched { .. } => Err(io::Error::other("nothing was fetched")),
            }
        }
    };
    done.unwrap_or_else(system)
}

/// The result of work on a layer with these bytes.
pub fn done_of(work: &Work, bytes: &mut dyn Read) -> Done {
    let done = match work {
        Work::Open(_) => Err(io::Error::other("a layer is no file")),
        Work::Scan { algorithm, .. } => scan(bytes, *algorithm),
        Work::Extract { at, keep, part, .. } => extract(bytes, (**part).clone(), *at, *keep),
        Work::List { table, .. } => {
            let mut read = Vec::new();
            bytes.read_to_end(&mut read).map(|_| match table.list(&read) {
                Ok(listed) => Done::Listed(listed),
                Err(error) => Done::Failed(WorkError::Table(error)),
            })
        }
    };
    done.unwrap_or_else(system)
}

fn system(error: io::Error) -> Done {
    Done::Failed(WorkError::System(error.to_string()))
}

/// The body of an answer that is the layer, or the part of it, that was asked for.
///
/// # Errors
/// Where it is not: what came in its place.
pub fn layer_body(outcome: Outcome, request: &Request) -> Result<Rc<[u8]>, Box<Outcome>> {
    match outcome {
        Outcome::Answer(answer) if !(200..300).contains(&answer.status) => {
            Err(Box::new(Outcome::Answer(answer)))
        }
        Outcome::Answer(answer) if request.range.is_some() && answer.status != PARTIAL_CONTENT => {
            Err(Box::new(Outcome::Failed(Failure::NotAPart)))
        }
        Outcome::Answer(answer) if answer.body.len() as u64 > request.limit => {
            Err(Box::new(Outcome::Failed(Failure::TooLong { limit: request.limit })))
        }
        Outcome::Answer(answer) => Ok(answer.body),
        failed @ Outcome::Failed(_) => Err(Box::new(failed)),
    }
}

/// Lists what an archive holds: of one that is not compressed, only headers and documents are read.
fn open(files: &Files, id: FileId) -> io::Result<Contents> {
    let mut file = files.open(id)?;
    let size = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut room = vec![0; ROOM];
    let first = room.get_mut(..FIRST as usize).unwrap_or_default();
    let mut length = fill(&mut file, first)?;
    let codec = Codec::of(room.get(..length).unwrap_or_default());
    if codec == Codec::Plain {
        let mut walk = Walk::new(size, room.get(..length).unwrap_or_default());
        while let Some((from, to)) = walk.wanted() {
            file.seek(SeekFrom::Start(from))?;
            room.resize(to.saturating_sub(from) as usize, 0);
            length = fill(&mut file, &mut room)?;
            if length == 0 {
                break;
            }
            walk.push(room.get(..length).unwrap_or_default());
        }
        return Ok(walk.finish());
    }
    let mut packed = Packed::new(codec);
    while length > 0 && packed.push(room.get(..length).unwrap_or_default()) {
        length = file.read(&mut room)?;
    }
    Ok(packed.finish(size))
}

/// Hashes a layer, unpacks it, hashes what comes out, and lists its files.
fn scan(bytes: &mut dyn Read, algorithm: HashAlgorithm) -> io::Result<Done> {
    let (mut piece, mut room) = (vec![0; ROOM], vec![0; ROOM]);
    let mut length = fill(bytes, piece.get_mut(..MAGIC_BYTES).unwrap_or_default())?;
    let codec = Codec::of(piece.get(..length).unwrap_or_default());
    let mut head = Head::new(codec);
    let mut tail = Tail::new(codec, algorithm);
    while length > 0 {
        let mut input = piece.get(..length).unwrap_or_default();
        tail.hash(input);
        if codec == Codec::Plain {
            tail.push(input);
        } else {
            loop {
                let step = head.unpack(input, &mut room);
                tail.push(room.get(..step.produced).unwrap_or_default());
                input = input.get(step.consumed..).unwrap_or_default();
                if input.is_empty() && step.produced < room.len() {
                    break;
                }
            }
        }
        length = bytes.read(&mut piece)?;
    }
    Ok(Done::Scanned(tail.finish(head.finish())))
}

/// Takes the file out whose header has `at` bytes of the unpacked layer before it, which is held to `part`.
fn extract(bytes: &mut dyn Read, part: Part, at: u64, keep: usize) -> io::Result<Done> {
    let mut piece = vec![0; ROOM];
    let mut length = fill(bytes, piece.get_mut(..MAGIC_BYTES).unwrap_or_default())?;
    let mut decoder = Decoder::new(Codec::of(piece.get(..length).unwrap_or_default()));
    let mut skip = part.from();
    let mut extractor = Extractor::new(part, at, keep);
    let mut is_done = false;
    while length > 0 && !is_done {
        let mut take = |bytes: &[u8]| {
            let skipped = skip.min(bytes.len() as u64);
            skip -= skipped;
            extractor.push(bytes.get(skipped as usize..).unwrap_or_default());
            if extractor.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        is_done = decoder.push(piece.get(..length).unwrap_or_default(), &mut take).is_err();
        is_done |= extractor.is_done();
        length = bytes.read(&mut piece)?;
    }
    Ok(extractor.finish().map_or(Done::Failed(WorkError::NoSuchFile), Done::Extracted))
}

/// Fills `room` as far as there are bytes.
fn fill(bytes: &mut (impl Read + ?Sized), room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match bytes.read(rest)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}
