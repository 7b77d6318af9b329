//! What a visitor is told, in words.

use super::summary::count;
use crate::limits;
use crate::registry::diagnosis::FRAMED;
use crate::session::News;
use crate::text::escape::escaped;
use crate::text::size::{decimal, grouped};

/// Names of files that are told one by one.
const NAMED: usize = 3;

/// In a sentence or two.
pub(super) fn news(news: &News) -> String {
    match news {
        News::EmptyBox => {
            "There is nothing in the box. Paste a manifest, drop files on the page, or open an example.".into()
        }
        News::CommandLine => {
            "That is a command line, and may hold a password: nothing of it is kept. Paste what it prints, or the \
             name of the image alone."
                .into()
        }
        News::Secret => {
            "That is a private key, or headers that sign in: nothing of it is kept. Paste the document alone.".into()
        }
        News::UnknownDigest => {
            "That is a digest, and no document here has it or names it. Paste the document itself; to check one \
             against this digest, put the digest into \u{201c}expected digest\u{201d}."
                .into()
        }
        News::NotExpected(error) => format!("The expected digest can't be read. {error}"),
        News::TwoDigests { own, expected } => format!(
            "The reference names {}, and you expect {}: no bytes have both. Take one of them away.",
            own.short(),
            expected.short()
        ),
        News::NoImage(text, error) => format!("\u{201c}{text}\u{201d} names no image. {error}"),
        News::LinkedNoImage(error) => {
            format!("The link names an image that can\u{2019}t be read. {error}")
        }
        News::LinkNotOpened(error) => error.to_string(),
        News::LinkUsedUp(documents) => link_used_up(*documents),
        News::AddressUnread => {
            "What stands after the # of this address is nothing that Bayplan knows. An address that opens documents \
             comes from Share."
                .into()
        }
        News::AddressLost => {
            "The address names a place that the documents here do not have, so the first of them is shown.".into()
        }
        News::Copied => "Copied.".into(),
        News::NotCopied => {
            "The browser did not let the page write to the clipboard. Select the text and copy it by hand.".into()
        }
        News::FilesToDrop(names, count) => files_to_drop(names, *count),
        News::TooLargeToKeep(bytes) => format!(
            "The documents that were open here have {}, and a browser keeps {} over a reload at most: open them again.",
            decimal(*bytes),
            decimal(limits::REMEMBERED_BYTES as u64)
        ),
        News::Fetching(reference) => format!("Fetching {reference}."),
        News::Tags(tags) => format!("{tags} tags"),
        News::Stopped => "Stopped.".into(),
        News::SignedOut(host) => format!("Signed out of {host}."),
        News::NotAsked(registry) => {
            format!("{registry} was not asked: a link or a document, not you, named it. {FRAMED}")
        }
        News::Framed => FRAMED.into(),
        News::Rows(rows) => format!("{rows} rows"),
        News::EmbeddedLeftOut(left_out) => format!(
            "Descriptors embed more documents than are read here ({} of them, {} MB together, {} kB each): {left_out} \
             were left out. They are not verified. Paste or drop those that you need.",
            limits::EMBEDDED_DOCUMENTS,
            limits::EMBEDDED_BYTES / 1_000_000,
            limits::EMBEDDED_DOCUMENT_BYTES / 1000
        ),
        News::Recovered => "The recovered bytes are the document now.".into(),
        News::NotInArchive { path, pin } => format!(
            "Nothing in \u{201c}{path}\u{201d} has the digest that you expect, {}. It holds another image, or one that \
             was converted on its way: the digests in it say which.",
            pin.short()
        ),
        News::NothingForDraft => {
            "Nothing of that is taken into the draft: its digest or its size is not known here.".into()
        }
        News::Unwrapped(tool, documents) => unwrapped(tool, *documents),
        News::Parts(parts) => parts_taken(parts),
        News::MoreParts(more) => format!(
            "{} more documents are in what was given, and were not taken: of one text, {} are.",
            grouped(*more as u64),
            limits::PRINTED_PARTS
        ),
    }
}

fn link_used_up(documents: usize) -> String {
    let (documents, do_not) =
        (grouped(documents as u64), if documents == 1 { "document does" } else { "documents do" });
    format!(
        "This link asks for more work than a link may cause: why {documents} of its {do_not} not verify was not looked for \
         to the end. Paste what matters to you by itself."
    )
}

fn files_to_drop(names: &[String], all: usize) -> String {
    let own = |path: &String| format!("\u{201c}{}\u{201d}", escaped(path.rsplit('/').next().unwrap_or(path)));
    let shown: Vec<String> = names.iter().take(NAMED).map(own).collect();
    let more = all.saturating_sub(shown.len());
    let more = if more == 0 { String::new() } else { format!(" and {} more", grouped(more as u64)) };
    let (file, it) = if all == 1 { ("file", "it") } else { ("files", "them") };
    format!(
        "After a reload a browser gives the page no {file} by itself: drop {}{more} here again to have {it} read.",
        shown.join(", ")
    )
}

/// What is said of documents that were taken out of what a tool prints.
fn unwrapped(tool: &str, documents: usize) -> String {
    let what = if documents == 1 {
        "The document in it was".to_owned()
    } else {
        format!("The {documents} documents in it were")
    };
    format!(
        "This is what \u{201c}{tool}\u{201d} prints. {what} taken out, to be compared with the digest that is printed \
         beside it: where they were written again, they are not the bytes that the registry has."
    )
}

/// What is said of documents that were parts of a text.
fn parts_taken(parts: &[String]) -> String {
    let first = parts.first().map(String::as_str).unwrap_or_default();
    match parts.len() {
        0 | 1 => format!("A document was taken out of what was given: {first}. The rest was not kept."),
        all => format!(
            "{} were taken out of what was given: {first}, and {} more. The rest was not kept.",
            count(all, "document", "documents"),
            all - 1
        ),
    }
}
