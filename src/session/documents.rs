//! Documents that come, are hashed, pinned and removed.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::arriving::{self, Arriving};
use super::bundle::{self, Bundled, Writer};
use super::effect::Effect;
use super::export::Export;
use super::fetching;
use super::growing::{Then, grow};
use super::message::{Arrival, Msg};
use super::model::{Inspection, Model, Tone};
use super::navigation::address;
use super::notices::{notice, tell};
use super::said::Said;
use super::view::View;
use super::wrapped::{self, Wrapped};
use crate::image::digest::Digest;
use crate::image::printed::{self, Named, Part, Printed};
use crate::inspect::{BlobId, Blobs, NodeId, Origin, Tree};
use crate::limits;
use crate::session::message::DocumentsMsg;
use crate::text::size::grouped;
use crate::verify::hash::digest_of;
use crate::verify::{Pin, Word};

/// Takes documents; `pin` is the digest that is expected of the first. Many are taken a piece in each frame.
pub(super) fn add(model: &mut Model, arrivals: Vec<Arrival>, pin: Option<Digest>) -> Vec<Effect> {
    model.explaining.of_visitor();
    let word = match arrivals.first().map(|first| &first.origin) {
        Some(Origin::Example(_)) => Word::Example,
        _ => Word::Visitor,
    };
    let pin = pin.map(|digest| Pin { digest, word });
    arriving::begin(model, Arriving::new(arrivals, pin))
}

/// Takes what the page kept for a reload, and shows of it what the address says.
pub(super) fn recall(model: &mut Model, remembered: &str, view: View) -> Vec<Effect> {
    let mut taken = Taken::default();
    match bundle::read(remembered.as_bytes(), Writer::Page) {
        Some(Ok(documents)) => taken.documents = documents.into(),
        Some(Err(sentence)) => taken.sentences.push(sentence),
        None => {}
    }
    arriving::recalled(model, taken, view)
}

/// Documents that came, and what is to be said of that.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    /// Those that are not put in yet.
    pub(super) documents: VecDeque<Bundled>,
    sentences: Vec<String>,
    /// Documents that a tool printed inside of one of its own.
    unwrapped: BTreeMap<&'static str, usize>,
    /// Documents that were a part of a text, and where: of the first.
    parts: Vec<String>,
    /// Documents that were left in it.
    more_parts: usize,
    /// Images that outputs name, by whose word, and how many are not listed.
    named: Vec<(Vec<Named>, usize, Word)>,
    /// What is too large.
    refused: Vec<Origin>,
}

impl Taken {
    pub(super) fn take(&mut self, Arrival { bytes, origin }: Arrival) {
        if bytes.len() > limits::DOCUMENT_BYTES {
            self.refused.push(origin);
            return;
        }
        // What is a blob by the way it came is that blob, whatever it holds.
        let may_hold_others = match &origin {
            Origin::Paste => true,
            Origin::File(path) => crate::inspect::claimed(path).is_none(),
            _ => false,
        };
        if may_hold_others {
            match bundle::read(&bytes, Writer::Anybody) {
                Some(Ok(documents)) if documents.is_empty() => {
                    self.sentences.push("This file of documents has no documents in it.".to_owned());
                }
                Some(Ok(documents)) => return self.documents.extend(documents),
                // It is shown as what it is, so that what can be read of it is not lost.
                Some(Err(sentence)) => self.sentences.push(sentence),
                None if self.printed(&bytes, &origin) => return,
                None => {}
            }
        }
        self.documents.push_back(Bundled {
            bytes,
            origin,
            pin: None,
            digest: None,
            served: None,
            said: Vec::new(),
        });
    }
}

impl Taken {
    fn unwrap(&mut self, Wrapped { tool, documents }: Wrapped) {
        let count = self.unwrapped.entry(tool).or_default();
        *count = count.saturating_add(documents.len());
        self.documents.extend(documents);
    }

    /// Takes what a tool printed; whether it is that and nothing else.
    fn printed(&mut self, bytes: &Rc<[u8]>, origin: &Origin) -> bool {
        let wrapped = wrapped::read(bytes);
        let printed = printed::read(bytes);
        let is_any = wrapped.is_some() || printed.is_some();
        if let Some(wrapped) = wrapped {
            self.unwrap(wrapped);
        }
        let Some(Printed { images, more, parts, more_parts, is_document }) = printed else { return is_any };
        if !images.is_empty() {
            let word = if *origin == Origin::Paste { Word::PastedOutput } else { Word::DroppedOutput };
            self.named.push((images, more, word));
        }
        self.more_parts += more_parts;
        for part in parts {
            if let Some(wrapped) = wrapped::read(&part.bytes) {
                self.unwrap(wrapped);
                continue;
            }
            let which = which(&part, origin);
            self.parts.push(which.clone());
            let origin = Origin::Part(which);
            self.documents.push_back(Bundled {
                bytes: part.bytes.into(),
                origin,
                pin: None,
                digest: None,
                served: None,
                said: Vec::new(),
            });
        }
        is_any && !is_document
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

/// What is said of documents that were parts of a text.
fn told_of_parts(parts: &[String]) -> Option<String> {
    match parts {
        [] => None,
        [one] => Some(format!("A document was taken out of what was given: {one}. The rest was not kept.")),
        [one, rest @ ..] => Some(format!(
            "{} documents were taken out of what was given: {one}, and {} more. The rest was not kept.",
            parts.len(),
            rest.len()
        )),
    }
}

impl Taken {
    /// Has `sentence` said.
    pub(super) fn say(&mut self, sentence: String) {
        self.sentences.push(sentence);
    }

    /// Says what is to be said.
    pub(super) fn told(self, model: &mut Model) -> Vec<Effect> {
        let Self { sentences, unwrapped, parts, more_parts, named, refused, .. } = self;
        let mut effects = Vec::new();
        for (tool, count) in unwrapped {
            effects.extend(notice(model, Tone::Ok, wrapped::sentence(tool, count)));
        }
        if let Some(sentence) = told_of_parts(&parts) {
            effects.extend(notice(model, Tone::Ok, sentence));
        }
        if more_parts > 0 {
            let text = format!(
                "{} more documents are in what was given, and were not taken: of one text, {} are.",
                grouped(more_parts as u64),
                limits::PRINTED_PARTS
            );
            effects.extend(notice(model, Tone::Warn, text));
        }
        for (images, more, word) in named {
            effects.extend(fetching::offer(model, images, more, word));
        }
        for sentence in sentences {
            effects.extend(notice(model, Tone::Bad, sentence));
        }
        for origin in refused {
            effects.extend(tell(model, Tone::Bad, Said::TooLarge(Box::new(origin))));
        }
        effects
    }
}

/// Which node is shown of several documents that came together, `first` among them: a layout's image, or its
/// table of contents where it has several, whichever of its files was first.
pub(super) fn shown(blobs: &Blobs, tree: &Tree, first: NodeId) -> NodeId {
    let blob_of = |root: NodeId| tree.get(root).and_then(|root| root.blob);
    let is_contents = |root: &NodeId| blob_of(*root).is_some_and(|blob| tree.is_contents(blob));
    let root = tree.ancestors(first).last().unwrap_or(first);
    // Layouts keep blobs that nothing names any more.
    let is_blob = || blob_of(root).and_then(|blob| blobs.get(blob)).is_some_and(|blob| blob.claim.is_some());
    let of_layout = || tree.roots().iter().rev().copied().find(is_contents).filter(|_| is_blob());
    Some(root).filter(is_contents).or_else(of_layout).map_or(first, |root| tree.meant(root))
}

/// Whether bytes no longer have the digest that was saved with them. Those that would take long to
/// hash are left to the tree, where they are verified as all others.
pub(super) fn was_changed(saved: &Digest, bytes: &[u8]) -> bool {
    let hashable = saved.registered().filter(|_| bytes.len() <= limits::HASH_ON_MAIN_THREAD_BYTES);
    hashable.is_some_and(|algorithm| digest_of(algorithm, bytes) != *saved)
}

/// Hashes what is due, makes the tree again, and does `then` once that is whole.
pub(super) fn documents_changed(model: &mut Model, then: Option<Then>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let inspection = Inspection::change(&mut model.inspection);
    for (blob, algorithm) in inspection.blobs.due() {
        let Some(bytes) = inspection.blobs.get(blob).map(|blob| Rc::clone(&blob.bytes)) else { continue };
        if bytes.len() > limits::HASH_ON_MAIN_THREAD_BYTES {
            model.hashing += 1;
            effects.push(Effect::Hash { blob, algorithm, bytes });
        } else {
            inspection.blobs.hash(blob, algorithm);
        }
    }
    let left_out = inspection.blobs.take_left_out();
    let embedded = inspection.blobs.take_embedded().into_iter();
    effects.extend(embedded.map(|(layer, bytes)| Effect::HoldEmbedded { layer, bytes }));
    if left_out > 0 {
        effects.extend(notice(model, Tone::Warn, too_many_embedded(left_out)));
    }
    model.payload = None;
    model.is_kept = false;
    effects.extend(grow(model, then));
    effects.extend(settle_soon(model));
    effects
}

fn too_many_embedded(left_out: usize) -> String {
    format!(
        "Descriptors embed more documents than are read here ({} of them, {} MB together): {left_out} were left out. \
         They are not verified. Paste or drop those that you need.",
        limits::EMBEDDED_DOCUMENTS,
        limits::EMBEDDED_BYTES / 1_000_000
    )
}

/// Has the rows of the tree laid out, before the update ends.
pub(super) fn lay_out(model: &mut Model) {
    model.tree.is_due = true;
}

/// Takes a digest that was computed elsewhere. Documents may have been put away or replaced in the
/// meantime; a digest of other bytes would then prove what nobody hashed.
pub(super) fn hashed(model: &mut Model, blob: BlobId, bytes: &Rc<[u8]>, digest: Digest) -> Vec<Effect> {
    if !model.inspection.blobs.get(blob).is_some_and(|blob| Rc::ptr_eq(&blob.bytes, bytes)) {
        return Vec::new();
    }
    model.hashing = model.hashing.saturating_sub(1);
    Inspection::change(&mut model.inspection).blobs.hashed(blob, digest);
    let effects = rebuild_soon(model);
    model.is_kept = false;
    effects
}

/// Makes the tree again: at once where it is the first time in a frame, and else after it, together with all that
/// comes until then. Workers answer hundreds of times in a frame, and each tree takes a time of its own.
pub(super) fn rebuild_soon(model: &mut Model) -> Vec<Effect> {
    if model.settling || model.growing.is_some() {
        model.stale = true;
        return Vec::new();
    }
    let mut effects = grow(model, None);
    model.is_kept = true;
    effects.extend(settle_soon(model));
    effects
}

/// Has done, once after the next frame, what is done once new documents are on the screen.
pub(super) fn settle_soon(model: &mut Model) -> Vec<Effect> {
    if std::mem::replace(&mut model.settling, true) {
        return Vec::new();
    }
    vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Settle)))]
}

pub(super) fn pin(model: &mut Model, blob: BlobId, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let pin = match (!text.is_empty()).then(|| Digest::parse(text)).transpose() {
        Ok(pin) => pin,
        Err(error) => {
            return notice(model, Tone::Bad, format!("The expected digest can't be read. {error}"));
        }
    };
    let inspection = Inspection::change(&mut model.inspection);
    match pin {
        Some(digest) => inspection.blobs.pin(blob, Pin { digest, word: Word::Visitor }),
        None => inspection.blobs.unpin(blob),
    }
    inspection.explanations.remove(&blob);
    model.explaining.of_visitor();
    documents_changed(model, None)
}

pub(super) fn clear(model: &mut Model) -> Vec<Effect> {
    let mut effects = fetching::forget(model);
    if !model.writing.is_empty() {
        effects.push(Effect::Export(Export::NoReport));
    }
    let (fetch, fetching) = (std::mem::take(&mut model.fetch), std::mem::take(&mut model.fetching));
    let (inspection, layers) = (Rc::new(model.inspection.after()), Rc::new(model.layers.after()));
    *model = Model { theme: model.theme, fetch, fetching, inspection, layers, ..Model::default() };
    effects.extend([
        Effect::StopWork(None),
        Effect::ForgetFiles,
        Effect::Remember(None),
        address(model, true),
    ]);
    effects
}
