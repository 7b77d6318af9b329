//! Has evidence read, put to what it is about, and verified, where somebody looks at it.

use std::rc::Rc;

use super::asking::{key, question};
use super::expected::Field;
use super::gather::gather;
use super::looking::follow;
use super::pieces::Read;
use super::root::{RootState, digest};
use super::standing::{Standing, VerifyId};
use crate::evidence::Verdict;
use crate::limits;
use crate::session::effect::Effect;
use crate::session::inspection::Inspection;
use crate::session::long_work::LongWork;
use crate::session::model::Model;
use crate::session::navigation::address;
use crate::session::tab::Tab;

/// Reads what is not read yet, and puts it to what it is about, while the chosen node's overview, its evidence or its
/// comparison is shown; verifies where it is the evidence.
pub(in super::super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = follow(model);
    effects.extend(read_and_verify(model));
    effects
}

fn read_and_verify(model: &mut Model) -> Vec<Effect> {
    if model.selected.is_none() || !matches!(model.view.tab, Tab::Overview | Tab::Evidence | Tab::Compare) {
        return Vec::new();
    }
    let revision = model.inspection.revision();
    let state = &mut model.evidence;
    if !state.reading && state.read_of != Some(revision) {
        state.read_of = Some(revision);
        let unread = state.pieces.unread(&model.inspection.blobs);
        if !unread.is_empty() {
            state.reading = true;
            return vec![Effect::InPieces(LongWork::Evidence(unread))];
        }
    }
    if state.reading {
        return Vec::new();
    }
    if state.gathered_of != Some(revision) {
        state.gathered_of = Some(revision);
        let (entries, left_out) = gather(&model.inspection, &state.pieces);
        if !(entries.is_empty() && state.entries.is_empty()) {
            state.entries = entries.into();
            state.left_out = left_out;
            state.revision = state.revision.saturating_add(1);
        }
    }
    if is_looked_at(model) { verify(model) } else { Vec::new() }
}

/// Whether the evidence is looked at: its tab, or a piece itself.
fn is_looked_at(model: &Model) -> bool {
    model.view.tab == Tab::Evidence
        || model.evidence.entries.iter().any(|entry| Some(entry.node) == model.selected)
}

/// Asks for all that was not asked for by what is trusted now.
fn verify(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.evidence;
    let root = RootState::of(&model.view.expected, state.given.as_ref(), &model.inspection.blobs);
    let trust = model.view.expected.trust(root.choice());
    if state.trust != trust || state.root != root {
        state.asked.clear();
        (state.trust, state.root) = (trust, root);
        state.revision = state.revision.saturating_add(1);
    }
    let mut effects = Vec::new();
    let entries = Rc::clone(&state.entries);
    let Inspection { blobs, tree, .. } = &*model.inspection;
    for entry in entries.iter() {
        let Some(key) = key(tree, entry) else { continue };
        if state.asked.contains_key(&key) {
            continue;
        }
        let standing = match question(blobs, tree, entry, &state.trust, &state.root) {
            Err(standing) => standing,
            Ok(question) if effects.len() < limits::VERIFIED_AT_ONCE => {
                state.last = VerifyId(state.last.0.wrapping_add(1));
                effects.push(Effect::Verify { id: state.last, question: Box::new(question) });
                Standing::Waiting(state.last)
            }
            // It is asked for once others were answered.
            Ok(_) => break,
        };
        state.asked.insert(key, standing);
        state.revision = state.revision.saturating_add(1);
    }
    effects
}

/// Takes pieces that were read.
pub(in super::super) fn take_read(model: &mut Model, read: Vec<Read>) {
    let state = &mut model.evidence;
    state.reading = false;
    Rc::make_mut(&mut state.pieces).take(read);
    state.gathered_of = None;
    // Others may have come meanwhile.
    state.read_of = None;
    state.revision = state.revision.saturating_add(1);
}

/// Takes an answer; one that nobody waits for any more changes nothing.
pub(in super::super) fn answered(model: &mut Model, id: VerifyId, verdict: Option<Verdict>) {
    let state = &mut model.evidence;
    let waiting = state.asked.values_mut().find(|standing| **standing == Standing::Waiting(id));
    if let Some(standing) = waiting {
        *standing = match verdict {
            Some(verdict) => Standing::Answered(Box::new(verdict)),
            None => Standing::NoVerifier,
        };
        state.revision = state.revision.saturating_add(1);
    }
}

/// The visitor expects or trusts something else.
pub(in super::super) fn expect(model: &mut Model, field: Field, text: String) -> Vec<Effect> {
    model.view.expected.set(field, text);
    model.evidence.typed = model.view.expected.clone();
    model.evidence.revision = model.evidence.revision.saturating_add(1);
    vec![address(model, false)]
}

/// The visitor gives a `trusted_root.json`, which the address then names by its digest; an empty text takes it back.
pub(in super::super) fn give_root(model: &mut Model, text: &str) -> Vec<Effect> {
    let is_none = text.trim().is_empty();
    model.evidence.given = (!is_none).then(|| text.into());
    expect(model, Field::Root, if is_none { String::new() } else { digest(text) })
}
