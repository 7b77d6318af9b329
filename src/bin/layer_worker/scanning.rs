//! A pass over a layer, and where what is unpacked goes.

use bayplan::archive::codec::{Codec, MAGIC_BYTES};
use bayplan::archive::pass::{Head, Tail};
use bayplan::archive::report::PackedReport;
use bayplan::image::digest::Registered;

use crate::jobs::{Halt, Job};
use crate::layer::Layer;

/// Bytes that are unpacked at a time: what a core's second cache holds, and few enough messages.
pub const ROOM: usize = 256 * 1024;

/// Bytes that are unpacked before messages may come in, when a few compressed ones unpack to many.
const BREATH: usize = 16 * 1024 * 1024;

/// What takes the unpacked bytes.
pub trait Sink {
    /// The pass begins, over a layer of this codec.
    fn begin(&mut self, job: &Job, codec: Codec, algorithm: Registered);
    /// Takes bytes, and waits where it has enough of them.
    async fn take(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt>;
    /// Takes what the first half found.
    fn end(self, packed: PackedReport, job: &Job);
    /// The pass is given up.
    fn abandon(self, job: &Job);
}

/// Does both halves here.
pub async fn scan(job: &Job, layer: Layer, algorithm: Registered) -> Result<(), Halt> {
    pass(job, &layer, algorithm, Here(None)).await
}

struct Here(Option<Tail>);

impl Sink for Here {
    fn begin(&mut self, job: &Job, codec: Codec, algorithm: Registered) {
        self.0 = Some(Tail::new(codec, algorithm, &mut job.hashing.borrow_mut()));
    }

    async fn take(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt> {
        if let Some(tail) = &mut self.0 {
            tail.push(bytes, &mut job.hashing.borrow_mut());
        }
        Ok(())
    }

    fn end(self, packed: PackedReport, job: &Job) {
        let report = self.0.and_then(|tail| tail.finish(packed, &mut job.hashing.borrow_mut()));
        if let Some(report) = report {
            job.done(&report.to_bytes());
        }
    }

    fn abandon(self, job: &Job) {
        if let Some(tail) = self.0 {
            tail.abandon(&mut job.hashing.borrow_mut());
        }
    }
}

/// Hashes and unpacks a layer into `sink`.
pub async fn pass(job: &Job, layer: &Layer, algorithm: Registered, mut sink: impl Sink) -> Result<(), Halt> {
    let mut head = None;
    let end = unpack(job, layer, algorithm, &mut sink, &mut head).await;
    let mut hashing = job.hashing.borrow_mut();
    match (end, head) {
        (Ok(()), Some(head)) => {
            let packed = head.finish(&mut hashing);
            drop(hashing);
            if let Some(packed) = packed {
                sink.end(packed, job);
            }
            Ok(())
        }
        (end, head) => {
            if let Some(head) = head {
                head.abandon(&mut hashing);
            }
            drop(hashing);
            sink.abandon(job);
            end
        }
    }
}

async fn unpack(
    job: &Job,
    layer: &Layer,
    algorithm: Registered,
    sink: &mut impl Sink,
    head: &mut Option<Head>,
) -> Result<(), Halt> {
    let mut pieces = layer.pieces();
    let mut first = Vec::new();
    while first.len() < MAGIC_BYTES {
        let piece = pieces.next(job).await?;
        if piece.is_empty() {
            break;
        }
        first.extend_from_slice(piece);
    }
    let codec = Codec::of(&first);
    let head = head.insert(Head::new(codec, algorithm, &mut job.hashing.borrow_mut()));
    sink.begin(job, codec, algorithm);
    let mut room = vec![0; ROOM];
    let mut input = first.as_slice();
    let mut unbroken = 0;
    while !input.is_empty() {
        head.hash(input, &mut job.hashing.borrow_mut());
        if codec == Codec::Plain {
            sink.take(input, job).await?;
        } else {
            loop {
                let step = head.unpack(input, &mut room);
                input = input.get(step.consumed..).unwrap_or_default();
                sink.take(room.get(..step.produced).unwrap_or_default(), job).await?;
                if input.is_empty() && step.produced < ROOM {
                    break;
                }
                unbroken += step.produced;
                if unbroken > BREATH {
                    unbroken = 0;
                    job.breathe().await?;
                }
            }
            unbroken = 0;
        }
        input = pieces.next(job).await?;
    }
    Ok(())
}
