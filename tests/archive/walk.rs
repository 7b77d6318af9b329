//! The way through an archive that is read where it lies.

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::Indexer;
use bayplan::archive::walk::{FIRST, Walk};

use crate::pack::Tar;

#[test]
fn contents_that_nobody_needs_are_not_read() {
    let large = "x".repeat(4 << 20);
    let archive =
        (0..3).fold(Tar::new(), |tar, at| tar.file(&format!("layer{at}"), &large).file("index.json", "{}"));
    let archive = archive.end();
    let first = &archive[..FIRST as usize];
    let mut walk = Walk::new(archive.len() as u64, first);
    let mut read = first.len();
    while let Some((from, to)) = walk.wanted() {
        let piece = &archive[from as usize..to as usize];
        assert!(!piece.is_empty());
        read += piece.len();
        walk.push(piece);
    }
    assert!(read < 200_000, "{read} of {} bytes were read", archive.len());
    let mut all = Indexer::new();
    all.push(&archive);
    let all = all.finish(Codec::Plain, archive.len() as u64, None);
    assert_eq!(walk.finish(), all);
    assert_eq!(all.members.len(), 6);
}

#[test]
fn an_empty_archive_is_read_at_once() {
    let mut walk = Walk::new(0, &[]);
    assert_eq!(walk.wanted(), None);
    assert!(walk.finish().members.is_empty());
}
