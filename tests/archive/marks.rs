//! What was proved of a layer, when its bytes come again.

use bayplan::archive::extract::{Extracted, Extraction, Extractor};
use bayplan::archive::marks::{Marks, Part};
use bayplan::image::digest::HashAlgorithm;
use bayplan::limits::LAYER_PIECE_BYTES as PIECE;
use bayplan::verify::hash::digest_of;
use proptest::prelude::*;

use crate::layer::table;
use crate::pack::Tar;

/// A tar of some pieces, and what is looked for in it: the path and the content of files.
fn tar() -> (Vec<u8>, Vec<(&'static str, String)>) {
    let files = vec![
        ("first", "1".to_owned()),
        ("large", "large ".repeat(PIECE / 2)),
        ("middle", "in the middle".to_owned()),
        ("over-an-edge", "edge ".repeat(PIECE / 4)),
        ("empty", String::new()),
        ("last", "at the end".to_owned()),
    ];
    let tar = files.iter().fold(Tar::new(), |tar, (path, content)| tar.file(path, content));
    (tar.end(), files)
}

/// The result for a file when these bytes come, `piece` at a time.
fn taken(marks: &Marks, tar: &[u8], at: u64, piece: usize) -> Option<Extraction> {
    let part = marks.part(at);
    let part =
        Part::from_bytes(&part.to_bytes()).filter(|passed| *passed == part).expect("it changes on its way");
    let from = usize::try_from(part.from()).unwrap().min(tar.len());
    let mut extractor = Extractor::new(part, at, usize::MAX);
    for piece in tar[from..].chunks(piece) {
        extractor.push(piece);
        if extractor.is_done() {
            break;
        }
    }
    let extraction = extractor.finish();
    if let Some(extraction) = &extraction {
        assert_eq!(Extraction::from_bytes(&extraction.to_bytes()).as_ref(), Some(extraction));
    }
    extraction
}

fn proved(content: &str) -> Option<Extraction> {
    let bytes = content.as_bytes().to_vec();
    let digest = Some(digest_of(HashAlgorithm::Sha256, &bytes));
    Some(Extraction::Proved(Extracted { size: bytes.len() as u64, bytes, digest }))
}

#[test]
fn the_same_bytes_give_every_file() {
    let (tar, files) = tar();
    let (marks, table) = (Marks::of(&tar), table(&tar, 4096));
    assert_eq!(marks.bytes(), tar.len() / PIECE * 32);
    for ((_, row), (_, content)) in table.iter().zip(files) {
        for piece in [511, PIECE, usize::MAX] {
            assert!(taken(&marks, &tar, row.at, piece) == proved(&content), "{row:?}");
        }
    }
}

#[test]
fn a_layer_without_hash_values_gives_every_file_once_all_of_it_is_proved() {
    let (tar, files) = tar();
    let table = table(&tar, 4096);
    let marks = Marks::new(Vec::new(), tar.len() as u64, digest_of(HashAlgorithm::Sha256, &tar));
    let mut changed = tar.clone();
    *changed.last_mut().unwrap() ^= 1;
    for ((_, row), (_, content)) in table.iter().zip(files) {
        for piece in [511, PIECE, usize::MAX] {
            assert!(taken(&marks, &tar, row.at, piece) == proved(&content), "{row:?}");
            assert_eq!(taken(&marks, &changed, row.at, piece), Some(Extraction::Changed), "{row:?}");
            assert_eq!(taken(&marks, &tar[..tar.len() - 1], row.at, piece), Some(Extraction::Changed));
        }
    }
}

#[test]
fn a_layer_that_is_cut_short_or_of_other_bytes_gives_none() {
    let (tar, files) = tar();
    let (marks, table) = (Marks::of(&tar), table(&tar, 4096));
    let other =
        files.iter().fold(Tar::new(), |tar, (path, content)| tar.file(path, &content.to_uppercase())).end();
    for (_, row) in table.iter().filter(|(_, row)| row.size > 0) {
        assert_eq!(taken(&marks, &tar[..row.at as usize + 512], row.at, 4096), Some(Extraction::Changed));
        assert_eq!(taken(&marks, b"", row.at, 4096), Some(Extraction::Changed));
        assert_eq!(taken(&marks, &other, row.at, 4096), Some(Extraction::Changed), "{row:?}");
    }
    // A longer one is another layer, of which the bytes that are looked at are the same.
    let longer = [&tar[..], b"more"].concat();
    for ((_, row), (_, content)) in table.iter().zip(files) {
        assert!(taken(&marks, &longer, row.at, 4096) == proved(&content));
    }
}

#[test]
fn a_header_that_was_not_proved_is_not_read() {
    let (tar, _) = tar();
    let (marks, table) = (Marks::of(&tar), table(&tar, 4096));
    let row = table.get(0).unwrap();
    // It says that the file is as long as the whole layer.
    let mut changed = tar.clone();
    changed[124..135].copy_from_slice(b"00077777777");
    crate::pack::seal(&mut changed[..512]);
    assert_eq!(taken(&marks, &changed, row.at, 4096), Some(Extraction::Changed));
}

#[test]
fn a_tar_without_bytes_has_nothing_to_give() {
    let marks = Marks::of(b"");
    assert_eq!(taken(&marks, b"", 0, 1), None);
    assert_eq!(taken(&marks, &tar().0, 0, 4096), None, "whatever comes is not it");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    /// A file is given as it was proved, or not at all; and given, unless a byte changed that it has or is beside.
    #[test]
    fn a_changed_byte_is_never_shown(at in any::<prop::sample::Index>(), which in 0..6_usize, bit in 0..8_u8) {
        let (tar, files) = tar();
        let (marks, table) = (Marks::of(&tar), table(&tar, 4096));
        let row = table.get(which as u32).unwrap();
        let at = at.index(tar.len());
        let mut changed = tar.clone();
        changed[at] ^= 1 << bit;
        let taken = taken(&marks, &changed, row.at, 70_000);
        let (from, end) = (row.at as usize / PIECE * PIECE, row.at as usize + 512 + row.size as usize);
        let is_near = (from..end.next_multiple_of(PIECE)).contains(&at);
        if is_near {
            prop_assert!(taken == Some(Extraction::Changed));
        } else {
            prop_assert!(taken == proved(&files[which].1));
        }
    }
}
