//! One file out of a layer.

use bayplan::archive::codec::{Codec, Decoder};
use bayplan::archive::extract::Extractor;
use bayplan::archive::marks::Part;
use bayplan::layers::WorkError;

use crate::jobs::{Halt, Job};
use crate::layer::Layer;
use crate::scanning::ROOM;

/// Takes the file out whose header has `at` bytes of the unpacked layer before it, which is held to `part`.
pub async fn extract(job: &Job, layer: Layer, part: Part, at: u64, keep: usize) -> Result<(), Halt> {
    let from = part.from();
    let mut extractor = Extractor::new(part, at, keep);
    let mut pieces = layer.pieces();
    let mut piece = pieces.next(job).await?;
    let codec = Codec::of(piece);
    let from_there = layer.after(from).filter(|_| codec == Codec::Plain);
    if let Some(from_there) = from_there {
        // What is not compressed is read from there on.
        pieces = from_there.pieces();
        loop {
            piece = pieces.next(job).await?;
            if piece.is_empty() || extractor.is_done() {
                break;
            }
            extractor.push(piece);
        }
        return answer(job, extractor);
    }
    let mut decoder = Decoder::new(codec);
    let mut room = vec![0; ROOM];
    let mut skip = from;
    'pieces: while !piece.is_empty() {
        let mut input = piece;
        let mut full = true;
        while full || !input.is_empty() {
            let step = decoder.step(input, &mut room);
            let skipped = skip.min(step.produced as u64);
            skip -= skipped;
            extractor.push(room.get(skipped as usize..step.produced).unwrap_or_default());
            if extractor.is_done() || step.error.is_some() {
                break 'pieces;
            }
            input = input.get(step.consumed..).unwrap_or_default();
            full = step.produced == ROOM;
        }
        piece = pieces.next(job).await?;
    }
    answer(job, extractor)
}

fn answer(job: &Job, extractor: Extractor) -> Result<(), Halt> {
    let extracted = extractor.finish().ok_or(Halt::Failed(WorkError::NoSuchFile))?;
    job.done(&extracted.to_bytes());
    Ok(())
}
