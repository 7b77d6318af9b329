//! Layers whose bytes are not kept: they lie in a file or at a registry, and what was found out of them is known.

use std::rc::Rc;

use super::ids::BlobId;
use crate::archive::foreign::Foreign;
use crate::archive::layer::LayerId;
use crate::findings::Finding;
use crate::findings::codes::LAYER_COMPRESSION_UNKNOWN;
use crate::findings::proof::Proof;
use crate::image::digest::Digest;
use crate::keyed::{HashMap, SharedMap};
use crate::numbered::Numbered;
use crate::verify::{Expected, Pin, Verification, Word, check};

/// A layer, or another large blob, whose bytes lie in a file or at a registry.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldLayer {
    /// What it is called where no document names it: its file's name, its path in an archive, or its reference.
    pub name: String,
    /// Bytes, as it is stored. Of one at a registry, what its descriptor states, until it was read.
    pub size: u64,
    /// The digest that its path claims, or by which a registry is asked for it.
    pub claim: Option<Pin>,
    /// The digest that the visitor expects.
    pub pin: Option<Pin>,
    /// Whether it lies at a registry: its bytes are here only while it is read.
    pub remote: bool,
    /// What it is, where its first bytes tell that it is no layer.
    pub foreign: Option<Foreign>,
    /// How far it was read.
    pub state: LayerState,
}

/// How far a layer was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LayerState {
    /// Not at all.
    #[default]
    Waiting,
    /// It is being read.
    Reading,
    /// It was read to its end.
    Read(Rc<Proof>),
    /// It was, and other bytes came when a part of it was read again.
    Changed(Rc<Proof>),
}

/// Whether a layer is compressed in a way that is not unpacked here: its diff ID is then not known.
pub(super) fn is_packed(proof: &Proof) -> bool {
    proof.findings.iter().any(|finding| finding.code == LAYER_COMPRESSION_UNKNOWN.id)
}

/// The layers of a config's image, where an archive says so without a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// The layers, base first.
    pub layers: Vec<StackLayer>,
    /// The image's names with their tags.
    pub names: Vec<String>,
    /// The archive's file.
    pub archive: String,
}

/// A layer of a [`Stack`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackLayer {
    /// The path by which the archive names it.
    pub path: String,
    /// The layer; `None` where the archive has no such member.
    pub layer: Option<LayerId>,
}

/// A document or a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A document.
    Blob(BlobId),
    /// A layer.
    Layer(LayerId),
}

/// All layers that lie in files or at registries, and what names them. A copy shares what does not change.
#[derive(Clone, Debug, Default)]
pub struct HeldLayers {
    /// The number of the first.
    first: u32,
    layers: Numbered<HeldLayer>,
    by_digest: SharedMap<Digest, LayerId>,
    by_claim: SharedMap<Digest, LayerId>,
    /// The layers of a config, base first, where an archive says so without a manifest.
    stacks: Rc<HashMap<BlobId, Rc<Stack>>>,
    /// What is to be said of the archives that these documents, or layers, are the first of.
    of_archives: Rc<HashMap<Thing, Vec<Finding>>>,
    /// What is to be said of a layer on top of those below it: by the document that names it, and its place there.
    stacked: Rc<HashMap<(BlobId, u32), Vec<Finding>>>,
}

impl HeldLayers {
    /// None, in the place of these: a number that was given is not given again.
    #[must_use]
    pub fn after(&self) -> Self {
        Self { first: self.free().0, ..Self::default() }
    }

    /// The number that comes next.
    fn free(&self) -> LayerId {
        LayerId(self.first.saturating_add(u32::try_from(self.layers.len()).unwrap_or(u32::MAX)))
    }

    fn get_mut(&mut self, id: LayerId) -> Option<&mut HeldLayer> {
        self.layers.get_mut(id.0.checked_sub(self.first)?)
    }

    /// Takes a layer.
    pub fn add(&mut self, layer: HeldLayer) -> LayerId {
        let id = self.free();
        if let Some(claim) = layer.claim.as_ref().map(|claim| claim.digest.clone()) {
            let known = self.by_claim.get(&claim).and_then(|known| self.get(*known));
            // A file is nearer than a registry.
            if known.is_none_or(|known| known.remote && known.proof().is_none()) {
                self.by_claim.insert(claim, id);
            }
        }
        self.layers.insert(id.0.saturating_sub(self.first), layer);
        id
    }

    /// Says that a layer has another digest, too, by its descriptor.
    pub fn claims(&mut self, id: LayerId, digest: &Digest) {
        if self.by_claim.get(digest).is_none() {
            self.by_claim.insert(digest.clone(), id);
        }
    }

    /// The layer `id`.
    #[must_use]
    pub fn get(&self, id: LayerId) -> Option<&HeldLayer> {
        self.layers.get(id.0.checked_sub(self.first)?)
    }

    /// Says which digest is expected of a layer that nothing names.
    pub fn pin(&mut self, id: LayerId, pin: Option<Pin>) {
        if let Some(layer) = self.get_mut(id) {
            layer.pin = pin;
        }
    }

    /// Says that a file is no layer, and what it is.
    pub fn is_foreign(&mut self, id: LayerId, foreign: Foreign) {
        if let Some(layer) = self.get_mut(id) {
            layer.foreign = Some(foreign);
        }
    }

    /// Says how far a layer was read.
    pub fn set_state(&mut self, id: LayerId, state: LayerState) {
        let Some(layer) = id.0.checked_sub(self.first).and_then(|at| self.layers.get_mut(at)) else {
            return;
        };
        let before = std::mem::replace(&mut layer.state, state.clone());
        match (state, before) {
            (LayerState::Read(proof) | LayerState::Changed(proof), _) => {
                layer.size = proof.size;
                if self.by_digest.get(&proof.digest).is_none() {
                    self.by_digest.insert(proof.digest.clone(), id);
                }
            }
            // It may be read again, and come to another digest.
            (_, LayerState::Read(proof) | LayerState::Changed(proof))
                if self.by_digest.get(&proof.digest) == Some(&id) =>
            {
                self.by_digest.remove(&proof.digest);
            }
            _ => {}
        }
    }

    /// Says which layers a config's image has.
    pub fn set_stack(&mut self, config: BlobId, stack: Stack) {
        Rc::make_mut(&mut self.stacks).insert(config, Rc::new(stack));
    }

    /// Says what there is to say of an archive, by the first thing in it.
    pub fn say_of_archive(&mut self, first: Thing, findings: Vec<Finding>) {
        Rc::make_mut(&mut self.of_archives).entry(first).or_default().extend(findings);
    }

    /// What is to be said of the archive that this is the first thing of.
    #[must_use]
    pub fn said_of_archive(&self, first: Thing) -> &[Finding] {
        self.of_archives.get(&first).map(Vec::as_slice).unwrap_or_default()
    }

    /// Says what there is to say of a layer on top of those below it. Gives whether nothing was said before.
    pub fn say_of_stacked(&mut self, document: BlobId, at: u32, findings: Vec<Finding>) -> bool {
        Rc::make_mut(&mut self.stacked).insert((document, at), findings).is_none()
    }

    /// What is to be said of a layer on top of those below it.
    #[must_use]
    pub fn said_of_stacked(&self, document: BlobId, at: u32) -> &[Finding] {
        self.stacked.get(&(document, at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The layers of a config, where an archive said so.
    #[must_use]
    pub fn stack(&self, config: BlobId) -> Option<&Rc<Stack>> {
        self.stacks.get(&config)
    }

    /// The layer whose bytes were found to have `digest`, or else the one that claims it.
    #[must_use]
    pub fn find(&self, digest: &Digest) -> Option<LayerId> {
        self.by_digest.get(digest).or_else(|| self.by_claim.get(digest)).copied()
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (LayerId, &HeldLayer)> {
        self.layers.iter().map(|(at, layer)| (LayerId(self.first.saturating_add(at)), layer))
    }

    /// The layer at this place among all, from 0.
    pub(super) fn nth(&self, at: usize) -> Option<(LayerId, &HeldLayer)> {
        let id = self.first.saturating_add(u32::try_from(at).ok()?);
        Some((LayerId(id), self.layers.get(u32::try_from(at).ok()?)?))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }
}

impl HeldLayer {
    /// What was found out of its bytes.
    #[must_use]
    pub fn proof(&self) -> Option<&Rc<Proof>> {
        match &self.state {
            LayerState::Read(proof) | LayerState::Changed(proof) => Some(proof),
            LayerState::Waiting | LayerState::Reading => None,
        }
    }

    /// Whether its bytes are what `expected` says, whose digest is `word`'s. Another size of a file decides before anything is hashed.
    #[must_use]
    pub fn verify(&self, expected: &Expected, word: Word) -> Verification {
        let is_known = !self.remote || self.proof().is_some();
        match &self.state {
            LayerState::Changed(_) => Verification::Changed,
            _ if is_known && expected.size.is_some_and(|size| size != self.size) => {
                Verification::SizeMismatch { expected: expected.size.unwrap_or(0), actual: self.size }
            }
            LayerState::Waiting => self.unread(),
            LayerState::Reading => Verification::Hashing,
            LayerState::Read(proof) => match check(expected, word, proof.size, &proof.digest) {
                // It was hashed by another algorithm than this descriptor has.
                Verification::Hashing => self.unread(),
                state => state,
            },
        }
    }

    const fn unread(&self) -> Verification {
        if self.remote { Verification::NotLoaded } else { Verification::Unread }
    }

    /// Whether what it unpacks to is what the config's diff ID says.
    #[must_use]
    pub fn verify_diff_id(&self, diff_id: &Digest) -> Verification {
        match &self.state {
            LayerState::Changed(_) => Verification::Changed,
            LayerState::Waiting => self.unread(),
            LayerState::Reading => Verification::Hashing,
            // The diff ID is that of a tar, and this was not unpacked to one.
            LayerState::Read(proof) if is_packed(proof) => Verification::Unpinned,
            LayerState::Read(proof) => {
                let expected = Expected { digest: diff_id.clone(), size: None };
                match check(&expected, Word::DiffId, proof.unpacked, &proof.diff_id) {
                    // Diff IDs are computed by SHA-256 alone here.
                    Verification::Hashing => {
                        Verification::UnsupportedAlgorithm { algorithm: diff_id.algorithm().to_string() }
                    }
                    state => state,
                }
            }
        }
    }
}
