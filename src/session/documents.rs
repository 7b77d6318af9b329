//! Documents that come, are hashed, pinned and removed.

use std::rc::Rc;

use super::effect::Effect;
use super::growing::{grow, rebuild_soon, settle_soon};
use super::inspection::Inspection;
use super::model::{Model, Tone};
use super::news::News;
use super::next::Next;
use super::notices::tell_news;
use crate::image::digest::Digest;
use crate::inspect::BlobId;
use crate::limits;
use crate::verify::{Pin, Word};

/// Hashes what is due, makes the tree again, and does `then` once that is whole.
pub(super) fn documents_changed(model: &mut Model, then: Option<Next>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let inspection = Inspection::change(&mut model.inspection);
    let mut left = limits::HASH_ON_MAIN_THREAD_BYTES;
    for (blob, algorithm) in inspection.blobs.due() {
        let Some(bytes) = inspection.blobs.get(blob).map(|blob| Rc::clone(&blob.bytes)) else { continue };
        match left.checked_sub(bytes.len()) {
            Some(less) => {
                left = less;
                inspection.blobs.hash(blob, algorithm);
            }
            None => {
                model.hashing += 1;
                effects.push(Effect::Hash { blob, algorithm, bytes });
            }
        }
    }
    let left_out = inspection.blobs.take_left_out();
    let embedded = inspection.blobs.take_embedded().into_iter();
    effects.extend(embedded.map(|(layer, bytes)| Effect::HoldEmbedded { layer, bytes }));
    if left_out > 0 {
        effects.extend(tell_news(model, Tone::Warn, News::EmbeddedLeftOut(left_out)));
    }
    model.payload = None;
    model.is_kept = false;
    effects.extend(grow(model, then));
    effects.extend(settle_soon(model));
    effects
}

/// Takes a digest that was computed elsewhere. Documents may have been removed or replaced in the
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

pub(super) fn pin(model: &mut Model, blob: BlobId, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let pin = match (!text.is_empty()).then(|| Digest::parse(text)).transpose() {
        Ok(pin) => pin,
        Err(error) => {
            return tell_news(model, Tone::Bad, News::NotExpected(error));
        }
    };
    let inspection = Inspection::change(&mut model.inspection);
    match pin {
        Some(digest) => inspection.blobs.pin(blob, Pin { digest, word: Word::Visitor }),
        None => inspection.blobs.unpin(blob),
    }
    Rc::make_mut(&mut inspection.explanations).remove(&blob);
    model.explaining.of_visitor();
    documents_changed(model, None)
}
