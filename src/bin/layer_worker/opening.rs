//! What an archive holds.

use bayplan::archive::codec::Codec;
use bayplan::archive::packed::Packed;
use bayplan::archive::walk::{FIRST, Walk};
use web_sys::Blob;

use crate::jobs::{Halt, Job};
use crate::reading::{BlobStream, read_at};

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
        let mut packed = Packed::new(codec);
        let mut reading = BlobStream::new(&blob, 0, size);
        loop {
            reading.next(&mut piece).await?;
            if piece.is_empty() || !packed.push(&piece) {
                break;
            }
            job.read(packed.at()).await?;
        }
        packed.finish(size)
    };
    job.done(&contents.to_bytes());
    Ok(())
}
