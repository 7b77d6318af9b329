//! What is kept for a reload: the documents, and the names of files, which a page is not given again by itself.

use super::bundle;
use crate::inspect::Blobs;
use crate::layers::HeldFile;
use crate::limits;
use crate::text::escape::escaped;
use crate::text::size::{decimal, grouped};

/// Stands before the names of files, a list in JSON on a line of its own.
const FILES: &str = "files: ";

/// Stands before the bytes of documents that were too large to be kept.
const TOO_LARGE: &str = "too large: ";

/// Names that are told one by one.
const NAMED: usize = 3;

/// It as text; `None` where nothing is here. Of documents that are too many for a browser's store, how many bytes they
/// are.
pub(super) fn remembered(blobs: &Blobs, files: &[HeldFile]) -> Option<String> {
    let bytes: usize = blobs.iter().map(|(_, blob)| blob.bytes.len()).sum();
    let documents = match bytes {
        _ if blobs.is_empty() => None,
        ..=limits::REMEMBERED_BYTES => String::from_utf8(bundle::write(blobs)).ok(),
        _ => Some(format!("{TOO_LARGE}{bytes}")),
    };
    if files.is_empty() {
        return documents;
    }
    let names: Vec<&str> = files.iter().take(limits::LISTED_IMAGES).map(|file| file.path.as_str()).collect();
    let names = serde_json::to_string(&names).unwrap_or_default();
    Some(format!("{FILES}{names} {}\n{}", files.len(), documents.unwrap_or_default()))
}

/// What was kept of documents, and what is to be said of files after a reload.
pub(super) fn recalled(remembered: &str) -> (&str, Option<String>) {
    let Some((files, documents)) = remembered.strip_prefix(FILES).and_then(|rest| rest.split_once('\n'))
    else {
        return (remembered, None);
    };
    let (names, count) = files.rsplit_once(' ').unwrap_or((files, ""));
    let names: Vec<String> = serde_json::from_str(names).unwrap_or_default();
    let count = count.parse().unwrap_or(names.len());
    (documents, told_of_files(&names, count))
}

fn told_of_files(names: &[String], count: usize) -> Option<String> {
    let own = |path: &String| format!("\u{201c}{}\u{201d}", escaped(path.rsplit('/').next().unwrap_or(path)));
    let shown: Vec<String> = names.iter().take(NAMED).map(own).collect();
    let more = count.saturating_sub(shown.len());
    let more = if more == 0 { String::new() } else { format!(" and {} more", grouped(more as u64)) };
    let (file, it) = if count == 1 { ("file", "it") } else { ("files", "them") };
    (!shown.is_empty()).then(|| {
        format!(
            "After a reload a browser gives the page no {file} by itself: drop {}{more} here again to have {it} read.",
            shown.join(", ")
        )
    })
}

/// What is said after a reload of documents that were too large to be kept.
pub(super) fn told_of_too_large(remembered: &str) -> Option<String> {
    let bytes = remembered.strip_prefix(TOO_LARGE)?.parse().ok()?;
    Some(format!(
        "The documents that were open here have {}, and a browser keeps {} over a reload at most: open them again.",
        decimal(bytes),
        decimal(limits::REMEMBERED_BYTES as u64)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::FileId;

    fn file(path: &str) -> HeldFile {
        HeldFile { id: FileId(0), path: path.to_owned(), size: 1 }
    }

    #[test]
    fn files_are_named_after_a_reload() {
        let none = Blobs::default();
        assert_eq!(remembered(&none, &[]), None);
        let kept = remembered(&none, &[file("a\nb/image.tar")]).unwrap();
        let (documents, told) = recalled(&kept);
        assert_eq!(documents, "");
        assert_eq!(
            told.as_deref(),
            Some(
                "After a reload a browser gives the page no file by itself: drop \u{201c}image.tar\u{201d} here again to \
                 have it read."
            )
        );
        let many: Vec<HeldFile> = (0..5).map(|at| file(&format!("{at}.tar"))).collect();
        let kept = remembered(&none, &many).unwrap();
        assert!(
            recalled(&kept)
                .1
                .unwrap()
                .contains("\u{201c}2.tar\u{201d} and 2 more here again to have them read")
        );
        assert_eq!(recalled("{}"), ("{}", None));
    }
}
