//! The tree that the documents make together.

use std::rc::Rc;

use super::blob::{Blob, BlobId, Blobs};
use super::held::{HeldLayer, LayerState};
use super::judgement::{child_state, layer_state, root_state};
use super::layout;
use super::node::{Compared, Node, NodeId, Role};
use super::path::Step;
use crate::archive::layer::LayerId;
use crate::image::config::Config;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::image::document::{Content, Kind};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::sorting::sort_by_key;
use crate::verify::Verification;

/// All nodes, and which of them are roots.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The number of the first node.
    first: u32,
    /// No node of this tree, or of one before it in whose place it stands, has this number or a higher one.
    end: u32,
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
    first_with: HashMap<BlobId, NodeId>,
    first_with_layer: HashMap<LayerId, NodeId>,
    /// The documents that are a layout's table of contents.
    pub(super) contents: HashSet<BlobId>,
    /// A bound was met: more nodes, or deeper ones, than the tree takes.
    truncated: bool,
}

impl Tree {
    /// Puts `blobs` together.
    ///
    /// A document is a root unless another, itself in the tree, names its digest; so is a layer in a file that
    /// nothing names. Documents that name
    /// each other in a ring (which takes a false claim, for no digest can be made to hold itself) end
    /// where one comes again, and the first of them is the root.
    #[must_use]
    pub fn build(blobs: &Blobs) -> Self {
        Self::default().rebuilt(blobs)
    }

    /// The tree of `blobs` in the place of this one, which was made of them before some came or went.
    #[must_use]
    pub fn rebuilt(&self, blobs: &Blobs) -> Self {
        let contents = layout::contents(blobs);
        let mut tree = Self { first: self.first, end: self.end, contents, ..Self::default() };
        let named: HashSet<BlobId> =
            blobs.iter().flat_map(|(id, blob)| children_of(blobs, id, blob)).collect();
        let has_index = blobs.iter().any(|(_, blob)| matches!(blob.document.content, Content::Index(_)));
        let is_shown = |blob: &Blob| is_shown(blob, has_index);
        for (id, blob) in blobs.iter().filter(|(id, blob)| !named.contains(id) && is_shown(blob)) {
            tree.add_root(blobs, id, blob);
        }
        // What is still not in the tree is part of a ring.
        for (id, blob) in blobs.iter().filter(|(_, blob)| is_shown(blob)) {
            if tree.first_with(id).is_none() && !tree.truncated {
                tree.add_root(blobs, id, blob);
            }
        }
        // Layers that nothing names stand by themselves.
        for (id, layer) in blobs.layers.iter().filter(|(_, layer)| !layer.remote) {
            if tree.first_with_layer(id).is_none() {
                tree.add_layer(id, layer);
            }
        }
        tree
    }

    /// A tree without nodes, for other documents: a number that a node had here is none of theirs.
    #[must_use]
    pub fn after(&self) -> Self {
        Self { first: self.end, end: self.end, ..Self::default() }
    }

    fn add_root(&mut self, blobs: &Blobs, id: BlobId, blob: &Blob) {
        let (state, compared) = root_state(blob);
        let node = self.push(Node {
            parent: None,
            children: Vec::new(),
            held: Vec::new(),
            depth: 0,
            step: None,
            holder: None,
            role: Role::Root,
            descriptor: None,
            blob: Some(id),
            layer: None,
            state,
            compared,
        });
        if let Some(node) = node {
            self.roots.push(node);
            self.expand(blobs, node, blob);
        }
    }

    fn add_layer(&mut self, id: LayerId, layer: &HeldLayer) {
        let (state, compared) = layer_state(layer);
        let node = Node { layer: Some(id), state, compared, ..Node::default() };
        if let Some(node) = self.push(node) {
            self.roots.push(node);
        }
    }

    fn push(&mut self, node: Node) -> Option<NodeId> {
        if self.nodes.len() >= limits::TREE_NODES {
            self.truncated = true;
            return None;
        }
        let id = u32::try_from(self.nodes.len()).ok().and_then(|at| self.first.checked_add(at));
        let Some(id) = id.filter(|id| *id < u32::MAX).map(NodeId) else {
            self.truncated = true;
            return None;
        };
        self.end = self.end.max(id.0.saturating_add(1));
        if let Some(blob) = node.blob {
            self.first_with.entry(blob).or_insert(id);
        }
        if let Some(layer) = node.layer {
            self.first_with_layer.entry(layer).or_insert(id);
        }
        self.nodes.push(node);
        Some(id)
    }

    /// Hangs what `blob` describes under `holder`.
    fn expand(&mut self, blobs: &Blobs, holder: NodeId, blob: &Blob) {
        let depth = self.get(holder).map_or(0, |node| node.depth);
        if usize::from(depth) >= limits::INDEX_DEPTH {
            self.truncated |= blob.descriptors().next().is_some();
            return;
        }
        match &blob.document.content {
            Content::Index(index) => {
                let mut images = Vec::new();
                let mut attestations = Vec::new();
                for (at, entry) in (0..).zip(&index.manifests) {
                    if entry.is_attestation() {
                        attestations.push((at, entry));
                        continue;
                    }
                    let node = self.hang(blobs, holder, holder, Step::Entry(at), Role::Entry, entry);
                    images.extend(entry.digest.as_ref().zip(node));
                }
                // Most indexes have no attestations, and an index of ten thousand entries ten thousand digests.
                let by_digest: HashMap<&Digest, NodeId> = if attestations.is_empty() {
                    HashMap::default()
                } else {
                    images.into_iter().rev().collect()
                };
                for (at, entry) in attestations {
                    let attests = entry.attests();
                    let parent = attests.as_ref().and_then(|digest| by_digest.get(digest)).copied();
                    let role = Role::Attestation(attests);
                    self.hang(blobs, parent.unwrap_or(holder), holder, Step::Entry(at), role, entry);
                }
                if let Some(subject) = &index.subject {
                    self.hang(blobs, holder, holder, Step::Subject, Role::Subject, subject);
                }
            }
            Content::Manifest(manifest) => {
                if let Some(config) = &manifest.config {
                    self.hang(blobs, holder, holder, Step::Config, Role::Config, config);
                }
                for (at, layer) in (0..).zip(&manifest.layers) {
                    self.hang(blobs, holder, holder, Step::Layer(at), Role::Layer(at), layer);
                }
                if let Some(subject) = &manifest.subject {
                    self.hang(blobs, holder, holder, Step::Subject, Role::Subject, subject);
                }
            }
            Content::Descriptors(descriptors) => {
                for (at, descriptor) in (0..).zip(descriptors) {
                    self.hang(blobs, holder, holder, Step::Entry(at), Role::Entry, descriptor);
                }
            }
            Content::Config(config) if depth == 0 => self.stack(blobs, holder, config),
            _ => {}
        }
        // They were hung attestations last. The sort is stable and nearly done.
        let (first, nodes) = (self.first, &mut self.nodes);
        let at = |id: NodeId| id.0.wrapping_sub(first) as usize;
        let mut held =
            nodes.get_mut(at(holder)).map(|node| std::mem::take(&mut node.held)).unwrap_or_default();
        sort_by_key(&mut held, |id| nodes.get(at(*id)).and_then(|node| node.step));
        if let Some(node) = nodes.get_mut(at(holder)) {
            node.held = held;
        }
    }

    fn hang(
        &mut self,
        blobs: &Blobs,
        parent: NodeId,
        holder: NodeId,
        step: Step,
        role: Role,
        descriptor: &Rc<Descriptor>,
    ) -> Option<NodeId> {
        let blob = found(blobs, descriptor);
        let layer = descriptor.digest.as_ref().filter(|_| blob.is_none());
        let layer = layer.and_then(|digest| blobs.layers.find(digest));
        let (state, compared) = child_state(blobs, blob, layer, descriptor);
        // A document that hangs under itself, by a false claim, is not shown in itself for ever.
        let is_ring =
            blob.is_some() && self.ancestors(parent).any(|id| self.get(id).is_some_and(|it| it.blob == blob));
        let expands = role != Role::Subject && !is_ring;
        let node = self.push(Node {
            parent: Some(parent),
            children: Vec::new(),
            held: Vec::new(),
            depth: self.get(parent).map_or(0, |parent| parent.depth).saturating_add(1),
            step: Some(step),
            holder: Some(holder),
            role,
            descriptor: Some(Rc::clone(descriptor)),
            blob,
            layer,
            state,
            compared,
        })?;
        if let Some(parent) = self.get_mut(parent) {
            parent.children.push(node);
        }
        if let Some(holder) = self.get_mut(holder) {
            holder.held.push(node);
        }
        if let Some(blob) = blob.filter(|_| expands).and_then(|blob| blobs.get(blob)) {
            self.expand(blobs, node, blob);
        }
        Some(node)
    }

    /// Hangs the layers of a config that no manifest names under it, where an archive says which they are.
    fn stack(&mut self, blobs: &Blobs, config: NodeId, content: &Config) {
        let blob = self.get(config).and_then(|node| node.blob);
        let Some(stack) = blob.and_then(|blob| blobs.layers.stack(blob)) else { return };
        for (at, layer) in (0..).zip(stack.layers.iter().map(|layer| layer.layer)) {
            let diff_id = content.diff_ids.get(at as usize).and_then(|text| Digest::parse(text).ok());
            let held = layer.and_then(|layer| blobs.layers.get(layer));
            let state = match (held, &diff_id) {
                (None, _) => Verification::NotLoaded,
                (Some(held), Some(diff_id)) => held.verify_diff_id(diff_id),
                (Some(HeldLayer { state: LayerState::Changed(_), .. }), None) => Verification::Changed,
                (Some(_), None) => Verification::Unpinned,
            };
            let is_unpinned = state == Verification::Unpinned;
            let node = self.push(Node {
                parent: Some(config),
                depth: 1,
                step: Some(Step::Layer(at)),
                holder: Some(config),
                role: Role::Layer(at),
                layer,
                state,
                compared: match diff_id.filter(|_| !is_unpinned) {
                    Some(diff_id) => Compared::DiffId(diff_id),
                    None => Compared::Nothing,
                },
                ..Node::default()
            });
            if let (Some(node), Some(config)) = (node, self.get_mut(config)) {
                config.children.push(node);
                config.held.push(node);
            }
        }
    }

    /// The node `id`.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0.checked_sub(self.first)? as usize)
    }

    fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.0.checked_sub(self.first)? as usize)
    }

    /// The roots, in the order in which their documents came.
    #[must_use]
    pub fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// All nodes; a parent comes before its children.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (self.first..).map(NodeId).zip(&self.nodes)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a bound of [`limits`] kept nodes out.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The first node that has the bytes of the layer `id`.
    #[must_use]
    pub fn first_with_layer(&self, id: LayerId) -> Option<NodeId> {
        self.first_with_layer.get(&id).copied()
    }

    /// The first node that has the bytes of `blob`.
    #[must_use]
    pub fn first_with(&self, blob: BlobId) -> Option<NodeId> {
        self.first_with.get(&blob).copied()
    }

    /// The node whose descriptor stands at `step` of the document of `holder`.
    #[must_use]
    pub fn held(&self, holder: NodeId, step: Step) -> Option<NodeId> {
        let held = &self.get(holder)?.held;
        let at =
            held.binary_search_by_key(&Some(step), |id| self.get(*id).and_then(|node| node.step)).ok()?;
        held.get(at).copied()
    }

    /// The node and all that it hangs under, from it up to its root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.get(*id)?.parent)
    }

    /// The child of `id` that is `role` to it.
    #[must_use]
    pub fn child_with_role(&self, id: NodeId, role: &Role) -> Option<NodeId> {
        if *role == Role::Config {
            return self.held(id, Step::Config);
        }
        let children = &self.get(id)?.children;
        children.iter().copied().find(|child| self.get(*child).is_some_and(|node| &node.role == role))
    }
}

/// Whether a document that nothing names stands by itself. Embedded data shows where its descriptor stands, and the
/// marker of a layout says nothing beside an index, unless something is wrong with it.
fn is_shown(blob: &Blob, has_index: bool) -> bool {
    let is_marker = blob.document.kind == Kind::OciLayout && blob.judged && blob.findings.is_empty();
    blob.origin != super::Origin::Embedded && !(is_marker && has_index && blob.pin.is_none())
}

fn found(blobs: &Blobs, descriptor: &Descriptor) -> Option<BlobId> {
    let digest = descriptor.digest.as_ref()?;
    blobs.find(digest).or_else(|| blobs.find_claim(digest))
}

fn children_of(blobs: &Blobs, id: BlobId, blob: &Blob) -> Vec<BlobId> {
    // A subject is the image that the document speaks of, not a part of it: it stays a root.
    let subject = match &blob.document.content {
        Content::Index(index) => index.subject.as_ref(),
        Content::Manifest(manifest) => manifest.subject.as_ref(),
        _ => None,
    };
    blob.descriptors()
        .filter(|descriptor| !subject.is_some_and(|subject| Rc::ptr_eq(subject, descriptor)))
        .filter_map(|descriptor| found(blobs, descriptor))
        .filter(|child| *child != id)
        .collect()
}
