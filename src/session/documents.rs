//! Documents that come, are hashed, pinned and put away.

use std::rc::Rc;

use super::bundle::{self, Bundled};
use super::effect::Effect;
use super::fetching;
use super::message::{Arrival, Msg};
use super::model::{Model, Tone};
use super::navigation::{address, choose};
use super::notices::notice;
use super::saving;
use super::wrapped;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Tree};
use crate::limits;
use crate::verify::hash::digest_of;

pub(super) fn add(model: &mut Model, arrivals: Vec<Arrival>, pin: Option<&str>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut pin = pin.map(Digest::parse);
    if let Some(Err(error)) = &pin {
        effects.extend(notice(model, Tone::Bad, format!("The expected digest can't be read. {error}")));
    }
    let mut first = None;
    let mut refused = Vec::new();
    let mut sentences = Vec::new();
    let mut taken_out = 0;
    let inspection = Rc::make_mut(&mut model.inspection);
    for Arrival { bytes, origin } in arrivals {
        if bytes.len() > limits::DOCUMENT_BYTES {
            refused.push(saving::name_of_origin(&origin));
            continue;
        }
        let documents = match bundle::read(&bytes) {
            None => match wrapped::read(&bytes) {
                None => vec![Bundled { bytes, origin, pin: None, digest: None }],
                Some(documents) => {
                    taken_out += documents.len();
                    documents
                }
            },
            Some(Ok(documents)) => documents,
            Some(Err(sentence)) => {
                // It is shown as what it is, so that what can be read of it is not lost.
                sentences.push(sentence);
                vec![Bundled { bytes, origin, pin: None, digest: None }]
            }
        };
        for (document, at) in documents.into_iter().zip(1..) {
            if document.digest.as_ref().is_some_and(|digest| was_changed(digest, &document.bytes)) {
                sentences
                    .push(format!("Document {at} is not the one that was saved: its bytes were changed."));
            }
            let id = inspection.blobs.add(document.bytes, document.origin);
            let typed = pin.take().and_then(Result::ok);
            if let Some(pin) = typed.or(document.pin) {
                inspection.blobs.pin(id, Some(pin));
            }
            first.get_or_insert(id);
        }
    }
    if taken_out > 0 {
        effects.extend(notice(model, Tone::Ok, wrapped::sentence(taken_out)));
    }
    for sentence in sentences {
        effects.extend(notice(model, Tone::Bad, sentence));
    }
    for name in refused {
        let text = format!(
            "{name} is over {} MB, more than a document of an image ever is. Archives and layers are \
             opened where they lie: drop them as files.",
            limits::DOCUMENT_BYTES / 1_000_000
        );
        effects.extend(notice(model, Tone::Bad, text));
    }
    let Some(first) = first else { return effects };
    effects.extend(documents_changed(model));
    if let Some(node) = model.inspection.tree.first_with(first) {
        model.tree.reveal(&model.inspection.tree, node);
        lay_out(model);
        effects.extend(choose(model, node, true));
    }
    effects
}

/// Whether bytes no longer have the digest that was saved with them. Those that would take long to
/// hash are left to the tree, where they are verified as all others.
fn was_changed(saved: &Digest, bytes: &[u8]) -> bool {
    let hashable = saved.registered().filter(|_| bytes.len() <= limits::HASH_ON_MAIN_THREAD_BYTES);
    hashable.is_some_and(|algorithm| digest_of(algorithm, bytes) != *saved)
}

/// Hashes what is due, rebuilds the tree and all that hangs on it.
pub(super) fn documents_changed(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let inspection = Rc::make_mut(&mut model.inspection);
    for (blob, algorithm) in inspection.blobs.due() {
        let Some(bytes) = inspection.blobs.get(blob).map(|blob| Rc::clone(&blob.bytes)) else { continue };
        if bytes.len() > limits::HASH_ON_MAIN_THREAD_BYTES {
            model.hashing += 1;
            effects.push(Effect::Hash { blob, algorithm, bytes });
        } else {
            inspection.blobs.hash(blob, algorithm);
        }
    }
    rebuild(model);
    model.payload = None;
    effects.push(Effect::AfterFrame(Box::new(Msg::Settle)));
    effects
}

/// Builds the tree anew; what was open stays open, and what was chosen stays chosen.
pub(super) fn rebuild(model: &mut Model) {
    let inspection = Rc::make_mut(&mut model.inspection);
    let tree = Tree::build(&inspection.blobs);
    model.tree = model.tree.carried(&inspection.tree, &tree);
    model.selected = model.selected.and_then(|node| tree.carry(&inspection.tree, node));
    inspection.tree = tree.into();
    model.fetching.image = fetching::image(&model.inspection);
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
    }
    lay_out(model);
}

pub(super) fn lay_out(model: &mut Model) {
    model.tree.lay_out(&model.inspection.blobs, &model.inspection.tree);
}

/// Takes a digest that was computed elsewhere. Documents may have been put away or replaced in the
/// meantime; a digest of other bytes would then prove what nobody hashed.
pub(super) fn hashed(model: &mut Model, blob: BlobId, bytes: &Rc<[u8]>, digest: Digest) -> Vec<Effect> {
    if !model.inspection.blobs.get(blob).is_some_and(|blob| Rc::ptr_eq(&blob.bytes, bytes)) {
        return Vec::new();
    }
    model.hashing = model.hashing.saturating_sub(1);
    Rc::make_mut(&mut model.inspection).blobs.hashed(blob, digest);
    rebuild(model);
    vec![Effect::AfterFrame(Box::new(Msg::Settle))]
}

pub(super) fn pin(model: &mut Model, blob: BlobId, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let pin = match (!text.is_empty()).then(|| Digest::parse(text)).transpose() {
        Ok(pin) => pin,
        Err(error) => {
            return notice(model, Tone::Bad, format!("The expected digest can't be read. {error}"));
        }
    };
    let inspection = Rc::make_mut(&mut model.inspection);
    inspection.blobs.pin(blob, pin);
    inspection.explanations.remove(&blob);
    documents_changed(model)
}

pub(super) fn clear(model: &mut Model) -> Vec<Effect> {
    let mut effects = fetching::forget(model);
    let fetching = std::mem::take(&mut model.fetching);
    *model = Model { theme: model.theme, fetching, ..Model::default() };
    effects.extend([
        Effect::StopWork(None),
        Effect::ForgetFiles,
        Effect::Remember(None),
        address(model, true),
    ]);
    effects
}
