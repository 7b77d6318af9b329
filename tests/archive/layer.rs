//! The table of a layer, and the contents of its files, against GNU tar.

use std::fs;

use bayplan::archive::extract::{Extraction, Extractor};
use bayplan::archive::kind::EntryKind;
use bayplan::archive::layer::{LayerFiles, LayerScan};
use bayplan::archive::marks::Marks;
use bayplan::archive::program::{Format, Role};
use bayplan::image::digest::HashAlgorithm;
use bayplan::verify::hash::digest_of;

use crate::tools::Folder;

pub fn table(tar: &[u8], piece: usize) -> LayerFiles {
    let mut scan = LayerScan::new();
    tar.chunks(piece).for_each(|piece| scan.push(piece));
    let files = scan.finish();
    let passed = LayerFiles::from_bytes(&files.to_bytes()).expect("what the worker sends");
    assert!(passed == files, "the table changes on its way");
    files
}

/// The content of the entry at `at`, from a tar that is pushed in pieces.
pub fn content(tar: &[u8], at: u64, piece: usize) -> Vec<u8> {
    let part = Marks::of(tar).part(at);
    let from = usize::try_from(part.from()).unwrap();
    let mut extractor = Extractor::new(part, at, usize::MAX);
    for piece in tar[from..].chunks(piece) {
        extractor.push(piece);
        if extractor.is_done() {
            break;
        }
    }
    let Some(Extraction::Proved(found)) = extractor.finish() else { panic!("no entry") };
    assert_eq!(found.digest, Some(digest_of(HashAlgorithm::Sha256, &found.bytes)));
    found.bytes
}

#[test]
fn programs_are_recognised_and_files_read_again() {
    let folder = Folder::new();
    folder.write("t/text", b"text\n");
    folder.write("t/empty", b"");
    folder.write("t/elf-like", b"\x7fEL");
    fs::copy("/bin/true", folder.join("t/true")).unwrap();
    let holes = fs::File::create(folder.join("t/holes")).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&holes, b"island", 1_000_000).unwrap();
    holes.set_len(1_500_000).unwrap();
    for options in [&["--format=gnu"][..], &["--format=gnu", "--sparse"], &["--format=posix", "--sparse"]] {
        let mut arguments = vec!["-cf", "layer.tar", "--sort=name"];
        arguments.extend(options);
        arguments.push("t");
        folder.run("tar", &arguments);
        let tar = fs::read(folder.join("layer.tar")).unwrap();
        for piece in [3, 500, 10_000, tar.len()] {
            let files = table(&tar, piece);
            assert_eq!((files.len(), files.tar_bytes()), (6, tar.len() as u64));
            let programs: Vec<_> =
                files.extras().filter_map(|(row, extra)| Some((row, extra.program.as_ref()?))).collect();
            let [(row, program)] = programs[..] else { panic!("{programs:?}") };
            assert_eq!(files.get(row).unwrap().path, b"t/true");
            assert_eq!((program.format, program.role), (Format::Elf, Role::Executable));
            let here = match std::env::consts::ARCH {
                "x86_64" => "amd64",
                "aarch64" => "arm64",
                other => other,
            };
            assert_eq!(program.machines[0].architecture(), here);
            for (_, file) in files.iter().filter(|(_, file)| file.kind == EntryKind::Regular) {
                let path = String::from_utf8_lossy(file.path).into_owned();
                let expected = fs::read(folder.join(&path)).unwrap();
                assert!(content(&tar, file.at, piece) == expected, "{path} in pieces of {piece}");
            }
        }
    }
}

/// Memory of the table: what the page holds of 200,000 files.
#[test]
fn a_file_costs_a_hundred_bytes() {
    let mut scan = LayerScan::new();
    for at in 0..2000_u32 {
        let mut block = [0_u8; 512];
        let path = format!("usr/share/doc/package-{at:05}/examples/some-file-{at:05}.html");
        block[..path.len()].copy_from_slice(path.as_bytes());
        block[156] = b'0';
        block[148..156].copy_from_slice(b"        ");
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        scan.push(&block);
    }
    let bytes = scan.finish().to_bytes();
    assert!(bytes.len() < 2000 * 100 + 1000, "{}", bytes.len());
}
