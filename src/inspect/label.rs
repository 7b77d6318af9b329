//! What a row of the tree says of a node.

use std::fmt::Display;

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::NodeId;
use super::node::{Node, Role};
use super::own::kind_name;
use super::tree::Tree;
use crate::archive::foreign::Foreign;
use crate::image::annotations::{CONTAINERD_NAME, PREDICATE_TYPE, REF_NAME};
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::image::instruction::Instruction;
use crate::image::media_type;
use crate::image::statement::predicate_name;
use crate::limits;
use crate::text::cut::cut;

/// Predicates of an attestation that its row names; BuildKit writes one or two.
const PREDICATES: usize = 3;

/// The words of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What it is: `linux/arm64/v8`, `config`, `layer 1 · tar+gzip`.
    pub name: String,
    /// Under it: a short digest, or the command that made a layer.
    pub what: String,
    /// `what` is code (a digest, a command), not words.
    pub what_is_code: bool,
    /// Bytes, as the descriptor states them, or as they are where there is no descriptor.
    pub size: Option<u64>,
}

/// The row of node `id`; an empty one where there is no such node.
#[must_use]
pub fn label(blobs: &Blobs, tree: &Tree, id: NodeId) -> Label {
    let Some(node) = tree.get(id) else { return Label::default() };
    let blob = node.blob.and_then(|blob| blobs.get(blob));
    let layer = node.layer.and_then(|layer| blobs.layers.get(layer));
    let size = node.stated_size().or_else(|| blob.map(Blob::size)).or_else(|| layer.map(|layer| layer.size));
    let digest = node.stated_digest().map(Digest::short).or_else(|| Some(blob?.telling_digest()?.short()));
    if let (Role::Root, Some(layer)) = (&node.role, layer) {
        let name = layer.foreign.map_or_else(|| "Layer".to_owned(), Foreign::title);
        return Label { name, what: layer.name.clone(), what_is_code: true, size };
    }
    let digest = digest.or_else(|| Some(layer?.proof()?.digest.short()));
    let (name, command) = match &node.role {
        Role::Root if node.blob.is_some_and(|blob| tree.is_contents(blob)) => ("OCI layout".to_owned(), None),
        Role::Root => (saved_name(blobs, node).unwrap_or_else(|| root_name(blob)), None),
        Role::Entry => (entry_name(blobs, tree, node, blob), None),
        Role::Attestation(attests) => (attestation_name(tree, node, attests.as_ref(), blob), None),
        Role::Config => ("config".to_owned(), None),
        Role::Subject => ("subject".to_owned(), None),
        Role::Layer(at) => (layer_name(node, *at), made_by(blobs, tree, node, *at)),
    };
    Label { name, what_is_code: true, what: command.or(digest).unwrap_or_default(), size }
}

/// The names that an archive gives to the image of a config.
fn saved_name(blobs: &Blobs, node: &Node) -> Option<String> {
    let names = &blobs.layers.stack(node.blob?)?.names;
    let first = names.first()?;
    Some(match names.len() {
        1 => first.clone(),
        count => format!("{first} and {} more", count - 1),
    })
}

fn root_name(blob: Option<&Blob>) -> String {
    let Some(blob) = blob else { return String::new() };
    let mut name = blob.document.name().to_owned();
    if let Some(first) = name.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    name
}

fn entry_name(blobs: &Blobs, tree: &Tree, node: &Node, blob: Option<&Blob>) -> String {
    let descriptor = node.descriptor.as_deref();
    let name = descriptor.and_then(|descriptor| {
        let annotations = &descriptor.annotations;
        annotations.get(CONTAINERD_NAME).or_else(|| annotations.get(REF_NAME))
    });
    let platform = descriptor.and_then(|descriptor| descriptor.platform.as_ref());
    let kind = blob
        .map(|blob| kind_name(blob, descriptor))
        .or_else(|| Some(media_type::short_name(descriptor?.media_type.as_deref()?)));
    // What a layout holds goes by names.
    let holder = node.holder.and_then(|holder| tree.get(holder)?.blob);
    let by_name = holder.is_some_and(|holder| tree.is_contents(holder));
    let is_of_index = holder
        .and_then(|holder| blobs.get(holder))
        .is_some_and(|holder| matches!(holder.document.content, Content::Index(_)));
    match (platform, name) {
        (Some(platform), Some(name)) if by_name => shown(format_args!("{name} · {platform}")),
        (Some(platform), _) => shown(platform),
        (None, Some(name)) => shown(name),
        // Outside of an index it needs none.
        (None, None) if by_name => format!("{} without a name", shown(kind.unwrap_or("entry"))),
        (None, None) if !is_of_index => shown(kind.unwrap_or("a document")),
        (None, None) => format!("{} without a platform", shown(kind.unwrap_or("entry"))),
    }
}

fn attestation_name(tree: &Tree, node: &Node, attests: Option<&Digest>, blob: Option<&Blob>) -> String {
    let mut name = "attestation".to_owned();
    if let Some(Content::Manifest(manifest)) = blob.map(|blob| &blob.document.content) {
        let predicates = manifest.layers.iter().filter_map(|layer| layer.annotations.get(PREDICATE_TYPE));
        let mut predicates = predicates.map(|predicate| shown(predicate_name(predicate)));
        let named: Vec<_> = predicates.by_ref().take(PREDICATES).collect();
        if !named.is_empty() {
            name = format!("attestation · {}", named.join(", "));
        }
        let more = predicates.count();
        if more > 0 {
            name = format!("{name} and {more} more");
        }
    }
    // Under the manifest that it attests there is no need to say which that is.
    let under_it = node.parent.and_then(|parent| tree.get(parent)?.stated_digest().cloned());
    match attests {
        Some(digest) if under_it.as_ref() != Some(digest) => {
            format!("{name} for {}, which is not in the index", digest.short())
        }
        _ => name,
    }
}

fn layer_name(node: &Node, at: u32) -> String {
    let descriptor = node.descriptor.as_deref();
    let predicate = descriptor.and_then(|layer| layer.annotations.get(PREDICATE_TYPE));
    let packing = descriptor.and_then(|layer| layer.media_type.as_deref()).map(media_type::short_name);
    match (predicate, packing) {
        (Some(predicate), _) => format!("statement {} · {}", at + 1, shown(predicate_name(predicate))),
        (None, Some(packing)) => format!("layer {} · {}", at + 1, shown(packing)),
        (None, None) => format!("layer {}", at + 1),
    }
}

/// As much of a document's text as a row has of it.
fn shown(text: impl Display) -> String {
    cut(text, limits::REPEATED_CHARACTERS)
}

/// The command that made a layer, from the history of the config beside it.
fn made_by(blobs: &Blobs, tree: &Tree, node: &Node, at: u32) -> Option<String> {
    let manifest = tree.get(node.holder?)?;
    let Content::Manifest(_) = &blobs.get(manifest.blob?)?.document.content else { return None };
    let config = tree.get(tree.child_with_role(node.holder?, &Role::Config)?)?;
    let Content::Config(config) = &blobs.get(config.blob?)?.document.content else { return None };
    let command = config.step_of_layer(usize::try_from(at).ok()?)?.created_by.as_deref()?;
    // One config may be that of every image of the tree.
    Some(Instruction::read(&shown(command)).to_string())
}
