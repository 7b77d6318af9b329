//! Archives: whether all of it is there, where it lies, and files that are none.

use super::archive_members;
use super::codes::{
    ARCHIVE_BLOB_ABSENT, ARCHIVE_CONFIG_ABSENT, ARCHIVE_CUT_SHORT, ARCHIVE_DAMAGED, ARCHIVE_IN_FOLDER,
    ARCHIVE_INDEX_ABSENT, ARCHIVE_LAYER_ABSENT, ARCHIVE_ZEROS_AFTER_END, BINARY_FILE,
};
use super::finding::Finding;
use super::severity::Severity;
use crate::archive::codec::{Codec, Fault};
use crate::archive::contents::{Contents, End};
use crate::archive::foreign::Foreign;
use crate::archive::inventory::{Format, Inventory};
use crate::limits;
use crate::text::quote::Quoted;

pub use super::archive_members::of_unread;

/// What is to be said of an archive of an image. It has no place in a document.
#[must_use]
pub fn of_archive(file: &str, contents: &Contents, found: &Inventory) -> Vec<Finding> {
    let mut findings = Vec::new();
    // An image that was saved by its ID had no name to list in Docker's first format.
    let lacks_index = !found.has_index && found.format != Format::First && found.unread.is_empty();
    // One is enough: where the archive can't be read on, what it lacks is no wonder.
    let incomplete = cut_short(contents, !found.has_index).or_else(|| damaged(contents));
    findings.extend(incomplete.or_else(|| lacks_index.then(|| index_absent(found))));
    findings.extend(archive_members::of_unread(contents, found));
    findings.extend(padded(contents, found.format));
    archive_members::check(&mut findings, contents, found);
    if !found.folder.is_empty() {
        findings.push(in_folder(file, &found.folder));
    }
    let absent = found.absent_configs.len();
    for (at, path) in (1..).zip(found.absent_configs.iter().take(limits::FINDINGS_OF_A_KIND)) {
        let more = absent.checked_sub(at).filter(|more| *more > 0 && at == limits::FINDINGS_OF_A_KIND);
        let more = more.map(|more| format!(" So it is of {more} more.")).unwrap_or_default();
        let message = format!(
            "“manifest.json” names {} as a config, and the archive has no such document: docker load fails. It was \
             not copied, or not written, whole.{more}",
            Quoted(path)
        );
        findings.push(Finding::new(&ARCHIVE_CONFIG_ABSENT, None, message));
    }
    findings
}

/// An archive that ends before its end.
fn cut_short(contents: &Contents, lacks_index: bool) -> Option<Finding> {
    let end = match (contents.error, contents.end) {
        (Some(error), _) if error.fault == Fault::CutOff => {
            format!("its {} data ends at byte {}, before its own end", contents.codec.name(), error.at)
        }
        (Some(_), _) => return None,
        (None, End::CutShort { at, missing }) => {
            format!("it ends at byte {at}, and {missing} more bytes have to follow there at least")
        }
        (None, End::Unmarked) if lacks_index => {
            "it ends without the two blocks of zeros that end a tar, and without an index".to_owned()
        }
        (None, End::Unmarked | End::Marked) => return None,
    };
    let rest = if lacks_index {
        "Many tools write the index last, and without it nothing says which image the blobs make: they are shown \
         one by one"
    } else {
        "What is missing is shown as not loaded"
    };
    let message = format!("This archive is cut short: {end}. {rest}. Copy it, or save the image, again.");
    Some(Finding::new(&ARCHIVE_CUT_SHORT, None, message))
}

/// Zeros after gzip's end. What is said of skopeo is what 1.9 did; Podman reads archives by the same code.
fn padded(contents: &Contents, format: Format) -> Option<Finding> {
    let zeros = match contents.padding {
        0 => return None,
        1 => "1 zero byte comes".to_owned(),
        zeros => format!("{zeros} zero bytes come"),
    };
    let (severity, clients) = match format {
        Format::OciLayout | Format::Part | Format::Other => {
            (Severity::Note, "gzip passes over them, and skopeo reads an OCI archive all the same.")
        }
        Format::DockerSave | Format::Both | Format::First => (
            ARCHIVE_ZEROS_AFTER_END.severity,
            "gzip passes over them, and Go's own reader ends there with “gzip: invalid header”: skopeo and Podman, which \
             unpack a docker-archive to its end, fail with that.",
        ),
    };
    let message = format!(
        "{zeros} after the compressed data of the archive. {clients} Compress it again, without padding."
    );
    Some(Finding { severity, ..Finding::new(&ARCHIVE_ZEROS_AFTER_END, None, message) })
}

fn damaged(contents: &Contents) -> Option<Finding> {
    let what = match (&contents.error, &contents.trouble) {
        (Some(error), _) => format!("it can't be unpacked to its end: {error}."),
        (None, Some(trouble)) => trouble.clone(),
        (None, None) => return None,
    };
    let message =
        format!("This archive is damaged: {what} What was read before that is shown; get the file again.");
    Some(Finding::new(&ARCHIVE_DAMAGED, None, message))
}

fn index_absent(found: &Inventory) -> Finding {
    let names = if found.format == Format::OciLayout {
        "“index.json”"
    } else {
        "“index.json” or “manifest.json”"
    };
    let message = if found.blobs.is_empty() && found.documents.len() < 2 {
        format!("This archive has the marker of an OCI layout and no {names}: there is no image in it.")
    } else {
        format!(
            "This archive has blobs of an image and no {names}: nothing says which image they make, and no client \
             loads it. They are shown one by one; save the image again."
        )
    };
    Finding::new(&ARCHIVE_INDEX_ABSENT, None, message)
}

fn in_folder(file: &str, folder: &str) -> Finding {
    let message = format!(
        "The image lies in the folder {} of the archive {}. docker load, podman load and skopeo look for it at the \
         top, and fail: pack what is in that folder, with “tar -C FOLDER -cf image.tar .”.",
        Quoted(folder),
        Quoted(file)
    );
    Finding::new(&ARCHIVE_IN_FOLDER, None, message)
}

/// What is to be said of a layer that an archive names by `path` and doesn't have.
#[must_use]
pub fn of_absent_layer(archive: &str, path: &str) -> Finding {
    let names = if path.is_empty() {
        "names this layer by an empty path".to_owned()
    } else {
        format!("has its layers by name, and {} is no file in it, nor a link to one", Quoted(path))
    };
    let message = format!(
        "The archive {} {names}: docker load fails. It was not copied, or not written, whole; save the image again.",
        Quoted(archive)
    );
    Finding::new(&ARCHIVE_LAYER_ABSENT, None, message)
}

/// What is to be said of a config or a layer that a manifest of the archive names and the archive doesn't have.
#[must_use]
pub fn of_absent_blob(archive: &str, what: &str) -> Finding {
    let message = format!(
        "The manifest that names this {what} is in the archive {}, and the {what} is no file in it, nor a link to one: docker load, \
         skopeo and podman fail on this image. A layout may leave blobs to another store; where none has it, the \
         archive was not copied, or not written, whole.",
        Quoted(archive)
    );
    Finding::new(&ARCHIVE_BLOB_ABSENT, None, message)
}

/// What is to be said of a file that is neither a document nor an archive that is read here. `wrapped` is how it is
/// compressed around that.
#[must_use]
pub fn of_foreign(file: &str, foreign: Foreign, wrapped: Codec) -> Finding {
    let this = match wrapped {
        Codec::Plain => "This is",
        Codec::Gzip => "Once unpacked by gzip, this is",
        Codec::Zstd => "Once unpacked by zstd, this is",
    };
    let name = foreign.name();
    let message = match foreign.command(file).filter(|_| wrapped == Codec::Plain) {
        Some(command) => {
            format!("{this} {name}, which is not unpacked here. Run “{command}”, and open the tar.")
        }
        None => format!("{this} {name}: neither a document of an image nor an archive of one."),
    };
    Finding::new(&BINARY_FILE, None, message)
}
