//! What is kept for a reload: the documents, and the names of files, which a page is not given again by itself.

use super::bundle;
use super::news::News;
use crate::inspect::Blobs;
use crate::layers::HeldFile;
use crate::limits;

/// Stands before the names of files, a list in JSON on a line of its own.
const FILES: &str = "files: ";

/// Stands before the bytes of documents that were too large to be kept.
const TOO_LARGE: &str = "too large: ";

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
pub(super) fn recalled(remembered: &str) -> (&str, Option<News>) {
    let Some((files, documents)) = remembered.strip_prefix(FILES).and_then(|rest| rest.split_once('\n'))
    else {
        return (remembered, None);
    };
    let (names, count) = files.rsplit_once(' ').unwrap_or((files, ""));
    let names: Vec<String> = serde_json::from_str(names).unwrap_or_default();
    let count = count.parse().unwrap_or(names.len());
    (documents, (!names.is_empty()).then_some(News::FilesToDrop(names, count)))
}

/// What is said after a reload of documents that were too large to be kept.
pub(super) fn told_of_too_large(remembered: &str) -> Option<News> {
    Some(News::TooLargeToKeep(remembered.strip_prefix(TOO_LARGE)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::FileId;
    use crate::session::Said;

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
        let sentence = |told: Option<News>| told.map(|news| crate::view::sentence(&Said::News(news)));
        assert_eq!(
            sentence(told).as_deref(),
            Some(
                "After a reload a browser gives the page no file by itself: drop \u{201c}image.tar\u{201d} here again to \
                 have it read."
            )
        );
        let many: Vec<HeldFile> = (0..5).map(|at| file(&format!("{at}.tar"))).collect();
        let kept = remembered(&none, &many).unwrap();
        assert!(
            sentence(recalled(&kept).1)
                .unwrap()
                .contains("\u{201c}2.tar\u{201d} and 2 more here again to have them read")
        );
        assert_eq!(recalled("{}"), ("{}", None));
    }
}
