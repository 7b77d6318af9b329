//! Archives that are almost images, as tools pack them.

use std::fs;

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, End, Indexer};
use bayplan::archive::foreign::Foreign;
use bayplan::archive::inventory::{Format, inventory};
use bayplan::archive::packed::Packed;
use bayplan::archive::tar;
use bayplan::findings::Severity;
use bayplan::findings::archive::of_archive;

use crate::tools::Folder;

/// A layout of one image without layers, in a folder `oci`.
fn layout() -> Folder {
    let folder = Folder::new();
    folder.run("umoci", &["init", "--layout", "oci"]);
    folder.run("umoci", &["new", "--image", "oci:t"]);
    folder
}

fn list(archive: &[u8]) -> Contents {
    let mut indexer = Indexer::new();
    archive.chunks(1000).for_each(|piece| indexer.push(piece));
    indexer.finish(Codec::Plain, archive.len() as u64, None)
}

#[test]
fn a_layout_is_found_wherever_tar_puts_it() {
    let folder = layout();
    fs::create_dir_all(folder.join("deep/er")).unwrap();
    fs::rename(folder.join("oci"), folder.join("deep/er/oci")).unwrap();
    for (format, from, what, lies_in) in [
        ("v7", "deep/er/oci", ".", ""),
        ("gnu", "deep/er/oci", ".", ""),
        ("posix", "deep/er", "oci", "oci"),
        ("v7", ".", "deep", "deep/er/oci"),
    ] {
        folder.run("tar", &[&format!("--format={format}"), "-C", from, "-cf", "image.tar", what]);
        let archive = fs::read(folder.join("image.tar")).unwrap();
        assert!(tar::begins(&archive), "{format}");
        let contents = list(&archive);
        let found = inventory(&contents);
        assert_eq!((found.format, &*found.folder), (Format::OciLayout, lies_in), "{format} {what}");
        assert_eq!(found.documents.len(), 4, "index, manifest, config and marker");
        assert_eq!((contents.end, contents.foreign), (End::Marked, None));
    }
}

#[test]
fn other_packers_are_named_and_their_commands_make_the_tar() {
    let folder = layout();
    folder.run("tar", &["-C", "oci", "-cf", "image.tar", "."]);
    let archive = fs::read(folder.join("image.tar")).unwrap();
    for (program, suffix, foreign) in
        [("xz", "xz", Foreign::Xz), ("bzip2", "bz2", Foreign::Bzip2), ("xz", "lzma", Foreign::Lzma)]
    {
        let name = format!("image.tar.{suffix}");
        let format: &[&str] = if suffix == "lzma" { &["--format=lzma", "-c"] } else { &["-c"] };
        let packed = folder.run_with(program, format, &archive);
        assert_eq!(list(&packed).foreign, Some(foreign));
        folder.write(&name, &packed);
        fs::remove_file(folder.join("image.tar")).unwrap();
        let command = foreign.command(&name).expect("a command");
        folder.run("sh", &["-c", &command]);
        assert!(fs::read(folder.join("image.tar")).unwrap() == archive, "{command}");
    }
    let packed = folder.run("python3", &["-c", ZIP]);
    assert_eq!(list(&packed).foreign, Some(Foreign::Zip));
}

const ZIP: &str = r#"
import io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as archive: archive.write("image.tar")
sys.stdout.buffer.write(out.getvalue())
"#;

#[test]
fn zeros_after_gzips_end_are_told_where_skopeo_fails_on_them() {
    let folder = layout();
    folder.run("skopeo", &["copy", "oci:oci:t", "docker-archive:saved.tar:a:1"]);
    folder.run("tar", &["-C", "oci", "-cf", "layout.tar", "."]);
    for (tar, transport) in [("saved.tar", "docker-archive"), ("layout.tar", "oci-archive")] {
        for zeros in [0, 700] {
            let mut packed = folder.run("gzip", &["-nc", tar]);
            packed.resize(packed.len() + zeros, 0);
            folder.write("packed.tar.gz", &packed);
            // Debian's skopeo reads no docker-archive that is compressed, but by the error one sees how far it came.
            let from = format!("{transport}:packed.tar.gz");
            let end = folder.end_of("skopeo", &["inspect", &from], &[]);
            let fails = String::from_utf8_lossy(&end.stderr).contains("gzip: invalid header");
            let mut archive = Packed::new(Codec::Gzip);
            packed.chunks(1000).for_each(|piece| assert!(archive.push(piece)));
            let contents = archive.finish(packed.len() as u64);
            let contents = Contents::from_bytes(&contents.to_bytes()).unwrap();
            let said = of_archive("packed.tar.gz", &contents, &inventory(&contents));
            let worst = said.iter().map(|finding| finding.severity).max();
            assert_eq!(fails, worst == Some(Severity::Warning), "{tar}, {zeros}: {said:?}");
            assert_eq!(said.is_empty(), zeros == 0, "{tar}: {said:?}");
        }
    }
}
