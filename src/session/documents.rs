//! Documents that come, are hashed, pinned and removed.

use std::rc::Rc;

use super::arrival::Arrival;
use super::arriving::{self, Arriving, End};
use super::coming::Coming;
use super::effect::Effect;
use super::export::Export;
use super::fetching;
use super::growing::{Then, grow};
use super::long_work::LongWork;
use super::message::Msg;
use super::model::{Inspection, Model, Tone};
use super::navigation::address;
use super::notices::notice;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Blobs, NodeId, Origin, Tree};
use crate::layers::FileId;
use crate::limits;
use crate::session::message::DocumentsMsg;
use crate::verify::{Pin, Word};

/// Takes documents; `pin` is the digest that is expected of the first. Many are taken a piece in each frame.
pub(super) fn add(model: &mut Model, arrivals: Vec<Arrival>, pin: Option<Digest>) -> Vec<Effect> {
    model.explaining.of_visitor();
    let word = match arrivals.first().map(|first| &first.origin) {
        Some(Origin::Example(_)) => Word::Example,
        _ => Word::Visitor,
    };
    let pin = pin.map(|digest| Pin { digest, word });
    arriving::begin(model, Arriving::new(Coming::of_arrivals(arrivals), pin, End::Shown))
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

/// Hashes what is due, makes the tree again, and does `then` once that is whole.
pub(super) fn documents_changed(model: &mut Model, then: Option<Then>) -> Vec<Effect> {
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
        "Descriptors embed more documents than are read here ({} of them, {} MB together, {} kB each): {left_out} were left out. \
         They are not verified. Paste or drop those that you need.",
        limits::EMBEDDED_DOCUMENTS,
        limits::EMBEDDED_BYTES / 1_000_000,
        limits::EMBEDDED_DOCUMENT_BYTES / 1000
    )
}

/// Has the rows of the tree laid out, before the update ends.
pub(super) fn lay_out(model: &mut Model) {
    model.tree.is_due = true;
}

/// Lays them out, where that is due; what is long is looked for beside the page.
pub(super) fn lay_out_if_due(model: &mut Model) -> Vec<Effect> {
    let due = model.tree.lay_out_if_due(&model.inspection);
    due.map(|filtering| Effect::InPieces(LongWork::Filter(filtering))).into_iter().collect()
}

/// The same now.
pub(super) fn lay_out_now(model: &mut Model) -> Vec<Effect> {
    lay_out(model);
    lay_out_if_due(model)
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

/// Makes the tree again: at once where it is the first time in a frame, and else after it, together with all that
/// comes until then. Workers answer hundreds of times in a frame, and each tree takes a time of its own.
pub(super) fn rebuild_soon(model: &mut Model) -> Vec<Effect> {
    let is_part_here = model.arriving.front().is_some_and(Arriving::is_being_put);
    if model.settling || model.growing.is_some() || is_part_here {
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
    Rc::make_mut(&mut inspection.explanations).remove(&blob);
    model.explaining.of_visitor();
    documents_changed(model, None)
}

/// Removes all documents, archives and layers; `but` are the files that are held on.
pub(super) fn clear(model: &mut Model, but: Vec<FileId>) -> Vec<Effect> {
    let mut effects = fetching::forget(model);
    if !model.writing.is_empty() {
        effects.push(Effect::Export(Export::NoReport));
    }
    let (fetch, fetching) = (std::mem::take(&mut model.fetch), std::mem::take(&mut model.fetching));
    let (inspection, layers) = (Rc::new(model.inspection.after()), Rc::new(model.layers.after()));
    let (theme, came, evidence) = (model.theme, model.came, model.evidence.after());
    *model = Model { theme, came, fetch, fetching, inspection, layers, evidence, ..Model::default() };
    effects.extend([
        Effect::StopWork(None),
        Effect::ForgetFiles { but },
        Effect::Remember(None),
        address(model, true),
    ]);
    effects
}
