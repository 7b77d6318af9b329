//! Documents that are not what somebody says they should be.

use std::rc::Rc;

use super::blob::{Blob, BlobId, Blobs};
use super::node::{Compared, NodeId};
use super::tree::Tree;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::image::media_type::{self, Meaning};
use crate::keyed::{HashMap, HashSet};
use crate::verify::explain::Targets;
use crate::verify::{Expected, Verification};

/// A document, and the digests that it may have had before something changed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// The document.
    pub blob: BlobId,
    /// What it may be.
    pub wanted: Rc<Wanted>,
}

/// The pin, the name's claim, or every descriptor whose bytes are not here. Documents of one kind share them.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The digests.
    pub targets: Rc<Targets>,
    /// The node that wants it, for each of them.
    pub nodes: Vec<NodeId>,
    /// Whether it is the one digest that a pin or a name says.
    pub pinned: bool,
}

/// The roots that do not verify, each with what it could be meant for.
///
/// A root with a pin or a claim is wanted as that. One with neither may be a changed form of any
/// document that the others name and that is not here, if it is of the kind that is named; what a
/// document itself names is never the document.
#[must_use]
pub fn unmatched(blobs: &Blobs, tree: &Tree) -> Vec<Unmatched> {
    // What is missing is gone through once for all documents of a kind.
    let mut missing: HashMap<Option<Meaning>, Rc<Wanted>> = HashMap::default();
    let of_root = |root: &NodeId| {
        let node = tree.get(*root)?;
        let id = node.blob?;
        let blob = blobs.get(id)?;
        let wanted = match (&node.compared, &node.state) {
            (Compared::Pin(pin), Verification::DigestMismatch { .. }) => {
                let targets = Targets::new(vec![Expected { digest: pin.digest.clone(), size: None }]);
                Rc::new(Wanted { targets: targets.into(), nodes: vec![*root], pinned: true })
            }
            (Compared::Nothing, Verification::Unpinned) => {
                let is = blob.document.kind.media_type().and_then(media_type::meaning);
                Rc::clone(missing.entry(is).or_insert_with(|| Rc::new(missing_of_kind(tree, is))))
            }
            _ => return None,
        };
        // At most one more than the document names is looked at.
        let own = named_by(blob);
        let may_be_any = wanted.targets.all().iter().any(|target| !own.contains(&target.digest));
        may_be_any.then_some(Unmatched { blob: id, wanted })
    };
    tree.roots().iter().filter_map(of_root).collect()
}

/// The digests that a document itself names: it is none of these.
#[must_use]
pub fn named_by(blob: &Blob) -> HashSet<&Digest> {
    blob.descriptors().filter_map(|own| own.digest.as_ref()).collect()
}

/// What the documents name, is not here, and can be a document that `is` of this kind; each digest once.
fn missing_of_kind(tree: &Tree, is: Option<Meaning>) -> Wanted {
    let (mut targets, mut nodes) = (Vec::new(), Vec::new());
    let mut seen = HashSet::default();
    for (at, node) in tree.iter().filter(|(_, node)| node.state == Verification::NotLoaded) {
        let Some(descriptor) = node.descriptor.as_deref() else { continue };
        let Some(digest) = descriptor.digest.as_ref() else { continue };
        if could_be(is, descriptor) && seen.insert(digest) {
            targets.push(Expected { digest: digest.clone(), size: descriptor.size });
            nodes.push(at);
        }
    }
    Wanted { targets: Targets::new(targets).into(), nodes, pinned: false }
}

/// Whether a descriptor of this media type can mean a document of this kind.
fn could_be(is: Option<Meaning>, descriptor: &Descriptor) -> bool {
    let named = descriptor.media_type.as_deref().and_then(media_type::meaning);
    match (named, is) {
        (Some(Meaning::Layer(_)), _) => false,
        (Some(named), Some(is)) => named == is,
        // A document that can't be read any more may have been anything.
        (_, None) | (None, _) => true,
    }
}
