//! What an archive holds.

use bayplan::archive::codec::{Codec, Decoder};
use bayplan::archive::contents::Indexer;
use bayplan::archive::walk::{FIRST, Walk};
use web_sys::Blob;

use crate::jobs::{Halt, Job};
use crate::reading::{Reading, read_at};
use crate::scanning::ROOM;

/// Lists what an archive holds. One that is compressed is unpacked for it; of any other only the headers and
/// documents are read.
pub async fn open(job: &Job, blob: Blob) -> Result<(), Halt> {
    let mut piece = Vec::new();
    read_at(&blob, 0, FIRST, &mut piece).await?;
    let codec = Codec::of(&piece);
    let size = blob.size() as u64;
    let contents = if codec == Codec::Plain {
        let mut walk = Walk::new(size, &piece);
        while let Some((from, to)) = walk.wanted() {
            read_at(&blob, from, to, &mut piece).await?;
            if piece.is_empty() {
                break;
            }
            walk.push(&piece);
            job.read(walk.at()).await?;
        }
        walk.finish()
    } else {
        let (mut indexer, mut decoder) = (Indexer::new(), Decoder::new(codec));
        let error = unpack(job, &blob, &mut indexer, &mut decoder).await?.or_else(|| decoder.finish().err());
        indexer.finish(codec, size, error)
    };
    job.done(&contents.to_bytes());
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
