//! Archives of any bytes: what is listed lies in the archive, and links end.

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, Indexer};
use bayplan::archive::inventory::inventory;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let mut indexer = Indexer::new();
    bytes.chunks(700).for_each(|piece| indexer.push(piece));
    let contents = indexer.finish(Codec::Plain, bytes.len() as u64, None);
    assert_eq!(Contents::from_bytes(&contents.to_bytes()).as_ref(), Some(&contents));
    let found = inventory(&contents);
    let members = contents.members.len();
    assert!(found.documents.iter().chain(found.blobs.iter().map(|(_, at)| at)).all(|at| *at < members));
    let _ = Contents::from_bytes(bytes);
}
