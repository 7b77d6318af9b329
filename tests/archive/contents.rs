//! What an archive holds, read whole and read from header to header.

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, End, Indexer};
use bayplan::archive::kind::EntryKind;

use crate::tools::Folder;

/// An archive like those of images: a few documents among large blobs, a link, a folder.
fn archive() -> Vec<u8> {
    let folder = Folder::new();
    folder.write("t/blobs/sha256/large", &vec![7; 300_000]);
    folder.write("t/blobs/sha256/largest", &vec![8; 900_001]);
    folder.write("t/blobs/sha256/manifest", br#" {"schemaVersion":2}"#);
    folder.write("t/index.json", br#"[{"a":1}]"#);
    folder.write("t/blank", b" \t\n");
    folder.write("t/text", b"no document");
    std::os::unix::fs::symlink("blobs/sha256/large", folder.join("t/layer.tar")).unwrap();
    folder.run("tar", &["-cf", "archive.tar", "--sort=name", "t"]);
    std::fs::read(folder.join("archive.tar")).unwrap()
}

fn whole(archive: &[u8], piece: usize) -> Contents {
    let mut indexer = Indexer::new();
    archive.chunks(piece).for_each(|piece| indexer.push(piece));
    indexer.finish(Codec::Plain, archive.len() as u64, None)
}

/// As the worker does it, and how many bytes that reads.
fn from_header_to_header(archive: &[u8], piece: usize) -> (Contents, usize) {
    let mut indexer = Indexer::new();
    let mut read = 0;
    while let Some(wanted) = indexer.wanted().filter(|wanted| *wanted < archive.len() as u64) {
        indexer.skip();
        let rest = &archive[usize::try_from(wanted).unwrap()..];
        let piece = &rest[..piece.min(rest.len())];
        read += piece.len();
        indexer.push(piece);
    }
    (indexer.finish(Codec::Plain, archive.len() as u64, None), read)
}

#[test]
fn members_and_documents_are_the_same_however_it_is_read() {
    let archive = archive();
    let contents = whole(&archive, archive.len());
    let names: Vec<_> = contents.members.iter().map(|member| str::from_utf8(&member.path).unwrap()).collect();
    assert_eq!(
        names,
        [
            "t/",
            "t/blank",
            "t/blobs/",
            "t/blobs/sha256/",
            "t/blobs/sha256/large",
            "t/blobs/sha256/largest",
            "t/blobs/sha256/manifest",
            "t/index.json",
            "t/layer.tar",
            "t/text"
        ]
    );
    let documents: Vec<_> = contents.members.iter().filter_map(|member| member.document.as_deref()).collect();
    assert_eq!(documents, [&br#" {"schemaVersion":2}"#[..], br#"[{"a":1}]"#]);
    let link = &contents.members[8];
    assert_eq!((link.kind, link.link.as_slice()), (EntryKind::Symlink, &b"blobs/sha256/large"[..]));
    let large = &contents.members[4];
    assert_eq!(&archive[usize::try_from(large.from).unwrap()..][..300_000], vec![7; 300_000]);
    assert_eq!((contents.left_out, &contents.trouble, contents.error), (0, &None, None));
    assert!(Contents::from_bytes(&contents.to_bytes()).as_ref() == Some(&contents), "it changes on its way");

    for piece in [1, 100, 512, 16_384, 2_000_000] {
        assert!(whole(&archive, piece) == contents, "in pieces of {piece}");
        let (found, read) = from_header_to_header(&archive, piece);
        assert!(found == contents, "from header to header in pieces of {piece}");
        assert!(piece > 20_000 || read < 200_000, "{read} bytes of {} were read", archive.len());
    }
}

#[test]
fn an_archive_that_breaks_off_says_how_much_is_missing() {
    let archive = archive();
    let large = whole(&archive, archive.len()).members[5].clone();
    let cut = usize::try_from(large.from).unwrap() + 1000;
    let (contents, _) = from_header_to_header(&archive[..cut], 4096);
    assert_eq!(contents.members.len(), 6);
    let missing = 900_001_u64.next_multiple_of(512) - 1000;
    assert_eq!(contents.end, End::CutShort { at: cut as u64, missing });
    assert_eq!(contents.trouble, None);
}

#[test]
fn what_is_no_archive_is_said_to_be_none() {
    let contents = whole(&[b'x'; 2000], 2000);
    assert!(contents.members.is_empty());
    assert!(contents.trouble.unwrap().contains("no tar header"));
}
