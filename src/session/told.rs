//! What came is taken for what it is: documents, a file of them, what a tool printed. And what is to be said of that.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::arrival::Arrival;
use super::bundle::{self, Bundled, Writer};
use super::wrapped::{self, Wrapped};
use crate::image::printed::{self, Named, Part, Printed};
use crate::inspect::Origin;
use crate::limits;
use crate::pace::Pace;
use crate::verify::Word;

/// What is to be said of what came.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) sentences: Vec<String>,
    /// Documents that a tool printed inside of one of its own.
    pub(super) unwrapped: BTreeMap<&'static str, usize>,
    /// Documents that were a part of a text, and where: of the first.
    pub(super) parts: Vec<String>,
    /// Documents that were left in it.
    pub(super) more_parts: usize,
    /// Images that outputs name, by whose word, and how many are not listed.
    pub(super) named: Vec<(Vec<Named>, usize, Word)>,
    /// What is too large.
    pub(super) refused: Vec<Origin>,
}

impl Told {
    /// The documents that something is, or holds.
    pub(super) async fn take(&mut self, Arrival { bytes, origin }: Arrival, pace: &Pace) -> Vec<Bundled> {
        if bytes.len() > limits::DOCUMENT_BYTES {
            self.refused.push(origin);
            return Vec::new();
        }
        // What is a blob by the way it came is that blob, whatever it holds.
        let may_hold_others = match &origin {
            Origin::Paste => true,
            Origin::File(path) => crate::inspect::claimed(path).is_none(),
            _ => false,
        };
        if may_hold_others {
            match bundle::read(&bytes, Writer::Anybody, pace).await {
                Some(Ok(documents)) if documents.is_empty() => {
                    self.sentences.push("This file of documents has no documents in it.".to_owned());
                }
                Some(Ok(documents)) => return documents,
                // It is shown as what it is, so that what can be read of it is not lost.
                Some(Err(sentence)) => self.sentences.push(sentence),
                None => {
                    let (mut documents, is_all) = self.printed(&bytes, &origin, pace).await;
                    documents.extend((!is_all).then(|| Bundled::new(bytes, origin)));
                    return documents;
                }
            }
        }
        vec![Bundled::new(bytes, origin)]
    }

    fn unwrap(&mut self, Wrapped { tool, documents }: Wrapped) -> Vec<Bundled> {
        let count = self.unwrapped.entry(tool).or_default();
        *count = count.saturating_add(documents.len());
        documents
    }

    /// The documents in what a tool printed; and whether it is that and nothing else.
    async fn printed(&mut self, bytes: &Rc<[u8]>, origin: &Origin, pace: &Pace) -> (Vec<Bundled>, bool) {
        let wrapped = wrapped::read(bytes, pace).await;
        let printed = printed::read_in_pieces(bytes, pace).await;
        let is_any = wrapped.is_some() || printed.is_some();
        let mut documents = wrapped.map(|wrapped| self.unwrap(wrapped)).unwrap_or_default();
        let Some(Printed { images, more, parts, more_parts, is_document }) = printed else {
            return (documents, is_any);
        };
        if !images.is_empty() {
            let word = if *origin == Origin::Paste { Word::PastedOutput } else { Word::DroppedOutput };
            self.named.push((images, more, word));
        }
        self.more_parts += more_parts;
        for part in parts {
            if let Some(wrapped) = wrapped::read(&part.bytes, pace).await {
                documents.extend(self.unwrap(wrapped));
                continue;
            }
            let which = which(&part, origin);
            self.parts.push(which.clone());
            let origin = Origin::Part(which);
            documents.push(Bundled::new(part.bytes.into(), origin));
        }
        (documents, is_any && !is_document)
    }
}

/// Which part of a text a document is.
fn which(part: &Part, origin: &Origin) -> String {
    let (first, last) = part.lines;
    let lines = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    let of = match origin {
        Origin::File(name) => format!("the file {name}"),
        _ => "the pasted text".to_owned(),
    };
    let cleaned = if part.cleaned { ", without the colour codes, times and quote marks in it" } else { "" };
    format!("{lines} of {of}{cleaned}")
}
