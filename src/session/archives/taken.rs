//! What is in an archive is put with the documents, once those are read.

use super::of_archive::OfArchive;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Thing};
use crate::session::arrival::Arrival;
use crate::session::arriving::{Arriving, End};
use crate::session::coming::Coming;
use crate::session::documents::documents_changed;
use crate::session::effect::Effect;
use crate::session::inspection::Inspection;
use crate::session::model::{Model, Tone};
use crate::session::navigation::choose;
use crate::session::news::News;
use crate::session::next::Next;
use crate::session::notices::{notice, tell_news};
use crate::session::taking;
use crate::verify::{Pin, Word};

/// Takes the documents of an archive, and then what else there is of it.
pub(super) fn take(model: &mut Model, documents: Vec<Arrival>, archive: OfArchive) -> Vec<Effect> {
    model.explaining.of_visitor();
    let end = End::Archive(Box::new(archive));
    taking::begin(model, Arriving::new(Coming::of_arrivals(documents), None, end))
}

/// The documents of an archive are with the others, the first of them and whether there are several: now the tree is
/// made of all that is in it, once.
pub fn put_together(model: &mut Model, archive: OfArchive, first: Option<(BlobId, bool)>) -> Vec<Effect> {
    let blobs = &mut Inspection::change(&mut model.inspection).blobs;
    for (config, stack) in &archive.stacks {
        if let Some(config) = blobs.find_bytes(config) {
            blobs.layers.set_stack(config, stack.clone());
        }
    }
    let pin = archive.pin.clone();
    let mut effects = pin.map(|pin| pin_in(model, &archive.path, pin)).unwrap_or_default();
    effects.extend(documents_changed(model, Some(Next::Opened(Box::new(archive), first))));
    effects
}

/// Shows an archive, and says what there is to say of it at the first thing in it.
pub fn show_opened(model: &mut Model, archive: OfArchive, first: Option<(BlobId, bool)>) -> Vec<Effect> {
    let shown = first.map(|(first, several)| taking::show(model, first, several));
    let mut effects = shown.unwrap_or_default();
    let OfArchive { findings, texts, documents, held, .. } = archive;
    let Inspection { blobs, tree, .. } = Inspection::change(&mut model.inspection);
    let documents = documents.iter().filter_map(|bytes| blobs.find_bytes(bytes).map(Thing::Blob));
    let mut things = documents.chain(held.into_iter().map(Thing::Layer)).peekable();
    let any = things.peek().copied();
    let is_root = |thing: &Thing| {
        let node = match thing {
            Thing::Blob(blob) => tree.first_with(*blob),
            Thing::Layer(layer) => tree.first_with_layer(*layer),
        };
        node.is_some_and(|node| tree.roots().binary_search(&node).is_ok())
    };
    let first = things.find(is_root).or(any);
    if let Some(first) = first.filter(|_| !findings.is_empty()) {
        blobs.layers.say_of_archive(first, findings);
    }
    effects.extend(texts.into_iter().flat_map(|text| notice(model, Tone::Warn, text)));
    effects.extend(choose_first(model));
    effects
}

/// Pins the document of the archive at `path` that has this digest; where none has, that is said.
fn pin_in(model: &mut Model, path: &str, pin: Digest) -> Vec<Effect> {
    let blobs = &mut Inspection::change(&mut model.inspection).blobs;
    if let Some(blob) = blobs.find(&pin).or_else(|| blobs.find_claim(&pin)) {
        blobs.pin(blob, Pin { digest: pin, word: Word::Visitor });
        return Vec::new();
    }
    if let Some(layer) = blobs.layers.find(&pin) {
        blobs.layers.pin(layer, Some(Pin { digest: pin, word: Word::Visitor }));
        return Vec::new();
    }
    tell_news(model, Tone::Bad, News::NotInArchive { path: path.to_owned(), pin })
}

/// Shows the first root where nothing is shown.
pub fn choose_first(model: &mut Model) -> Vec<Effect> {
    if model.selected.is_some() {
        return Vec::new();
    }
    match model.inspection.tree.roots().first().copied() {
        Some(root) => choose(model, model.inspection.tree.meant(root), true),
        None => Vec::new(),
    }
}
