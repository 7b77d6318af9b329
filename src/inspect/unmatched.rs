//! Documents that are not what somebody says they should be.

use std::rc::Rc;

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::BlobId;
use super::ids::NodeId;
use super::node::Compared;
use super::tree::Tree;
use crate::image::descriptor::Descriptor;
use crate::image::media_type::{self, Meaning};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::pace::{Pace, at_once};
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
    /// Whether more are missing than [`limits::EXPLAIN_TARGETS`].
    pub cut: bool,
}

/// The roots that do not verify, each with what it could be meant for.
///
/// A root with a pin or a claim is wanted as that. One with neither may be a changed form of any
/// document that the others name and that is not here, if it is of the kind that is named; what a
/// document itself names is never the document.
#[must_use]
pub fn unmatched(blobs: &Blobs, tree: &Tree) -> Vec<Unmatched> {
    at_once(unmatched_in_pieces(blobs, tree, &Pace::default()))
}

/// The same, a piece at a time.
pub async fn unmatched_in_pieces(blobs: &Blobs, tree: &Tree, pace: &Pace) -> Vec<Unmatched> {
    // What is missing is gone through once, and of that once for all documents of a kind.
    let mut all_missing: Option<Vec<Missing<'_>>> = None;
    let mut missing: HashMap<Option<Meaning>, Rc<Wanted>> = HashMap::default();
    let mut found = Vec::new();
    for root in tree.roots() {
        pace.spend(STEPS_OF_A_ROOT).await;
        let Some(node) = tree.get(*root) else { continue };
        let Some((id, blob)) = node.blob.and_then(|id| Some((id, blobs.get(id)?))) else { continue };
        let wanted = match (&node.compared, &node.state) {
            (Compared::Pin(pin), Verification::DigestMismatch { .. }) => {
                let targets = Targets::new(vec![Expected { digest: pin.digest.clone(), size: None }]);
                Rc::new(Wanted { targets: targets.into(), nodes: vec![*root], pinned: true, cut: false })
            }
            (Compared::Nothing, Verification::Unpinned) => {
                let is = blob.document.kind.media_type().and_then(media_type::meaning);
                let all = match &mut all_missing {
                    Some(all) => all,
                    none => none.insert(all_missing_of(tree, pace).await),
                };
                Rc::clone(missing.entry(is).or_insert_with(|| Rc::new(missing_of_kind(all, is))))
            }
            _ => continue,
        };
        // Each is there once, so that one that the document does not name is among more than it names.
        let targets = wanted.targets.all();
        let is_more = targets.len() > blob.descriptors().count();
        if is_more || !targets.is_empty() && !names_all(blob, &wanted.targets, pace).await {
            found.push(Unmatched { blob: id, wanted });
        }
    }
    found
}

/// Whether a document names all of these itself, of which each is there once.
async fn names_all(blob: &Blob, targets: &Targets, pace: &Pace) -> bool {
    let mut named = HashSet::default();
    for digest in blob.descriptors().filter_map(|descriptor| descriptor.digest.as_ref()) {
        if targets.has(digest) {
            named.insert(digest);
        }
        pace.spend(STEPS_OF_A_NODE).await;
    }
    named.len() == targets.all().len()
}

/// What is named and not here: its node, its descriptor, and the kind that is stated.
type Missing<'a> = (NodeId, &'a Descriptor, Option<Meaning>);

/// Steps that a look at a root takes, and at a node.
const STEPS_OF_A_ROOT: usize = 20;
const STEPS_OF_A_NODE: usize = 5;

async fn all_missing_of<'a>(tree: &'a Tree, pace: &Pace) -> Vec<Missing<'a>> {
    let mut missing = Vec::new();
    for (at, node) in tree.iter() {
        pace.spend(STEPS_OF_A_NODE).await;
        let descriptor = node.descriptor.as_deref().filter(|_| node.state == Verification::NotLoaded);
        let Some(descriptor) = descriptor.filter(|descriptor| descriptor.digest.is_some()) else { continue };
        let stated = descriptor.media_type.as_deref().and_then(media_type::meaning);
        if !matches!(stated, Some(Meaning::Layer(_))) {
            missing.push((at, descriptor, stated));
        }
    }
    missing
}

/// What of the missing can be a document that `is` of this kind; each digest once.
fn missing_of_kind(all: &[Missing<'_>], is: Option<Meaning>) -> Wanted {
    let (mut targets, mut nodes) = (Vec::new(), Vec::new());
    let mut seen = HashSet::default();
    let mut cut = false;
    for (at, descriptor, _) in all.iter().filter(|(.., stated)| could_be(is, *stated)) {
        let Some(digest) = descriptor.digest.as_ref().filter(|digest| !seen.contains(digest)) else {
            continue;
        };
        if targets.len() >= limits::EXPLAIN_TARGETS {
            cut = true;
            break;
        }
        seen.insert(digest);
        targets.push(Expected { digest: digest.clone(), size: descriptor.size });
        nodes.push(*at);
    }
    Wanted { targets: Targets::new(targets).into(), nodes, pinned: false, cut }
}

/// Whether what is stated to be of this kind can mean a document of this one.
fn could_be(is: Option<Meaning>, named: Option<Meaning>) -> bool {
    match (named, is) {
        (Some(Meaning::Layer(_)), _) => false,
        (Some(named), Some(is)) => named == is,
        // A document that can't be read any more may have been anything.
        (_, None) | (None, _) => true,
    }
}
