//! What an archive holds.

use bayplan::archive::codec::{Codec, Decoder};
use bayplan::archive::contents::Indexer;
use web_sys::Blob;

use crate::jobs::{Halt, Job};
use crate::reading::{Reading, read_at};
use crate::scanning::ROOM;

/// Bytes that are read of a plain archive where a header is; more, by and by, where one follows the other.
const FIRST: u64 = 16 * 1024;
const MOST: u64 = 1024 * 1024;

/// Bytes that are rather read than passed over: to read elsewhere takes a turn of its own.
const NEAR: u64 = 512 * 1024;

/// Lists what an archive holds. One that is compressed is unpacked for it; of any other only the headers and
/// documents are read.
pub async fn open(job: &Job, blob: Blob) -> Result<(), Halt> {
    let mut piece = Vec::new();
    read_at(&blob, 0, FIRST, &mut piece).await?;
    let codec = Codec::of(&piece);
    let mut indexer = Indexer::new();
    let size = blob.size() as u64;
    let mut error = None;
    if codec == Codec::Plain {
        walk(job, &blob, &mut indexer, piece).await?;
    } else {
        let mut decoder = Decoder::new(codec);
        error = unpack(job, &blob, &mut indexer, &mut decoder).await?.or_else(|| decoder.finish().err());
    }
    job.done(&indexer.finish(codec, size, error).to_bytes());
    Ok(())
}

/// Goes from header to header.
async fn walk(job: &Job, blob: &Blob, indexer: &mut Indexer, mut piece: Vec<u8>) -> Result<(), Halt> {
    let size = blob.size() as u64;
    let mut at = piece.len() as u64;
    let mut length = FIRST;
    indexer.push(&piece);
    while let Some(wanted) = indexer.wanted() {
        length = MOST.min(length * 2);
        if wanted > at.saturating_add(NEAR) {
            indexer.skip();
            (at, length) = (wanted, FIRST);
        }
        if at >= size {
            break;
        }
        read_at(blob, at, at.saturating_add(length).min(size), &mut piece).await?;
        if piece.is_empty() {
            break;
        }
        at += piece.len() as u64;
        indexer.push(&piece);
        job.read(at).await?;
    }
    Ok(())
}

async fn unpack(
    job: &Job,
    blob: &Blob,
    indexer: &mut Indexer,
    decoder: &mut Decoder,
) -> Result<Option<bayplan::archive::codec::CodecError>, Halt> {
    let mut reading = Reading::new(blob, 0, blob.size() as u64);
    let (mut piece, mut room) = (Vec::new(), vec![0; ROOM]);
    loop {
        reading.next(&mut piece).await?;
        job.read(decoder.totals().read).await?;
        let mut input = piece.as_slice();
        if input.is_empty() {
            return Ok(None);
        }
        let mut full = true;
        while full || !input.is_empty() {
            let step = decoder.step(input, &mut room);
            indexer.push(room.get(..step.produced).unwrap_or_default());
            if step.error.is_some() {
                return Ok(step.error);
            }
            input = input.get(step.consumed..).unwrap_or_default();
            full = step.produced == ROOM;
        }
    }
}
