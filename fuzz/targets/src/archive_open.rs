//! Archives of any bytes, compressed or not: what is listed lies in the archive, links end, and who reads only headers
//! and documents finds the same.

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, Indexer};
use bayplan::archive::inventory::inventory;
use bayplan::archive::packed::Packed;

/// Bytes that are read at a time.
const PIECE: usize = 700;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let codec = Codec::of(bytes);
    let mut packed = Packed::new(codec);
    let _ = bytes.chunks(PIECE).all(|piece| packed.push(piece));
    let contents = packed.finish(bytes.len() as u64);
    assert_eq!(Contents::from_bytes(&contents.to_bytes()).as_ref(), Some(&contents));
    if codec == Codec::Plain {
        assert_eq!(skipping(bytes), contents);
    }
    let found = inventory(&contents);
    let members = contents.members.len();
    assert!(found.documents.iter().chain(found.blobs.iter().map(|(_, at)| at)).all(|at| *at < members));
    let _ = Contents::from_bytes(bytes);
}

/// Reads from header to header, past the contents that nobody needs.
fn skipping(archive: &[u8]) -> Contents {
    let mut indexer = Indexer::new();
    while let Some(wanted) = indexer.wanted() {
        indexer.skip();
        let rest = usize::try_from(wanted).ok().and_then(|at| archive.get(at..)).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
        indexer.push(&rest[..rest.len().min(PIECE)]);
    }
    indexer.finish(Codec::Plain, archive.len() as u64, None)
}
