//! The files that the bench works on: a layer of what the system has, and an archive of many of it.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, root};

/// Bytes of files that go into the layer: about 100 MB compressed.
const LAYER_BYTES: u64 = 290_000_000;

/// Bytes of files that go into a small layer: some 10 MB compressed, as most layers have at most.
const SMALL_BYTES: u64 = 24_000_000;

/// Bytes of the large archive.
const ARCHIVE_BYTES: u64 = 4_000_000_000;

/// The files that are worked on.
pub struct Layer {
    pub tar: PathBuf,
    pub gzip: PathBuf,
    pub zstd: PathBuf,
    /// A small one, gzipped.
    pub small: PathBuf,
    pub archive: PathBuf,
    /// In the archive: where the first layer is, how many there are, and how far the next one is.
    pub places: (u64, u64, u64),
}

/// Makes what is not there from an earlier run.
///
/// # Errors
/// When tar, gzip or zstd fails, or the disk is full.
pub fn make() -> Result<Layer> {
    let folder = root().join("target/bench/layers");
    let io = |error: std::io::Error| format!("{} can't be written: {error}.", folder.display());
    std::fs::create_dir_all(&folder).map_err(io)?;
    let [tar, gzip, zstd, archive, small] =
        ["layer.tar", "layer.tar.gz", "layer.tar.zst", "images.archive", "small.tar.gz"]
            .map(|name| folder.join(name));
    let list = folder.join("files");
    let pack = |into: &Path, options: &str, bytes: u64| {
        std::fs::write(&list, some_of(Path::new("/usr/share"), bytes).join("\n")).map_err(io)?;
        succeed(Command::new("tar").arg(options).arg(into).arg("-C").arg("/").arg("-T").arg(&list))
    };
    if !zstd.is_file() {
        pack(&tar, "-cf", LAYER_BYTES)?;
        succeed(Command::new("gzip").arg("-kf").arg(&tar))?;
        succeed(Command::new("zstd").arg("-qf").arg(&tar).arg("-o").arg(&zstd))?;
    }
    if !small.is_file() {
        pack(&small, "-czf", SMALL_BYTES)?;
    }
    let places = write_archive(&archive, &gzip).map_err(io)?;
    Ok(Layer { tar, gzip, zstd, archive, small, places })
}

fn succeed(command: &mut Command) -> Result<()> {
    let output = command.output().map_err(|error| format!("{command:?} did not start: {error}."))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Files below a folder, in the order of their paths, until there are enough of them.
fn some_of(folder: &Path, enough: u64) -> Vec<String> {
    let mut found = Vec::new();
    let mut bytes = 0;
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::path);
        for entry in entries {
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && bytes < enough && File::open(entry.path()).is_ok() {
                bytes += entry.metadata().map_or(0, |data| data.len());
                found.push(entry.path().to_string_lossy().trim_start_matches('/').to_owned());
            }
        }
    }
    found
}

/// Writes an archive that has the layer in it as often as fits, each under the name of a blob.
fn write_archive(archive: &Path, layer: &Path) -> std::io::Result<(u64, u64, u64)> {
    let bytes = std::fs::read(layer)?;
    let padding = vec![0; (512 - bytes.len() % 512) % 512];
    let step = 512 + bytes.len() as u64 + padding.len() as u64;
    let count = (ARCHIVE_BYTES / step).max(1);
    let mut out = File::create(archive)?;
    for at in 0..count {
        out.write_all(&header(&format!("blobs/sha256/{at:064x}"), bytes.len() as u64))?;
        out.write_all(&bytes)?;
        out.write_all(&padding)?;
    }
    let index = br#"{"schemaVersion":2,"manifests":[]}"#;
    out.write_all(&header("index.json", index.len() as u64))?;
    let mut end = index.to_vec();
    end.resize(512 + 1024, 0);
    out.write_all(&end)?;
    Ok((512, count, step))
}

/// A header of ustar.
pub fn header(path: &str, size: u64) -> [u8; 512] {
    let mut header = [0; 512];
    put(&mut header, 0, path);
    put(&mut header, 100, "0000644\x000000000\x000000000");
    put(&mut header, 124, &format!("{size:011o}"));
    put(&mut header, 136, "00000000000");
    // The checksum is over a header that has spaces in its place.
    put(&mut header, 148, "        0");
    put(&mut header, 257, "ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    put(&mut header, 148, &format!("{sum:06o}\0 "));
    header
}

fn put(header: &mut [u8; 512], at: usize, text: &str) {
    for (to, from) in header.iter_mut().skip(at).zip(text.bytes()) {
        *to = from;
    }
}
