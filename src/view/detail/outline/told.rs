//! What the documents of an image tell of its making: annotations, labels, and the provenance that is here.

use crate::image::annotations::Annotations;
use crate::image::document::Content;
use crate::image::statement::predicate_name;
use crate::inspect::{Blob, NodeId, Role};
use crate::json::Value;
use crate::session::Inspection;
use crate::view::detail::config;

/// A text and where it stands.
pub type Word = (String, &'static str);

/// Attestations of an image that are looked through for its provenance.
const LOOKED_AT: usize = 32;

/// Where an image's documents tell of it, the nearest first.
pub struct Told<'a> {
    sources: Vec<(&'a Annotations, &'static str)>,
    /// The predicate of the provenance.
    pub provenance: Option<Value<'a>>,
}

impl<'a> Told<'a> {
    /// Of the image of this manifest's node.
    pub fn of(inspection: &'a Inspection, id: NodeId) -> Self {
        let mut sources = Vec::new();
        let node = inspection.tree.get(id);
        let content = |id: NodeId| {
            let blob = inspection.blobs.get(inspection.tree.get(id)?.blob?)?;
            Some(&blob.document.content)
        };
        if let Some(Content::Manifest(manifest)) = content(id) {
            sources.push((&manifest.annotations, "an annotation of the manifest"));
        }
        if let Some(descriptor) = node.and_then(|node| node.descriptor.as_ref()) {
            sources.push((&descriptor.annotations, "an annotation in the index"));
        }
        if let Some((_, config)) = config(inspection, id) {
            sources.push((&config.run.labels, "a label"));
        }
        if let Some(Content::Index(index)) = node.and_then(|node| node.holder).and_then(content) {
            sources.push((&index.annotations, "an annotation of the index"));
        }
        Self { sources, provenance: provenance(inspection, id) }
    }

    /// The first text under one of these keys.
    pub fn get(&self, keys: &[&str]) -> Option<Word> {
        self.sources.iter().find_map(|(all, from)| {
            let value = keys.iter().find_map(|key| all.get(key))?.trim();
            (!value.is_empty()).then(|| (value.to_owned(), *from))
        })
    }
}

/// The statements that attest the manifest of node `id` and are here, each with its node. One whose bytes are not those
/// that were meant says nothing.
pub fn statements(inspection: &Inspection, id: NodeId) -> impl Iterator<Item = (NodeId, &Blob)> {
    let children =
        |id: NodeId| inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let is_attestation =
        |id: &NodeId| inspection.tree.get(*id).is_some_and(|node| matches!(node.role, Role::Attestation(_)));
    let attestations = children(id).iter().copied().filter(is_attestation);
    attestations.flat_map(children).take(LOOKED_AT).filter_map(|id| {
        let node = inspection.tree.get(*id)?;
        let blob = inspection.blobs.get(node.blob?)?;
        let is_one = matches!(blob.document.content, Content::Statement(_)) && !node.state.is_mismatch();
        is_one.then_some((*id, blob))
    })
}

fn provenance(inspection: &Inspection, id: NodeId) -> Option<Value<'_>> {
    statements(inspection, id).find_map(|(_, blob)| {
        let Content::Statement(statement) = &blob.document.content else { return None };
        let is_it = predicate_name(statement.predicate_type.as_deref()?) == "provenance";
        is_it.then(|| blob.root()?.get("predicate"))?
    })
}
