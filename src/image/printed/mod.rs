//! What tools print of images: the names with a digest in it, and documents that stand between other text.
//!
//! `docker pull`, `docker images --digests`, `skopeo inspect` and many more say which digest a name stands for, and
//! don't print the document itself. What they name can be fetched by that digest. And a document that was printed in
//! a terminal or a log is pasted with what stands around it: the prompt and the command, colour codes, times.

mod clean;
mod found;
mod lines;
mod part;
mod shapes;

use super::document::{Document, Kind};
use super::reference::Reference;
use crate::json;
use crate::limits;
use crate::pace::{Pace, at_once};

/// An image that is named with a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its registry, repository and digest.
    pub reference: Reference,
    /// The tag that stood beside them: what it stands for by now is another matter.
    pub tag: Option<String>,
    /// Where it stood: a tool's name, or what the text is.
    pub by: &'static str,
}

/// A document that is a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes: the JSON alone, without what stands around it.
    pub bytes: Vec<u8>,
    /// Its first and its last line in the text, counted from 1.
    pub lines: (usize, usize),
    /// Whether colour codes, times or quote marks were taken out of it.
    pub cleaned: bool,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Images, each once, in the order of the text.
    pub images: Vec<Named>,
    /// Images that are not listed.
    pub more: usize,
    /// Documents.
    pub parts: Vec<Part>,
    /// Documents that were left where they stand.
    pub more_parts: usize,
    /// The whole of it is a document, too: descriptors that say of what they are, or what a signature is over.
    pub is_document: bool,
}

/// Looks for what a tool printed; `None` where there is nothing of it, and for a document by itself.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Printed> {
    at_once(read_in_pieces(bytes, &Pace::default()))
}

/// As [`read`], a piece at a time.
pub async fn read_in_pieces(bytes: &[u8], pace: &Pace) -> Option<Printed> {
    if bytes.len() > limits::PRINTED_BYTES {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let mut found = found::Found::default();
    if start.starts_with(['{', '[']) && part::opens(start) {
        // What does not end is a document that is cut off.
        let rest = start.get(part::end(start, pace).await?..)?;
        if rest.trim().is_empty() {
            if !shapes::is_likely(text, pace).await {
                return None;
            }
            let reading = json::read_in_pieces(bytes, pace).await;
            let root = reading.root(bytes).filter(|_| reading.is_json())?;
            let kind = Document::read_in_pieces(Some(root), pace).await.kind;
            if matches!(kind, Kind::Json | Kind::Descriptor) {
                shapes::read(root, None, &mut found);
            }
            let is_document = kind == Kind::Descriptor || shapes::is_signed_payload(root);
            return found.printed().map(|printed| Printed { is_document, ..printed });
        }
    }
    if text.len() <= limits::PRINTED_TEXT_BYTES {
        lines::read(text, &mut found, pace).await;
    }
    found.printed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DIGEST: &str = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    proptest! {
        #[test]
        fn no_input_panics(text in any::<String>()) {
            let _ = read(text.as_bytes());
        }

        #[test]
        fn nor_do_texts_of_its_own_words(
            words in proptest::collection::vec(
                "(\\$ |docker pull|crane digest|alpine|DIGEST|Digest:|Name:|Status: up to date for |@| |\n|\r\n|\\\\\n|\\{|\\}|\\[|\"|:|\x1b\\[1m|2026-11-30T06:04:48Z |é|Manifests:|index-)",
                0..30,
            ),
            at in 0usize..30,
        ) {
            let mut text = words;
            text.insert(at.min(text.len()), DIGEST.to_owned());
            let text = text.concat();
            let Some(printed) = read(text.as_bytes()) else { return Ok(()) };
            for named in printed.images {
                // What is offered stands there.
                prop_assert!(text.contains(named.reference.digest.unwrap().as_str()));
                prop_assert!(named.reference.tag.is_none());
            }
        }
    }
}
