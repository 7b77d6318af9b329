//! The tree while it is made, a piece at a time: documents may name a hundred thousand others, and a piece fits into a
//! frame.

use std::rc::Rc;

use super::blob::Blob;
use super::blobs::Blobs;
use super::branch::{Branch, Next};
use super::held::{HeldLayer, LayerState};
use super::ids::BlobId;
use super::ids::NodeId;
use super::judgement::{child_state, layer_state, root_state};
use super::layout;
use super::node::{Compared, Node, Role};
use super::path::Step;
use super::tree::Tree;
use crate::archive::layer::LayerId;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::image::document::{Content, Kind};
use crate::keyed::{self, HashMap};
use crate::limits;
use crate::verify::Verification;

/// A tree that is being made. The documents are the caller's, and are the same at each step.
///
/// A document is a root unless another, itself in the tree, names its digest; so is a layer in a file that
/// nothing names. Documents that name
/// each other in a ring (which takes a false claim, for no digest can be made to hold itself) end
/// where one comes again, and the first of them is the root.
#[derive(Clone, Debug)]
pub struct Growing {
    tree: Tree,
    stage: Stage,
    /// The document, or layer, that the stage is at.
    at: usize,
    /// The documents that the descriptors of each document lead to, in its order.
    led: Vec<Rc<[Option<BlobId>]>>,
    /// Those that the descriptors of the document lead to that the first stage is at, as far as it is.
    leading: Vec<Option<BlobId>>,
    /// Whether another document names one, by its place.
    named: Vec<bool>,
    has_index: bool,
    /// What is still to hang under a root, the innermost last.
    branches: Vec<Branch>,
    /// The first node that is named by each digest, by what the digest hashes to: a hundred thousand copies of digests
    /// would take half a frame to let go.
    firsts: HashMap<u64, NodeId>,
}

/// What is done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// What the documents name is looked for among them.
    Names,
    /// Documents that none names are roots.
    Roots,
    /// What is still not in the tree is part of a ring.
    Rings,
    /// Layers that nothing names stand by themselves.
    Layers,
    /// Nothing.
    Done,
}

impl Tree {
    /// Puts `blobs` together, all of them now: see [`Growing`].
    #[must_use]
    pub fn build(blobs: &Blobs) -> Self {
        let mut growing = Growing::new(&Self::default(), blobs);
        growing.step(blobs, usize::MAX);
        growing.tree()
    }
}

impl Growing {
    /// Begins the tree of `blobs` in the place of `before`, which was made of them before some came or went.
    #[must_use]
    pub fn new(before: &Tree, blobs: &Blobs) -> Self {
        let is_index = |blob: &Blob| matches!(blob.document.content, Content::Index(_));
        Self {
            tree: before.beginning(layout::contents(blobs)),
            stage: Stage::Names,
            at: 0,
            led: Vec::with_capacity(blobs.len()),
            leading: Vec::new(),
            named: vec![false; blobs.len()],
            has_index: blobs.iter().any(|(_, blob)| is_index(blob)),
            branches: Vec::new(),
            firsts: HashMap::default(),
        }
    }

    /// Makes a piece of it: looks at so many descriptors and documents. Gives whether it is whole.
    pub fn step(&mut self, blobs: &Blobs, most: usize) -> bool {
        let mut left = most;
        while left > 0 && self.stage != Stage::Done {
            left = left.saturating_sub(self.one(blobs));
        }
        self.is_whole()
    }

    /// Whether all of it was made.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.stage == Stage::Done
    }

    /// How many nodes were made.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    /// The tree as far as it was made.
    #[must_use]
    pub fn tree(self) -> Tree {
        self.tree
    }

    /// Does one thing; gives how many things it comes to.
    fn one(&mut self, blobs: &Blobs) -> usize {
        if let Some(branch) = self.branches.last_mut() {
            match branch.next(blobs, &self.tree) {
                Next::Nothing => {}
                Next::Hang { parent, step, role, descriptor, ordinal } => {
                    let (holder, from) = (branch.holder, branch.blob);
                    self.hang(blobs, NodePlace { parent, holder, step }, role, &descriptor, (from, ordinal));
                }
                Next::Stacked(at, layer) => {
                    let (config, blob) = (branch.holder, branch.blob);
                    self.stack(blobs, config, blob, (at, layer));
                }
                Next::End => {
                    if branch.has_attestations() {
                        self.tree.order_held(branch.holder);
                    }
                    self.branches.pop();
                }
            }
            return 1;
        }
        let at = self.at;
        self.at += 1;
        match self.stage {
            Stage::Names => match blobs.nth(at) {
                Some((id, blob)) => return self.name(blobs, id, blob),
                None => self.enter(Stage::Roots),
            },
            Stage::Roots => match blobs.nth(at) {
                Some((id, blob)) if self.named.get(at) == Some(&false) && self.is_shown(blob) => {
                    self.add_root(blobs, id, blob);
                }
                Some(_) => {}
                None => self.enter(Stage::Rings),
            },
            Stage::Rings => match blobs.nth(at).filter(|_| !self.tree.is_truncated()) {
                Some((id, blob)) if self.is_shown(blob) && self.tree.first_with(id).is_none() => {
                    self.add_root(blobs, id, blob);
                }
                Some(_) => {}
                None => self.enter(Stage::Layers),
            },
            Stage::Layers => match blobs.layers.nth(at) {
                Some((id, layer)) if !layer.remote && self.tree.first_with_layer(id).is_none() => {
                    let (state, compared) = layer_state(layer);
                    let node = Node { layer: Some(id), state, compared, ..Node::default() };
                    if self.push(node).is_none() {
                        self.stage = Stage::Done;
                    }
                }
                Some(_) => {}
                None => self.enter(Stage::Done),
            },
            Stage::Done => {}
        }
        1
    }

    fn enter(&mut self, stage: Stage) {
        (self.stage, self.at) = (stage, 0);
    }

    /// Looks for what a document names, some of its descriptors at a time.
    fn name(&mut self, blobs: &Blobs, id: BlobId, blob: &Blob) -> usize {
        // A subject is the image that the document speaks of, not a part of it: it stays a root.
        let subject = match &blob.document.content {
            Content::Index(index) => index.subject.as_ref(),
            Content::Manifest(manifest) => manifest.subject.as_ref(),
            _ => None,
        };
        let before = self.leading.len();
        for descriptor in blob.descriptors().skip(before).take(NAMES) {
            let found = found(blobs, descriptor);
            self.leading.push(found);
            if subject.is_some_and(|subject| Rc::ptr_eq(subject, descriptor)) {
                continue;
            }
            let at = found.filter(|child| *child != id).and_then(|child| blobs.position(child));
            if let Some(named) = at.and_then(|at| self.named.get_mut(at)) {
                *named = true;
            }
        }
        let looked = self.leading.len() - before;
        if looked < NAMES {
            self.led.push(std::mem::take(&mut self.leading).into());
        } else {
            self.at -= 1;
        }
        1 + looked
    }

    /// Whether a document that nothing names stands by itself. Embedded data shows where its descriptor stands, and the
    /// marker of a layout says nothing beside an index, unless something is wrong with it.
    fn is_shown(&self, blob: &Blob) -> bool {
        let is_marker = blob.document.kind == Kind::OciLayout && blob.judged && blob.findings.is_empty();
        blob.origin != super::Origin::Embedded && !(is_marker && self.has_index && blob.pin.is_none())
    }

    /// Adds a node. Where there are as many as there may be, that was all.
    fn push(&mut self, node: Node) -> Option<NodeId> {
        let id = self.tree.push(node);
        if id.is_none() {
            self.stage = Stage::Done;
            self.branches.clear();
        }
        id
    }

    fn add_root(&mut self, blobs: &Blobs, id: BlobId, blob: &Blob) {
        let (state, compared) = root_state(blob);
        if let Some(node) = self.push(Node { blob: Some(id), state, compared, ..Node::default() }) {
            self.expand(blobs, node, id, blob);
        }
    }

    /// Has what a document describes hung under its node.
    fn expand(&mut self, blobs: &Blobs, node: NodeId, id: BlobId, blob: &Blob) {
        let depth = self.tree.get(node).map_or(0, |node| node.depth);
        if usize::from(depth) >= limits::INDEX_DEPTH {
            if blob.descriptors().next().is_some() {
                self.tree.cut();
            }
            return;
        }
        match &blob.document.content {
            Content::Config(_) if depth == 0 && blobs.layers.stack(id).is_some() => {
                self.branches.push(Branch::of_stack(node, id));
            }
            _ if blob.descriptors().next().is_some() => self.branches.push(Branch::new(node, id)),
            _ => {}
        }
    }

    fn hang(
        &mut self,
        blobs: &Blobs,
        NodePlace { parent, holder, step }: NodePlace,
        role: Role,
        descriptor: &Rc<Descriptor>,
        (from, ordinal): (BlobId, usize),
    ) {
        let led = blobs.position(from).and_then(|at| self.led.get(at));
        let blob = led.and_then(|led| led.get(ordinal)).copied().flatten();
        let layer = descriptor.digest.as_ref().filter(|_| blob.is_none());
        let layer = layer.and_then(|digest| blobs.layers.find(digest));
        let (state, compared) = child_state(blobs, blob, layer, descriptor);
        // A document that hangs under itself, by a false claim, is not shown in itself for ever.
        let tree = &self.tree;
        let is_ring =
            blob.is_some() && tree.ancestors(parent).any(|id| tree.get(id).is_some_and(|it| it.blob == blob));
        let expands = role != Role::Subject && !is_ring;
        let depth = tree.get(parent).map_or(0, |parent| parent.depth).saturating_add(1);
        let digest = descriptor.digest.as_ref();
        let hash = digest.map(keyed::hash_of);
        let alike = digest.zip(hash).and_then(|(digest, hash)| self.first(digest, hash));
        let node = self.push(Node {
            parent: Some(parent),
            depth,
            step: Some(step),
            holder: Some(holder),
            role,
            descriptor: Some(Rc::clone(descriptor)),
            alike,
            blob,
            layer,
            state,
            compared,
            ..Node::default()
        });
        let Some(node) = node else { return };
        if let (None, Some(hash)) = (alike, hash) {
            self.firsts.entry(hash).or_insert(node);
        }
        if let Some((id, blob)) = blob.filter(|_| expands).and_then(|id| Some((id, blobs.get(id)?))) {
            self.expand(blobs, node, id, blob);
        }
    }

    /// The first node that is named by `digest`, which hashes to `hash`.
    fn first(&self, digest: &Digest, hash: u64) -> Option<NodeId> {
        let first = *self.firsts.get(&hash)?;
        self.tree.get(first).filter(|node| node.stated_digest() == Some(digest)).map(|_| first)
    }

    /// Hangs a layer of a config that no manifest names under it, where an archive says which they are.
    fn stack(&mut self, blobs: &Blobs, config: NodeId, blob: BlobId, (at, layer): (u32, Option<LayerId>)) {
        let Some(Content::Config(content)) = blobs.get(blob).map(|blob| &blob.document.content) else {
            return;
        };
        let diff_id = content.diff_ids.get(at as usize).and_then(|text| Digest::parse(text).ok());
        let (state, compared) = stacked_state(blobs, layer, diff_id);
        self.push(Node {
            parent: Some(config),
            depth: 1,
            step: Some(Step::Layer(at)),
            holder: Some(config),
            role: Role::Layer(at),
            layer,
            state,
            compared,
            ..Node::default()
        });
    }
}

/// Descriptors of one document that are looked at in one go.
const NAMES: usize = 64;

/// Where a node hangs.
struct NodePlace {
    parent: NodeId,
    /// The node of the document that holds its descriptor.
    holder: NodeId,
    step: Step,
}

/// Of a layer that an archive says a config's image has.
fn stacked_state(blobs: &Blobs, layer: Option<LayerId>, diff_id: Option<Digest>) -> (Verification, Compared) {
    let held = layer.and_then(|layer| blobs.layers.get(layer));
    let state = match (held, &diff_id) {
        (None, _) => Verification::NotLoaded,
        (Some(held), Some(diff_id)) => held.verify_diff_id(diff_id),
        (Some(HeldLayer { state: LayerState::Changed(_), .. }), None) => Verification::Changed,
        (Some(_), None) => Verification::Unpinned,
    };
    let is_unpinned = state == Verification::Unpinned;
    let compared = diff_id.filter(|_| !is_unpinned).map_or(Compared::Nothing, Compared::DiffId);
    (state, compared)
}

fn found(blobs: &Blobs, descriptor: &Descriptor) -> Option<BlobId> {
    let digest = descriptor.digest.as_ref()?;
    blobs.find(digest).or_else(|| blobs.find_claim(digest))
}
