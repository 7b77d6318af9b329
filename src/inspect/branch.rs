//! What the descriptors of one document hang under its node, one after the other.

use std::rc::Rc;

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::BlobId;
use super::ids::NodeId;
use super::node::Role;
use super::path::Step;
use super::tree::Tree;
use crate::archive::layer::LayerId;
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::keyed::HashMap;

/// A document whose descriptors are being hung.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Its node.
    pub(super) holder: NodeId,
    /// The document.
    pub(super) blob: BlobId,
    part: Part,
    at: usize,
    /// The attestations of an index: they come after all that they may attest.
    attestations: Vec<usize>,
    /// The first entry that has each digest, where there are attestations. Most indexes have none.
    images: HashMap<Digest, NodeId>,
}

/// The parts of a document, in the order in which they are hung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The layers of a config, where an archive says which they are.
    Stack,
    /// The config of a manifest.
    Config,
    /// Entries, layers, or descriptors by themselves.
    List,
    /// The entries of an index are gone through for what is attested.
    Digests,
    Attestations,
    Subject,
    End,
}

/// What comes next.
pub(super) enum Next {
    /// Something was looked at, and there is more.
    Nothing,
    /// A descriptor is to be hung.
    Hang {
        /// Under this node.
        parent: NodeId,
        step: Step,
        role: Role,
        descriptor: Rc<Descriptor>,
        /// Its place among all of the document's.
        ordinal: usize,
    },
    /// A layer that an archive says a config has is to be hung: its place, and the layer where it is here.
    Stacked(u32, Option<LayerId>),
    /// Nothing.
    End,
}

/// What a document describes.
struct Parts<'a> {
    config: Option<&'a Rc<Descriptor>>,
    list: &'a [Rc<Descriptor>],
    subject: Option<&'a Rc<Descriptor>>,
}

impl<'a> Parts<'a> {
    fn of(blob: &'a Blob) -> Self {
        match &blob.document.content {
            Content::Index(index) => {
                Self { config: None, list: &index.manifests, subject: index.subject.as_ref() }
            }
            Content::Manifest(manifest) => Self {
                config: manifest.config.as_ref(),
                list: &manifest.layers,
                subject: manifest.subject.as_ref(),
            },
            Content::Descriptors(descriptors) => Self { config: None, list: descriptors, subject: None },
            _ => Self { config: None, list: &[], subject: None },
        }
    }
}

impl Branch {
    pub(super) fn new(holder: NodeId, blob: BlobId) -> Self {
        Self { holder, blob, part: Part::Config, at: 0, attestations: Vec::new(), images: HashMap::default() }
    }

    /// That of a config whose layers an archive names.
    pub(super) fn of_stack(holder: NodeId, blob: BlobId) -> Self {
        Self { part: Part::Stack, ..Self::new(holder, blob) }
    }

    /// Whether some of what was hung did not come in the order of the document.
    pub(super) const fn has_attestations(&self) -> bool {
        !self.attestations.is_empty()
    }

    /// Goes on to what comes next.
    pub(super) fn next(&mut self, blobs: &Blobs, tree: &Tree) -> Next {
        let Some(blob) = blobs.get(self.blob) else { return Next::End };
        let Parts { config, list, subject } = Parts::of(blob);
        let (holder, at, before) = (self.holder, self.at, usize::from(config.is_some()));
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        self.at += 1;
        match self.part {
            Part::Stack => match blobs.layers.stack(self.blob).and_then(|stack| stack.layers.get(at)) {
                Some(stacked) => Next::Stacked(number, stacked.layer),
                None => Next::End,
            },
            Part::Config => {
                self.enter(Part::List);
                let Some(config) = config else { return Next::Nothing };
                hang(holder, Step::Config, Role::Config, config, 0)
            }
            Part::List => {
                let is_index = matches!(blob.document.content, Content::Index(_));
                let is_manifest = matches!(blob.document.content, Content::Manifest(_));
                match list.get(at) {
                    Some(entry) if is_index && entry.is_attestation() => {
                        self.attestations.push(at);
                        Next::Nothing
                    }
                    Some(layer) if is_manifest => {
                        hang(holder, Step::Layer(number), Role::Layer(number), layer, before + at)
                    }
                    Some(entry) => hang(holder, Step::Entry(number), Role::Entry, entry, before + at),
                    None => {
                        self.enter(if self.has_attestations() { Part::Digests } else { Part::Subject });
                        Next::Nothing
                    }
                }
            }
            Part::Digests => {
                match list.get(at) {
                    Some(entry) => {
                        let node = tree.held(holder, Step::Entry(number));
                        if let Some((digest, node)) = entry.digest.as_ref().zip(node) {
                            self.images.entry(digest.clone()).or_insert(node);
                        }
                    }
                    None => self.enter(Part::Attestations),
                }
                Next::Nothing
            }
            Part::Attestations => match self.attestations.get(at) {
                Some(&place) => {
                    let Some(entry) = list.get(place) else { return Next::Nothing };
                    let attests = entry.attests();
                    let parent = attests.as_ref().and_then(|digest| self.images.get(digest)).copied();
                    let step = Step::Entry(u32::try_from(place).unwrap_or(u32::MAX));
                    hang(parent.unwrap_or(holder), step, Role::Attestation(attests), entry, before + place)
                }
                None => {
                    self.enter(Part::Subject);
                    Next::Nothing
                }
            },
            Part::Subject => {
                self.enter(Part::End);
                let Some(subject) = subject else { return Next::Nothing };
                hang(holder, Step::Subject, Role::Subject, subject, before + list.len())
            }
            Part::End => Next::End,
        }
    }

    fn enter(&mut self, part: Part) {
        (self.part, self.at) = (part, 0);
    }
}

fn hang(parent: NodeId, step: Step, role: Role, descriptor: &Rc<Descriptor>, ordinal: usize) -> Next {
    Next::Hang { parent, step, role, descriptor: Rc::clone(descriptor), ordinal }
}
