//! Evidence at the registry: looked for when the visitor asks for it, and followed from what lists it to its documents.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::gather::{subject as subject_of, tagged};
use crate::fetch::{Event, WantedDocument};
use crate::image::digest::Digest;
use crate::inspect::{Node, NodeId, Role};
use crate::limits;
use crate::session::effect::Effect;
use crate::session::fetching::{repository, subject, tell};
use crate::session::inspection::Inspection;
use crate::session::model::Model;
use crate::verify::Verification;

/// Asks the registry of a node for its evidence, and for that of the platforms under it.
pub(in super::super) fn look(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let inspection = &model.inspection;
    let Some((repository, own)) = subject(inspection, node) else { return Vec::new() };
    let children = inspection.tree.get(node).map(|node| node.children.as_slice()).unwrap_or_default();
    let entries = children.iter().filter_map(|child| inspection.tree.get(*child));
    let entries = entries.filter(|node| node.role == Role::Entry);
    let digests = entries.filter_map(|node| node.stated_digest().cloned());
    let digests: Vec<Digest> = std::iter::once(own).chain(digests).take(limits::EVIDENCE_LOOKED).collect();
    let state = &mut model.evidence;
    state.looked.extend(digests.iter().cloned());
    state.followed = None;
    state.revision = state.revision.saturating_add(1);
    tell(model, Event::Evidence(repository, digests))
}

/// Has the documents fetched of what was found.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    let now = (model.inspection.revision(), model.fetch.changes());
    if model.evidence.looked.is_empty() || model.evidence.followed == Some(now) {
        return Vec::new();
    }
    let documents = wanted(model);
    let effects =
        if documents.is_empty() { Vec::new() } else { tell(model, Event::Want { documents, urgent: false }) };
    model.evidence.followed = Some((model.inspection.revision(), model.fetch.changes()));
    model.evidence.revision = model.evidence.revision.saturating_add(1);
    effects
}

/// What is missing of the evidence of what was looked for: the manifests that refer to it, and their layers.
fn wanted(model: &Model) -> Vec<WantedDocument> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let looked = &model.evidence.looked;
    let is_new = |digest: &Digest| blobs.find(digest).is_none() && model.fetch.state_of(digest).is_none();
    let mut wanted = Vec::new();
    for (subject, list) in model.fetch.referrers().iter().filter(|(subject, _)| looked.contains(subject)) {
        let place = Rc::new(list.repository.clone());
        for referrer in list.referrers.iter().filter(|it| is_new(&it.digest) && it.digest != *subject) {
            wanted.push(WantedDocument {
                repository: Rc::clone(&place),
                digest: referrer.digest.clone(),
                size: referrer.size,
                media_type: referrer.media_type.clone(),
                is_manifest: true,
            });
        }
    }
    for (id, node) in tree.iter().filter(|(_, node)| node.state == Verification::NotLoaded) {
        let holder = node.holder.and_then(|holder| tree.get(holder));
        let (is_wanted, is_manifest) = match &node.role {
            Role::Attestation(Some(of)) => (looked.contains(of), true),
            Role::Layer(_) => {
                (holder.is_some_and(|holder| is_evidence(&model.inspection, holder, looked)), false)
            }
            _ => (false, false),
        };
        let descriptor = node.descriptor.as_ref().filter(|_| is_wanted);
        let Some((descriptor, digest)) = descriptor.and_then(|it| Some((it, it.digest.clone()?))) else {
            continue;
        };
        let is_short = descriptor.size.is_none_or(|size| size <= limits::DOCUMENT_BYTES as u64);
        let Some(place) = repository(&model.inspection, id).filter(|_| is_short && is_new(&digest)) else {
            continue;
        };
        wanted.push(WantedDocument {
            repository: Rc::new(place),
            digest,
            size: descriptor.size,
            media_type: descriptor.media_type.clone(),
            is_manifest,
        });
    }
    wanted
}

/// Whether a manifest is evidence of one of these digests: by the index, by its subject, or by the tag of cosign's.
fn is_evidence(inspection: &Inspection, node: &Node, looked: &BTreeSet<Digest>) -> bool {
    if let Role::Attestation(Some(of)) = &node.role {
        return looked.contains(of);
    }
    let Some(blob) = node.blob.and_then(|blob| inspection.blobs.get(blob)) else { return false };
    subject_of(blob).is_some_and(|subject| looked.contains(subject))
        || tagged(blob).any(|of| looked.contains(&of))
}
