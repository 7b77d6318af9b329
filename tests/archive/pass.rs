//! A pass over a layer: both digests, and the files, however it is compressed and however it comes.

use bayplan::archive::codec::{Codec, Fault};
use bayplan::archive::layer::LayerFiles;
use bayplan::archive::marks::Marks;
use bayplan::archive::pass::{Head, Tail};
use bayplan::archive::report::{LayerReport, Unpacked};
use bayplan::image::digest::HashAlgorithm;
use bayplan::verify::hash::digest_of;

use crate::layer::table;
use crate::tools::Folder;

/// A pass by a worker that gets `piece` bytes at a time and unpacks into as much room.
fn pass(packed: &[u8], algorithm: HashAlgorithm, piece: usize) -> LayerReport {
    let codec = Codec::of(packed);
    let mut head = Head::new(codec);
    let mut tail = Tail::new(codec, algorithm);
    let mut room = vec![0; piece];
    for mut input in packed.chunks(piece) {
        tail.hash(input);
        loop {
            let step = head.unpack(input, &mut room);
            tail.push(&room[..step.produced]);
            input = &input[step.consumed..];
            if input.is_empty() && step.produced < room.len() {
                break;
            }
        }
    }
    let found = head.finish();
    assert_eq!(Unpacked::from_bytes(&found.to_bytes()), Some(found));
    let report = tail.finish(found);
    assert!(LayerReport::from_bytes(&report.to_bytes()).as_ref() == Some(&report), "it changes on its way");
    report
}

/// A folder with some files in it, their tar, and that compressed in each way.
fn layers() -> (Vec<u8>, Vec<(Vec<u8>, Codec)>) {
    let folder = Folder::new();
    for at in 0..30_u8 {
        folder.write(&format!("t/{at}"), &vec![at; usize::from(at) * 1000]);
    }
    folder.run("tar", &["-cf", "layer.tar", "--sort=name", "t"]);
    let tar = std::fs::read(folder.join("layer.tar")).unwrap();
    let gzip = folder.run("gzip", &["-c", "layer.tar"]);
    let (front, back) = tar.split_at(tar.len() / 3);
    let members = [folder.run_with("gzip", &["-c"], front), folder.run_with("gzip", &["-c"], back)].concat();
    let packed = vec![(tar.clone(), Codec::Plain), (gzip, Codec::Gzip), (members, Codec::Gzip)];
    (tar, packed)
}

#[test]
fn both_digests_and_the_files_come_of_one_pass() {
    let (tar, packed) = layers();
    for (packed, codec) in packed {
        for (piece, algorithm) in [(777, HashAlgorithm::Sha256), (1 << 20, HashAlgorithm::Sha512)] {
            let report = pass(&packed, algorithm, piece);
            assert_eq!(report.packed.codec, codec);
            assert_eq!((report.packed.size, report.size), (packed.len() as u64, tar.len() as u64));
            assert_eq!(report.packed.digest, digest_of(algorithm, &packed));
            assert_eq!(report.diff_id, digest_of(HashAlgorithm::Sha256, &tar));
            assert!(report.marks == Marks::of(&tar), "the pieces of the tar, however it came");
            assert_eq!(report.packed.error, None);
            assert!(report.files == table(&tar, tar.len()).to_bytes());
        }
    }
}

#[test]
fn a_broken_layer_has_its_digest_and_the_files_before_the_fault() {
    let (_, packed) = layers();
    let (mut gzip, _) = packed[1].clone();
    let half = gzip.len() / 2;
    gzip[half..half + 50].fill(0xff);
    let report = pass(&gzip, HashAlgorithm::Sha256, 1000);
    assert_eq!(report.packed.digest, digest_of(HashAlgorithm::Sha256, &gzip), "all of it is hashed");
    let error = report.packed.error.unwrap();
    assert!(matches!(error.fault, Fault::Data | Fault::Checksum), "{error:?}");
    let files = LayerFiles::from_bytes(&report.files).unwrap();
    assert!((2..30).contains(&files.len()), "{} files", files.len());
}
