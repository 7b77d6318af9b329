//! Documents that go into a link and come out of one.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::arriving::{Arriving, End};
use super::coming::Coming;
use super::documents::documents_changed;
use super::effect::Effect;
use super::fetching::{self, How};
use super::leaving::put_away;
use super::message::Msg;
use super::model::{Model, Tone};
use super::navigation::{address, show};
use super::news::News;
use super::notices::{announced, tell_news};
use super::pair_address::{are_here, references};
use super::remembered::{self, told_of_too_large};
use super::sharing::{ShareDialog, Without};
use super::taking;
use super::view::View;
use crate::evidence::statement::Kind;
use crate::image::reference::reader;
use crate::inspect::NodeId;
use crate::session::message::ShareMsg;
use crate::share::Fragment;

impl Model {
    /// The link that the share dialog offers; `base` is the page's address up to the `#`.
    #[must_use]
    pub fn link(&self, base: &str) -> Option<String> {
        let payload = self.share.as_ref()?.payload.as_ref()?.as_deref().ok()?;
        let view = self.view.to_string();
        Some(format!("{base}#{}", Fragment { payload: Some(payload), view: view.as_str().into() }))
    }
}

pub(super) fn copy_link(model: &mut Model, base: &str) -> Vec<Effect> {
    let Some(link) = model.link(base) else { return Vec::new() };
    let Some(share) = &model.share else { return Vec::new() };
    let Some(Ok(payload)) = &share.payload else { return Vec::new() };
    let (payload, whole) = (payload.clone(), share.is_whole());
    let mut effects = vec![Effect::Copy(link)];
    if whole {
        // The address now holds the documents, and a reload or a bookmark opens them.
        model.payload = Some(payload);
        effects.push(address(model, false));
    }
    effects
}

pub(super) fn copied(model: &mut Model, done: bool) -> Vec<Effect> {
    // The dialog covers the notices, and has its own place for this.
    let is_told = model.share.as_mut().map(|share| {
        let is_other = std::mem::take(&mut share.copies_other);
        share.copied = Some(done).filter(|done| !is_other || !done);
    });
    let is_told = is_told.is_some();
    match (done, is_told) {
        (true, _) => vec![announced(News::Copied)],
        (false, true) => vec![announced(News::NotCopied)],
        (false, false) => tell_news(model, Tone::Bad, News::NotCopied),
    }
}

/// Packs a piece of the link, and has the next one packed after a frame.
pub(super) fn pack_link(model: &mut Model) -> Vec<Effect> {
    let Some(share) = &mut model.share else {
        model.packing = None;
        return Vec::new();
    };
    let more = share.pack((&model.inspection.blobs, &model.inspection.tree), &mut model.packing);
    if more { vec![Effect::AfterFrame(Box::new(Msg::Share(ShareMsg::Pack)))] } else { Vec::new() }
}

/// Has an image go with the link, or not.
pub(super) fn share_image(model: &mut Model, image: NodeId, goes: bool) -> Vec<Effect> {
    let Some(share) = &model.share else { return Vec::new() };
    let mut without = share.without();
    without.images.retain(|other| *other != image);
    without.images.extend((!goes).then_some(image));
    make_share(model, share.configs, without)
}

/// Has a kind of evidence go with the link, or not.
pub(super) fn share_evidence(model: &mut Model, kind: Kind, goes: bool) -> Vec<Effect> {
    let Some(share) = &model.share else { return Vec::new() };
    let mut without = share.without();
    without.kinds.retain(|other| *other != kind);
    without.kinds.extend((!goes).then_some(kind));
    make_share(model, share.configs, without)
}

/// Has the configs go with the link, or not.
pub(super) fn share_configs(model: &mut Model, configs: bool) -> Vec<Effect> {
    let without = model.share.as_ref().map(ShareDialog::without).unwrap_or_default();
    make_share(model, configs, without)
}

/// Opens the share dialog.
pub(super) fn open_share(model: &mut Model) -> Vec<Effect> {
    let entries = model.evidence.entries.iter();
    let of_evidence = entries.map(|entry| (entry.blob, entry.piece.kind)).collect::<BTreeMap<_, _>>();
    make_share(model, true, Without { of_evidence: Rc::new(of_evidence), ..Without::default() })
}

fn make_share(model: &mut Model, configs: bool, without: Without) -> Vec<Effect> {
    let dialog = ShareDialog::new((&model.inspection.blobs, &model.inspection.tree), configs, without);
    let is_due = dialog.payload.is_none();
    model.share = Some(dialog);
    model.packing = None;
    if is_due { vec![Effect::AfterFrame(Box::new(Msg::Share(ShareMsg::Pack)))] } else { Vec::new() }
}

/// Opens the image that a link names, in the place of what is here.
pub(super) fn open_linked(model: &mut Model, view: View) -> Vec<Effect> {
    if let Some((first, second)) = references(&view.reference) {
        let mut effects = begin_linked(model, &view);
        effects.extend(fetching::open_both(model, first, second, How::Linked, Some(view)));
        return effects;
    }
    let reference = match reader::read(&view.reference) {
        Ok(typed) => typed.reference,
        Err(error) => return tell_news(model, Tone::Bad, News::LinkedNoImage(error)),
    };
    let mut effects = begin_linked(model, &view);
    effects.extend(fetching::open(model, &reference, How::Linked, None, Some(view)));
    effects
}

/// Puts away what is here, for what a link names.
fn begin_linked(model: &mut Model, view: &View) -> Vec<Effect> {
    let mut effects = put_away(model);
    model.payload = None;
    model.view = view.clone();
    effects.extend(documents_changed(model, None));
    effects
}

/// Takes what was kept for a reload, unless the address brought documents itself.
pub(super) fn recalled(model: &mut Model, remembered: &str) -> Vec<Effect> {
    if !model.inspection.blobs.is_empty() || model.opening_link.is_some() {
        return Vec::new();
    }
    let view = model.view.clone();
    // What the address names comes again by itself.
    let (documents, files) = remembered::recalled(remembered);
    let mut effects = Vec::new();
    if let Some(files) = files {
        effects.extend(tell_news(model, Tone::Note, files));
    }
    if let Some(news) = told_of_too_large(documents).filter(|_| view.reference.is_empty()) {
        effects.extend(tell_news(model, Tone::Note, news));
    } else if !documents.is_empty() {
        let end = End::Recalled(view);
        effects.extend(taking::begin(model, Arriving::new(Coming::of_kept(documents), None, end)));
    }
    effects
}

/// Shows what was kept for a reload.
pub(super) fn show_recalled(model: &mut Model, view: View) -> Vec<Effect> {
    let mut effects = Vec::new();
    if are_here(model, &view.reference) {
        // What the link names was kept, and need not be fetched or asked about.
        effects.extend(fetching::stop(model));
    }
    // The address already says what is shown.
    show(model, view);
    effects.push(Effect::Reveal);
    effects
}
