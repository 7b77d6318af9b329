//! What one document has to say of another: a descriptor of the bytes that it names, an index of a
//! config, a statement of the image that it is about.
//!
//! [`crate::findings::of_document`] tells what a document says of itself, once, when it comes. What
//! stands here depends on what else is here, so it is worked out for a node when somebody asks.

mod archive;
mod bytes;
mod kinds;
mod layers;
mod packing;
mod place;
mod platform;
mod same;
mod served;
mod sizes;
mod statement;

use std::collections::BTreeMap;

use super::blobs::Blobs;
use super::ids::NodeId;
use super::tree::Tree;
use crate::findings::{Code, Finding, codes};
use crate::json::Span;
use crate::limits;
use crate::verify::Verification;
use place::Node;

/// Whose bytes the place of a finding lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// Those of the node itself.
    Own,
    /// Those of the document that holds the node's descriptor: the node's [`holder`](super::Node::holder).
    Holder,
}

/// A finding between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// What is to be said of the node.
    pub finding: Finding,
    /// Whose bytes its place lies in.
    pub within: Within,
}

/// What is to be said of node `id` by what is around it; nothing where there is no such node.
///
/// Takes a time that grows with the node's own documents, not with the tree.
#[must_use]
pub fn of_node(blobs: &Blobs, tree: &Tree, id: NodeId) -> Vec<Crossed> {
    let Some(node) = Node::at(blobs, tree, id) else { return Vec::new() };
    let mut found = Found::default();
    archive::check(&mut found, &node);
    bytes::check(&mut found, &node);
    layers::check_held(&mut found, &node);
    // Bytes with another digest are another document: nothing that they say is said by this node.
    if node.blob.is_some() && !matches!(node.node.state, Verification::DigestMismatch { .. }) {
        served::check(&mut found, &node);
        kinds::check(&mut found, &node);
        platform::check(&mut found, &node);
        layers::check(&mut found, &node);
        statement::check(&mut found, &node);
        same::check(&mut found, &node);
        sizes::check(&mut found, &node);
    }
    found.0
}

/// What [`of_node`] says of every node, in the order of the tree. Of each code
/// [`limits::FINDINGS_OF_A_KIND`] come, and then one that counts the others.
pub fn all<'a>(blobs: &'a Blobs, tree: &'a Tree) -> impl Iterator<Item = (NodeId, Crossed)> + 'a {
    let next = tree.iter().next().map_or(0, |(first, _)| first.0);
    All { blobs, tree, next, ready: Vec::new().into_iter(), listing: Listing::default() }
}

/// The findings of one node while they are gathered.
#[derive(Default)]
struct Found(Vec<Crossed>);

impl Found {
    /// Adds what is to be said of bytes of the node itself.
    fn own(&mut self, code: &Code, span: Option<Span>, message: String) {
        self.0.push(Crossed { finding: Finding::new(code, span, message), within: Within::Own });
    }

    /// Adds what is to be said of bytes of the document that holds the node's descriptor.
    fn holder(&mut self, code: &Code, span: Option<Span>, message: String) {
        self.0.push(Crossed { finding: Finding::new(code, span, message), within: Within::Holder });
    }
}

struct All<'a> {
    blobs: &'a Blobs,
    tree: &'a Tree,
    next: u32,
    ready: std::vec::IntoIter<(NodeId, Crossed)>,
    listing: Listing,
}

impl Iterator for All<'_> {
    type Item = (NodeId, Crossed);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.next() {
                return Some(item);
            }
            let id = NodeId(self.next);
            if self.tree.get(id).is_none() {
                // What is counted comes last, once.
                self.ready = std::mem::take(&mut self.listing).counted().into_iter();
                return self.ready.next();
            }
            self.next = self.next.saturating_add(1);
            let found = of_node(self.blobs, self.tree, id);
            let is_listed = |crossed: &Crossed| self.listing.takes(id, &crossed.finding);
            let listed: Vec<_> = found.into_iter().filter(is_listed).map(|crossed| (id, crossed)).collect();
            self.ready = listed.into_iter();
        }
    }
}

/// Which findings between documents are listed, where all of them are: of each code
/// [`limits::FINDINGS_OF_A_KIND`], and then one that counts the others.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Of each code: how many there were, and the first node that is not listed.
    kinds: BTreeMap<&'static str, (usize, NodeId)>,
}

impl Listing {
    /// Whether the next finding, of node `id`, is listed.
    pub fn takes(&mut self, id: NodeId, finding: &Finding) -> bool {
        let (count, beyond) = self.kinds.entry(finding.code).or_insert((0, id));
        *count += 1;
        if *count == limits::FINDINGS_OF_A_KIND + 1 {
            *beyond = id;
        }
        *count <= limits::FINDINGS_OF_A_KIND
    }

    /// What counts those that are not listed.
    #[must_use]
    pub fn counted(self) -> Vec<(NodeId, Crossed)> {
        let more = self.kinds.into_iter().filter_map(|(id, (count, node))| {
            let more = count.checked_sub(limits::FINDINGS_OF_A_KIND).filter(|more| *more > 0)?;
            let code = codes::ALL.iter().find(|code| code.id == id)?;
            let finding = Finding::new(code, None, format!("… and {more} more of this kind."));
            Some((node, Crossed { finding, within: Within::Own }))
        });
        more.collect()
    }
}
