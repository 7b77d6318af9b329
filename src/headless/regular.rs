//! Files of this machine that are read: regular ones alone, as far as their sizes say. Of a pipe or a device nobody
//! knows whether it answers, or ends.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::limits;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file of so many bytes.
    File(u64),
    /// A folder.
    Folder,
}

/// What stands at `path`, if it can be read. Links are followed.
pub fn kind(path: &Path) -> io::Result<PathKind> {
    let of = fs::metadata(path)?;
    if of.is_dir() {
        fs::read_dir(path)?;
        return Ok(PathKind::Folder);
    }
    if !of.is_file() {
        return Err(io::Error::other(
            "it is a pipe, a device or a socket, and only files and folders are read",
        ));
    }
    File::open(path)?;
    Ok(PathKind::File(of.len()))
}

/// That a file can't be read, and why.
pub fn unread(path: &Path, error: &io::Error) -> String {
    format!("{} can't be read: {error}.", path.display())
}

/// The bytes of a file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    start(path, u64::MAX)
}

/// The text of a file for the box, which refuses more than a document may have: of a longer one no more is read than
/// shows that it is.
pub fn text(path: &Path) -> Result<String, String> {
    let most = limits::DOCUMENT_BYTES as u64 + 1;
    let bytes = start(path, most).map_err(|error| unread(path, &error))?;
    let is_cut = bytes.len() as u64 == most;
    String::from_utf8(bytes).or_else(|error| match error.utf8_error().error_len() {
        // The last character is cut.
        None if is_cut => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        _ => Err(format!("{} can't be read as text: {error}.", path.display())),
    })
}

/// The first bytes of a file, `most` at most.
fn start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let PathKind::File(size) = kind(path)? else { return Err(io::Error::other("it is a folder")) };
    let mut bytes = Vec::new();
    File::open(path)?.take(size.min(most)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
