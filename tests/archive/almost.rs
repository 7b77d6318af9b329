//! Archives that are almost images, as tools pack them.

use std::fs;

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, End, Indexer};
use bayplan::archive::foreign::Foreign;
use bayplan::archive::inventory::{Format, inventory};
use bayplan::archive::tar;

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
