//! A node with the documents around it, and the places in them.

use std::rc::Rc;

use crate::findings::proof::Proof;
use crate::findings::{Finding, opening};
use crate::image::config::Config;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::image::manifest::Manifest;
use crate::image::platform::Platform;
use crate::inspect::blob::Blob;
use crate::inspect::blobs::Blobs;
use crate::inspect::digest_alone::has_stated_digest;
use crate::inspect::held::HeldLayers;
use crate::inspect::ids::BlobId;
use crate::inspect::ids::NodeId;
use crate::inspect::node::{self, Role};
use crate::inspect::tree::Tree;
use crate::json::{Span, Value};

/// A node, and its own document and its holder's where they are here.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    blobs: &'a Blobs,
    tree: &'a Tree,
    id: NodeId,
    pub(super) node: &'a node::Node,
    pub(super) blob: Option<&'a Blob>,
    holder: Option<&'a Blob>,
}

impl<'a> Node<'a> {
    pub(super) fn at(blobs: &'a Blobs, tree: &'a Tree, id: NodeId) -> Option<Self> {
        let node = tree.get(id)?;
        let holder = node.holder.and_then(|holder| blobs.get(tree.get(holder)?.blob?));
        let blob = node.blob.and_then(|blob| blobs.get(blob));
        Some(Self { blobs, tree, id, node, blob, holder })
    }

    /// The node of the document that holds this one's descriptor.
    pub(super) fn holder(&self) -> Option<Self> {
        Self::at(self.blobs, self.tree, self.node.holder?)
    }

    /// The nodes whose descriptors its document has.
    pub(super) fn held(&self) -> impl Iterator<Item = Self> {
        let Self { blobs, tree, .. } = *self;
        self.node.held.iter().filter_map(move |id| Self::at(blobs, tree, *id))
    }

    /// What was found out of its bytes, where they lie in a file.
    pub(super) fn proof(&self) -> Option<&'a Rc<Proof>> {
        self.blobs.layers.get(self.node.layer?)?.proof()
    }

    /// Whether its bytes have the digest that its descriptor states; see [`has_stated_digest`].
    pub(super) fn has_stated_digest(&self) -> Option<bool> {
        has_stated_digest(self.blobs, self.node)
    }

    /// The document whose bytes were found to have `digest`.
    pub(super) fn document(&self, digest: &Digest) -> Option<&'a Blob> {
        self.blobs.get(self.blobs.find(digest)?)
    }

    /// What is to be said of it on top of the layers below it.
    pub(super) fn said_of_stacked(&self) -> &'a [Finding] {
        let Role::Layer(at) = &self.node.role else { return &[] };
        let document = self.node.holder.and_then(|holder| self.tree.get(holder)?.blob);
        document.map(|document| self.blobs.layers.said_of_stacked(document, *at)).unwrap_or_default()
    }

    /// Whether it is a file of an OCI layout that is no blob: its index or its marker.
    pub(super) fn is_of_layout(&self) -> bool {
        let is_marker = |blob: &Blob| matches!(blob.document.content, Content::Layout(_));
        self.blob.is_some_and(is_marker) || self.node.blob.is_some_and(|blob| self.tree.is_contents(blob))
    }

    /// Whether it is a descriptor by itself, which no digest names.
    pub(super) fn is_descriptor(&self) -> bool {
        self.blob.is_some_and(Blob::is_descriptor)
    }

    /// All layers that lie in files.
    pub(super) const fn layers(&self) -> &'a HeldLayers {
        &self.blobs.layers
    }

    /// Whether it is a file that is no layer, which its first bytes tell.
    pub(super) fn is_foreign(&self) -> bool {
        self.node.layer.and_then(|layer| self.layers().get(layer)?.foreign).is_some()
    }

    /// Whether this is the first node that has the bytes of `blob`.
    pub(super) fn is_first(&self, blob: BlobId) -> bool {
        self.tree.first_with(blob) == Some(self.id)
    }

    /// The document that holds this one's descriptor.
    pub(super) fn holder_blob(&self) -> Option<&'a Blob> {
        self.holder
    }

    /// Its own document as a manifest.
    pub(super) fn manifest(&self) -> Option<&'a Manifest> {
        match &self.blob?.document.content {
            Content::Manifest(manifest) => Some(manifest),
            _ => None,
        }
    }

    /// The config that its own document names, where its bytes are here and are what they should be.
    pub(super) fn config(&self) -> Option<&'a Config> {
        let config = self.tree.get(self.tree.child_with_role(self.id, &Role::Config)?)?;
        if config.state.is_mismatch() {
            return None;
        }
        match &self.blobs.get(config.blob?)?.document.content {
            Content::Config(config) => Some(config),
            _ => None,
        }
    }

    /// Its own document as a config.
    pub(super) fn own_config(&self) -> Option<&'a Config> {
        match &self.blob?.document.content {
            Content::Config(config) => Some(config),
            _ => None,
        }
    }

    /// The config that its own document names, whatever its bytes are.
    pub(super) fn config_node(&self) -> Option<Self> {
        Self::at(self.blobs, self.tree, self.tree.child_with_role(self.id, &Role::Config)?)
    }

    /// The platform that its image is for, as the index states it, or else the config.
    pub(super) fn platform(&self) -> Option<&'a Platform> {
        let stated = self.node.descriptor.as_ref().and_then(|descriptor| descriptor.platform.as_ref());
        // Without a manifest, layers hang under the config.
        stated.or_else(|| self.config().or_else(|| self.own_config()).map(|config| &config.platform))
    }

    /// The place of the member that `path` leads to, in its own document.
    pub(super) fn own(&self, path: &[&str]) -> Option<Span> {
        Some(member(self.blob?.root()?, path))
    }

    /// The place of the member that `path` leads to, in its descriptor in the holder's document.
    pub(super) fn stated(&self, path: &[&str]) -> Option<Span> {
        let wanted = self.node.descriptor.as_ref()?.span;
        let descriptor = self.holder?.root()?.innermost(wanted.start)?;
        (descriptor.span() == wanted).then(|| member(descriptor, path))
    }
}

/// The value that `path` leads to; where it ends early, the bracket of the last object on it.
fn member(object: Value<'_>, path: &[&str]) -> Span {
    let mut at = object;
    for key in path {
        let Some(value) = at.get(key) else { return opening(at) };
        at = value;
    }
    at.span()
}
