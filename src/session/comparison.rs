//! The chosen node beside another one: what is compared, and what is different.

use std::rc::Rc;

use super::inspection::Inspection;
use crate::compare::{Entries, Images, Read, Side, entries, images};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::Content;
use crate::image::media_type::{self, Meaning};
use crate::inspect::{NodeId, Role, Step, Tree};
use crate::limits;
use crate::pace::Pace;

/// What is compared with its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An index.
    Index,
    /// An image: a manifest, or a config where an archive has no manifest.
    Image,
}

/// What a node is for a comparison, by its document or, where that is not here, by its descriptor; `None` for what is
/// compared with nothing.
#[must_use]
pub fn noun(inspection: &Inspection, id: NodeId) -> Option<Noun> {
    let node = inspection.tree.get(id)?;
    let content = node.blob.and_then(|blob| inspection.blobs.get(blob)).map(|blob| &blob.document.content);
    match (content, &node.role) {
        (_, Role::Layer(_) | Role::Subject | Role::Attestation(_)) => None,
        (Some(Content::Index(_)), _) => Some(Noun::Index),
        (Some(Content::Manifest(_)), _) | (Some(Content::Config(_)), Role::Root) => Some(Noun::Image),
        (Some(_), _) => None,
        (None, _) => {
            let media_type = node.descriptor.as_ref()?.media_type.as_deref()?;
            match media_type::meaning(media_type)? {
                Meaning::Index => Some(Noun::Index),
                Meaning::Manifest => Some(Noun::Image),
                _ => None,
            }
        }
    }
}

/// What is different between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Between two indexes.
    Entries(Entries),
    /// Between two images.
    Images(Images),
    /// The document of this node is not here.
    NotHere(NodeId),
    /// One is an index, the other an image.
    OtherNouns,
}

/// Two nodes, and what is different between them.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The first: the chosen node.
    pub first: NodeId,
    /// The second.
    pub second: NodeId,
    /// What is different.
    pub difference: Difference,
    pub(super) key: Key,
}

impl PartialEq for Comparison {
    /// By what it was worked out from.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// What a comparison is worked out from: all else changes with the tree.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) tree: Rc<Tree>,
    pub(super) first: NodeId,
    pub(super) second: NodeId,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tree, &other.tree) && (self.first, self.second) == (other.first, other.second)
    }
}

/// A comparison that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct Comparing {
    pub(super) key: Key,
    pub(super) inspection: Rc<Inspection>,
}

impl PartialEq for Comparing {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Comparing {
    /// Works it out, a piece at a time.
    pub(super) async fn done(self, pace: &Pace) -> Rc<Comparison> {
        let Self { key, inspection } = self;
        let difference = difference(&inspection, key.first, key.second, pace).await;
        Rc::new(Comparison { first: key.first, second: key.second, difference, key })
    }
}

/// Whether two nodes have so much that they are compared beside the page.
pub(super) fn is_long(inspection: &Inspection, key: &Key) -> bool {
    let of = |id: NodeId| {
        let node = inspection.tree.get(id);
        let config = inspection.tree.child_with_role(id, &Role::Config);
        let blobs = [node.and_then(|node| node.blob), config.and_then(|id| inspection.tree.get(id)?.blob)];
        let blobs = blobs.into_iter().flatten().filter_map(|blob| inspection.blobs.get(blob));
        let bytes: usize = blobs.map(|blob| blob.bytes.len()).sum();
        (bytes, node.map_or(0, |node| node.held.len()))
    };
    [key.first, key.second]
        .map(of)
        .into_iter()
        .any(|(bytes, held)| bytes > limits::JUDGED_AT_ONCE_BYTES || held > limits::COMPARED_AT_ONCE_ENTRIES)
}

async fn difference(inspection: &Inspection, first: NodeId, second: NodeId, pace: &Pace) -> Difference {
    match (noun(inspection, first), noun(inspection, second)) {
        (Some(Noun::Index), Some(Noun::Index)) => match (read(inspection, first), read(inspection, second)) {
            (Some(one), Some(other)) => {
                let indexes = [first, second];
                let image = |which: usize, at: usize| {
                    let step = Step::Entry(u32::try_from(at).ok()?);
                    let entry = inspection.tree.held(*indexes.get(which)?, step)?;
                    side(inspection, entry)
                };
                Difference::Entries(entries(one, other, image, pace).await)
            }
            (None, _) => Difference::NotHere(first),
            (_, None) => Difference::NotHere(second),
        },
        (Some(Noun::Image), Some(Noun::Image)) => match (side(inspection, first), side(inspection, second)) {
            (Some(one), Some(other)) => Difference::Images(images(one, other, pace).await),
            (None, _) => Difference::NotHere(first),
            (_, None) => Difference::NotHere(second),
        },
        _ => Difference::OtherNouns,
    }
}

/// The document of a node, where it is JSON.
fn read(inspection: &Inspection, id: NodeId) -> Option<Read<'_>> {
    let node = inspection.tree.get(id)?;
    let blob = inspection.blobs.get(node.blob?)?;
    let own = blob.digest(HashAlgorithm::Sha256);
    // A node whose bytes are others than its descriptor says has theirs.
    let stated = node.stated_digest().filter(|_| !node.state.is_mismatch());
    let digest = stated.or(own).map(Digest::as_str);
    Some(Read { root: blob.root()?, document: &blob.document, digest, size: blob.size() })
}

/// An image, as far as its documents are here: at least its manifest, or a config by itself.
fn side(inspection: &Inspection, id: NodeId) -> Option<Side<'_>> {
    let own = read(inspection, id)?;
    match own.document.content {
        Content::Config(_) => Some(Side { manifest: None, config: Some(own) }),
        Content::Manifest(_) => {
            let config = inspection.tree.child_with_role(id, &Role::Config);
            let is_named =
                |id: &NodeId| inspection.tree.get(*id).is_some_and(|node| !node.state.is_mismatch());
            Some(Side {
                manifest: Some(own),
                config: config.filter(is_named).and_then(|id| read(inspection, id)),
            })
        }
        _ => None,
    }
}
