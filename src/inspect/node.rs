//! A node of the tree.

use std::rc::Rc;

use super::ids::{BlobId, NodeId};
use super::path::Step;
use crate::archive::layer::LayerId;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::verify::{Pin, Verification, Word};

/// What a node is to its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A document that no descriptor names.
    #[default]
    Root,
    /// An entry of an index.
    Entry,
    /// BuildKit's attestation for the manifest of this digest; it hangs under that manifest's node
    /// where the index has one.
    Attestation(Option<Digest>),
    /// The config of a manifest.
    Config,
    /// A layer, by its position from the base.
    Layer(u32),
    /// What a manifest or index says it refers to. Its own children are not shown.
    Subject,
}

/// What the bytes of a node were compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Compared {
    /// The descriptor that points to it.
    Descriptor,
    /// A digest by itself: of the visitor's, of a link, of a file's name.
    Pin(Pin),
    /// The diff ID in the config, where an archive has no manifest: what it unpacks to was compared.
    DiffId(Digest),
    /// Nothing: no descriptor, no pin.
    #[default]
    Nothing,
}

impl Compared {
    /// Whose word it is; `None` where nobody says anything.
    #[must_use]
    pub const fn word(&self) -> Option<Word> {
        match self {
            Self::Descriptor => Some(Word::Descriptor),
            Self::Pin(pin) => Some(pin.word),
            Self::DiffId(_) => Some(Word::DiffId),
            Self::Nothing => None,
        }
    }
}

/// One node: a descriptor, the bytes it names where they are here, or both.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The node that it hangs under; `None` for a root.
    pub parent: Option<NodeId>,
    /// The nodes under it, in the order in which they are shown.
    pub children: Vec<NodeId>,
    /// The nodes whose descriptors its document has, in the order of the document: its children, and the
    /// attestations that stand one level deeper, under what they attest.
    pub held: Vec<NodeId>,
    /// How deep it hangs; 0 for a root.
    pub depth: u16,
    /// Its last step, from the document that holds its descriptor; `None` for a root.
    pub step: Option<Step>,
    /// The node of the document that holds its descriptor: its parent, but for an attestation.
    pub holder: Option<NodeId>,
    /// What it is to that document.
    pub role: Role,
    /// The descriptor that points to it; `None` for a root.
    pub descriptor: Option<Rc<Descriptor>>,
    /// The first node of the tree whose descriptor states the same digest; `None` where that is this one.
    pub alike: Option<NodeId>,
    /// The bytes, where they are here. Where the state is a mismatch, they are not what was asked for.
    pub blob: Option<BlobId>,
    /// The layer in a file that has the bytes, where they are not kept.
    pub layer: Option<LayerId>,
    /// Whether they are what they should be.
    pub state: Verification,
    /// What they were compared with.
    pub compared: Compared,
}

impl Node {
    /// The bytes that it has here, or else those that its descriptor speaks of.
    #[must_use]
    pub fn stated_size(&self) -> Option<u64> {
        self.descriptor.as_ref().and_then(|descriptor| descriptor.size)
    }

    /// The digest that it should have, as its descriptor states it.
    #[must_use]
    pub fn stated_digest(&self) -> Option<&Digest> {
        self.descriptor.as_ref().and_then(|descriptor| descriptor.digest.as_ref())
    }
}
