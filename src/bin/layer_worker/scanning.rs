//! A pass over a layer, and where what is unpacked goes.

use bayplan::archive::codec::{Codec, MAGIC_BYTES};
use bayplan::archive::pass::{Head, Tail};
use bayplan::archive::report::Unpacked;
use bayplan::image::digest::HashAlgorithm;

use crate::jobs::{Halt, Job};
use crate::layer::Layer;
use crate::whole::{self, Room};

/// Bytes that are unpacked at a time: what a core's second cache holds, and few enough messages.
pub const ROOM: usize = 256 * 1024;

/// Bytes that are unpacked before messages may come in, when a few compressed ones unpack to many.
const BREATH: usize = 16 * 1024 * 1024;

/// What the pass goes to.
pub trait Sink {
    /// The pass begins, over a layer of this codec.
    fn begin(&mut self, codec: Codec, algorithm: HashAlgorithm);
    /// Takes bytes of the layer as it is stored; where it is not compressed, they are the tar's as well. Waits
    /// where it has enough of them.
    async fn stored(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt>;
    /// Takes bytes of the tar that were unpacked, and waits where it has enough of them.
    async fn unpacked(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt>;
    /// Takes what unpacking found.
    fn end(self, found: Unpacked, job: &Job);
    /// The pass is given up.
    fn abandon(self)
    where
        Self: Sized,
    {
    }
}

/// Does both halves here; the browser hashes a layer that there is room for.
pub async fn scan(job: &Job, layer: Layer, algorithm: HashAlgorithm, room: Option<Room>) -> Result<(), Halt> {
    // The browser hashes nothing for pages that came over plain HTTP.
    let subtle = job.crypto().map(|crypto| crypto.subtle()).filter(|subtle| subtle.is_object());
    match room.zip(subtle) {
        Some((room, subtle)) if algorithm == HashAlgorithm::Sha256 => {
            whole::scan(job, &layer, room, &subtle).await
        }
        _ => pass(job, &layer, algorithm, Here(None)).await,
    }
}

/// The second half, and the layer's codec.
struct Here(Option<(Tail, Codec)>);

impl Sink for Here {
    fn begin(&mut self, codec: Codec, algorithm: HashAlgorithm) {
        self.0 = Some((Tail::new(codec, algorithm), codec));
    }

    async fn stored(&mut self, bytes: &[u8], _: &Job) -> Result<(), Halt> {
        if let Some((tail, codec)) = &mut self.0 {
            tail.hash(bytes);
            if *codec == Codec::Plain {
                tail.push(bytes);
            }
        }
        Ok(())
    }

    async fn unpacked(&mut self, bytes: &[u8], _: &Job) -> Result<(), Halt> {
        if let Some((tail, _)) = &mut self.0 {
            tail.push(bytes);
        }
        Ok(())
    }

    fn end(self, found: Unpacked, job: &Job) {
        if let Some((tail, _)) = self.0 {
            job.done(&tail.finish(found).to_bytes());
        }
    }
}

/// Reads and unpacks a layer into `sink`.
pub async fn pass(
    job: &Job,
    layer: &Layer,
    algorithm: HashAlgorithm,
    mut sink: impl Sink,
) -> Result<(), Halt> {
    match unpack(job, layer, algorithm, &mut sink).await {
        Ok(found) => {
            sink.end(found, job);
            Ok(())
        }
        Err(halt) => {
            sink.abandon();
            Err(halt)
        }
    }
}

async fn unpack(
    job: &Job,
    layer: &Layer,
    algorithm: HashAlgorithm,
    sink: &mut impl Sink,
) -> Result<Unpacked, Halt> {
    let mut pieces = layer.pieces();
    let mut first = Vec::new();
    while first.len() < MAGIC_BYTES && !pieces.next(job).await?.is_empty() {
        first.extend_from_slice(pieces.last());
    }
    let codec = Codec::of(&first);
    let mut head = Head::new(codec);
    sink.begin(codec, algorithm);
    let mut room = vec![0; ROOM];
    if !first.is_empty() {
        sink.stored(&first, job).await?;
        let mut take = async |bytes: &[u8]| sink.unpacked(bytes, job).await;
        unpack_piece(job, &mut head, codec, &first, &mut room, &mut take).await?;
    }
    while !pieces.next(job).await?.is_empty() {
        sink.stored(pieces.last(), job).await?;
        let mut take = async |bytes: &[u8]| sink.unpacked(bytes, job).await;
        unpack_piece(job, &mut head, codec, pieces.last(), &mut room, &mut take).await?;
    }
    Ok(head.finish())
}

/// Unpacks a piece of a layer, a room at a time, and gives it to `take`.
pub async fn unpack_piece(
    job: &Job,
    head: &mut Head,
    codec: Codec,
    mut input: &[u8],
    room: &mut [u8],
    take: &mut impl AsyncFnMut(&[u8]) -> Result<(), Halt>,
) -> Result<(), Halt> {
    if codec == Codec::Plain {
        return Ok(());
    }
    let mut unbroken = 0;
    loop {
        let step = head.unpack(input, room);
        input = input.get(step.consumed..).unwrap_or_default();
        take(room.get(..step.produced).unwrap_or_default()).await?;
        if input.is_empty() && step.produced < room.len() {
            return Ok(());
        }
        unbroken += step.produced;
        if unbroken > BREATH {
            unbroken = 0;
            job.breathe().await?;
        }
    }
}
