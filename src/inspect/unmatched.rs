//! Documents that are not what somebody says they should be.

use std::rc::Rc;

use super::blobs::Blobs;
use super::ids::BlobId;
use super::ids::NodeId;
use super::node::Compared;
use super::tree::Tree;
use crate::image::descriptor::Descriptor;
use crate::image::media_type::{self, Meaning};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
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
    // What is missing is gone through once, and of that once for all documents of a kind.
    let mut all_missing: Option<Vec<Missing<'_>>> = None;
    let mut missing: HashMap<Option<Meaning>, Rc<Wanted>> = HashMap::default();
    let mut of_root = |root: &NodeId| {
        let node = tree.get(*root)?;
        let id = node.blob?;
        let blob = blobs.get(id)?;
        let wanted = match (&node.compared, &node.state) {
            (Compared::Pin(pin), Verification::DigestMismatch { .. }) => {
                let targets = Targets::new(vec![Expected { digest: pin.digest.clone(), size: None }]);
                Rc::new(Wanted { targets: targets.into(), nodes: vec![*root], pinned: true, cut: false })
            }
            (Compared::Nothing, Verification::Unpinned) => {
                let is = blob.document.kind.media_type().and_then(media_type::meaning);
                let all = all_missing.get_or_insert_with(|| all_missing_of(tree));
                Rc::clone(missing.entry(is).or_insert_with(|| Rc::new(missing_of_kind(all, is))))
            }
            _ => return None,
        };
        // Each is there once, so that one that the document does not name is among more than it names.
        let targets = wanted.targets.all();
        let is_more = || targets.len() > blob.descriptors().count();
        let is_other = || {
            let own = wanted.targets.named_by(blob.descriptors());
            targets.iter().any(|target| !own.contains(&target.digest))
        };
        (is_more() || !targets.is_empty() && is_other()).then_some(Unmatched { blob: id, wanted })
    };
    tree.roots().iter().filter_map(&mut of_root).collect()
}

/// What is named and not here: its node, its descriptor, and the kind that is stated.
type Missing<'a> = (NodeId, &'a Descriptor, Option<Meaning>);

fn all_missing_of(tree: &Tree) -> Vec<Missing<'_>> {
    let missing = tree.iter().filter(|(_, node)| node.state == Verification::NotLoaded);
    let missing = missing.filter_map(|(at, node)| Some((at, node.descriptor.as_deref()?)));
    let is_named = missing.filter(|(_, descriptor)| descriptor.digest.is_some());
    let stated = |descriptor: &Descriptor| descriptor.media_type.as_deref().and_then(media_type::meaning);
    let all = is_named.map(|(at, descriptor)| (at, descriptor, stated(descriptor)));
    all.filter(|(.., stated)| !matches!(stated, Some(Meaning::Layer(_)))).collect()
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
