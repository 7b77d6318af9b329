//! The report's tree, and the sums of each root.

use serde::Serialize;

use super::cut;
use super::documents::sha256;
use crate::inspect::{Compared, NodeId, Role, Tree, label, totals};
use crate::session::{Inspection, Model};
use crate::verify::{Verification, Word};
use crate::view;
use crate::view::NodeFetch;
use crate::view::detail::verified;
use crate::view::{Standing, proved};

/// A root of the tree, added up.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// The root's path.
    pub path: String,
    /// What it is.
    pub name: String,
    /// Its digest, by SHA-256; `null` for a descriptor by itself.
    pub digest: Option<String>,
    /// Entries that are images.
    pub platforms: usize,
    /// Bytes, with a shared blob counted as often as it is named.
    pub bytes: u64,
    /// Bytes, with a shared blob counted once.
    pub distinct_bytes: u64,
    /// Blobs that are named.
    pub blobs: usize,
    /// Blobs whose bytes were hashed and are what they should be.
    pub verified: usize,
    /// Blobs whose digest is right, and whose size nobody states in a way that can be read.
    pub size_unknown: usize,
    /// Blobs that have the digest that came along with them: in a link, a saved file, or a file's name.
    pub agreeing: usize,
    /// Blobs that are here and are not what they should be.
    pub mismatched: usize,
    /// Blobs that agree with a document that is itself not the one that was meant.
    pub unvouched: usize,
    /// Manifests and indexes that are not here, so that what they name is not in the sums.
    pub not_loaded: usize,
    /// What the blobs come to, by the weakest of those that were compared.
    pub standing: &'static str,
    /// How many are verified, in words.
    pub proved: String,
}

/// A node of the tree.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeNode {
    /// Its path, as in a link: `0.3.c`.
    pub path: String,
    /// The path of the node that it stands under; `null` for a root. An attestation stands under what it attests.
    pub parent: Option<String>,
    /// How deep it stands.
    pub depth: u16,
    /// What it is to the document that names it.
    pub role: &'static str,
    /// Its name on the page.
    pub name: String,
    /// Under its name: a short digest, or the command that made a layer.
    pub what: String,
    /// The kind of its document, where that is here.
    pub kind: Option<&'static str>,
    /// The media type that its descriptor states.
    pub media_type: Option<String>,
    /// The digest that its descriptor states, as written.
    pub digest: Option<String>,
    /// The size that its descriptor states, or else that of its bytes.
    pub size: Option<u64>,
    /// Whether its bytes are what they should be.
    pub state: &'static str,
    /// What was compared with what, and how it came out.
    pub state_in_words: String,
    /// By whose word the digest is that the bytes were compared with ([`Word::id`]); `nothing` where nothing was
    /// compared.
    pub compared_with: &'static str,
    /// The digest that the bytes should have, where that is not the descriptor's.
    pub expected: Option<String>,
    /// Why its bytes did not come from the registry that was asked.
    pub not_fetched: Option<String>,
    /// The document with its bytes, by its place in `documents`.
    pub document: Option<u32>,
}

/// All nodes as the page shows them: each with all that stands under it before the next.
pub fn in_order(tree: &Tree) -> Vec<NodeId> {
    let mut order = Vec::with_capacity(tree.len());
    let mut to_come: Vec<NodeId> = tree.roots().iter().rev().copied().collect();
    while let Some(id) = to_come.pop() {
        order.push(id);
        to_come.extend(tree.get(id).into_iter().flat_map(|node| node.children.iter().rev()));
    }
    order
}

/// Whether bytes were seen and held against what they should be.
const fn is_compared(state: &Verification) -> bool {
    state.is_match() || state.is_mismatch()
}

impl Image {
    pub fn of(inspection: &Inspection, root: NodeId) -> Self {
        let Inspection { blobs, tree, .. } = inspection;
        let totals = totals(blobs, tree, root);
        let blob = tree.get(root).and_then(|node| blobs.get(node.blob?));
        // A descriptor's own digest would be read as the digest that it names.
        let digest = blob.filter(|blob| !blob.is_descriptor()).and_then(sha256);
        Self {
            path: tree.path(root).to_string(),
            name: label(blobs, tree, root).name,
            digest,
            platforms: totals.platforms,
            bytes: totals.bytes,
            distinct_bytes: totals.distinct_bytes,
            blobs: totals.blobs,
            verified: totals.verified,
            size_unknown: totals.size_unknown,
            agreeing: totals.agreeing,
            mismatched: totals.mismatched,
            unvouched: totals.unvouched,
            not_loaded: totals.not_loaded,
            standing: Standing::of(&totals).word(),
            proved: proved(&totals),
        }
    }
}

impl TreeNode {
    pub fn of(model: &Model, id: NodeId) -> Option<Self> {
        let inspection = &*model.inspection;
        let Inspection { blobs, tree, .. } = inspection;
        let node = tree.get(id)?;
        let label = label(blobs, tree, id);
        let descriptor = node.descriptor.as_deref();
        Some(Self {
            path: tree.path(id).to_string(),
            parent: node.parent.map(|parent| tree.path(parent).to_string()),
            depth: node.depth,
            role: match node.role {
                Role::Root => "root",
                Role::Entry => "entry",
                Role::Attestation(_) => "attestation",
                Role::Config => "config",
                Role::Layer(_) => "layer",
                Role::Subject => "subject",
            },
            name: cut(&label.name),
            what: cut(&label.what),
            kind: node.blob.and_then(|blob| blobs.get(blob)).map(|blob| blob.document.kind.id()),
            media_type: descriptor.and_then(|descriptor| descriptor.media_type.as_deref()).map(cut),
            digest: descriptor.and_then(|descriptor| descriptor.digest_text.as_deref()).map(cut),
            size: label.size,
            state: node.state.word(),
            state_in_words: verified(inspection, node),
            compared_with: node
                .compared
                .word()
                .filter(|_| is_compared(&node.state))
                .map_or("nothing", Word::id),
            expected: match &node.compared {
                Compared::Pin(pin) => Some(pin.digest.to_string()),
                Compared::DiffId(digest) => Some(digest.to_string()),
                Compared::Descriptor | Compared::Nothing => None,
            },
            not_fetched: match view::node_fetch(model, id) {
                NodeFetch::Failed(_, why) => Some(cut(&why)),
                _ => None,
            },
            document: node.blob.and_then(|blob| blobs.position(blob)).and_then(|at| u32::try_from(at).ok()),
        })
    }
}
