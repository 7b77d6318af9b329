//! The documents that are here, in the order in which they came, each by what names it.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::blob::Blob;
use super::held::HeldLayers;
use super::ids::BlobId;
use super::origin::{Origin, claim_of, rank};
use super::payload::Payload;
use super::said_digest::SaidDigest;
use crate::archive::layer::LayerId;
use crate::findings::Finding;
use crate::image::descriptor::Descriptor;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::Content;
use crate::keyed::HashMap;
use crate::limits;
use crate::numbered::Numbered;
use crate::verify::{self, Pin};

/// What is looked for by its bytes. Ordered by length first, so that few bytes are compared.
type ByBytes<T> = Rc<BTreeMap<(usize, Rc<[u8]>), T>>;

/// All documents that are here, in the order in which they came. A copy shares them: while layers are read, thousands
/// of times, no document changes.
#[derive(Clone, Debug, Default)]
pub struct Blobs {
    /// The number of the first.
    first: u32,
    pub(super) blobs: Numbered<Rc<Blob>>,
    /// Ordered: ten thousand digests are looked for among a few, which is quicker than to hash each.
    by_digest: Rc<HashMap<Digest, BlobId>>,
    by_claim: Rc<HashMap<Digest, BlobId>>,
    /// The same bytes are kept once.
    pub(super) by_bytes: ByBytes<BlobId>,
    /// Descriptors that embed what is still to be taken.
    to_embed: VecDeque<Rc<Descriptor>>,
    /// Documents and layers that descriptors embed: how many, and their bytes.
    pub(super) embedded: (usize, usize),
    /// The layers among them, by their bytes.
    pub(super) embedded_layers: ByBytes<LayerId>,
    /// Those that came since [`Self::take_embedded`] was asked.
    pub(super) new_layers: Vec<(LayerId, Rc<[u8]>)>,
    /// Embedded documents over the bounds, since [`Self::take_left_out`] was asked.
    pub(super) left_out: usize,
    /// Layers that lie in files.
    pub layers: HeldLayers,
    /// Algorithms, besides SHA-256, that some descriptor or pin asks for.
    asked: [bool; HashAlgorithm::ALL.len()],
}

impl Blobs {
    /// None, in the place of these: a number that was given is not given again.
    #[must_use]
    pub fn after(&self) -> Self {
        let first = self.id(self.blobs.len()).0;
        Self { first, layers: self.layers.after(), ..Self::default() }
    }

    /// The number of a blob among all, from 0.
    const fn number(&self, id: BlobId) -> Option<u32> {
        id.0.checked_sub(self.first)
    }

    fn id(&self, at: usize) -> BlobId {
        BlobId(self.first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// The place of a blob among all, from 0.
    #[must_use]
    pub const fn position(&self, id: BlobId) -> Option<usize> {
        match self.number(id) {
            Some(at) => Some(at as usize),
            None => None,
        }
    }

    fn get_mut(&mut self, id: BlobId) -> Option<&mut Blob> {
        Some(Rc::make_mut(self.blobs.get_mut(self.number(id)?)?))
    }

    /// Takes a document. The same bytes are kept once: then the id of those that were here is given.
    pub fn add(&mut self, bytes: Rc<[u8]>, origin: Origin) -> BlobId {
        let key = (bytes.len(), bytes);
        if let Some(id) = self.by_bytes.get(&key).copied() {
            self.came_again(id, origin);
            return id;
        }
        self.add_read(Blob::new(key.1, origin))
    }

    /// Takes the findings of a document that was too long to be judged on its arrival.
    pub fn judged(&mut self, id: BlobId, findings: Rc<[Finding]>) {
        if let Some(blob) = self.get_mut(id) {
            blob.judged(findings);
        }
    }

    /// The documents that are not judged yet.
    pub fn unjudged(&self) -> impl Iterator<Item = (BlobId, &Blob)> {
        self.iter().filter(|(_, blob)| !blob.judged)
    }

    /// Takes a document that was [read](Blob::read), as [`Self::add`] does, with all that it embeds.
    pub fn add_read(&mut self, blob: Blob) -> BlobId {
        let id = self.put(blob);
        while self.embed_next().is_some() {}
        id
    }

    /// The same without what it embeds: that is to be taken by [`Self::embed_next`], before anything is looked for.
    pub fn put(&mut self, blob: Blob) -> BlobId {
        let key = (blob.bytes.len(), Rc::clone(&blob.bytes));
        if let Some(id) = self.by_bytes.get(&key).copied() {
            self.came_again(id, blob.origin);
            return id;
        }
        let id = self.id(self.blobs.len());
        Rc::make_mut(&mut self.by_bytes).insert(key, id);
        self.ask(HashAlgorithm::Sha256);
        for digest in blob.digests.iter().flatten() {
            Rc::make_mut(&mut self.by_digest).entry(digest.clone()).or_insert(id);
        }
        for descriptor in blob.descriptors() {
            if let Some(algorithm) = descriptor.digest.as_ref().and_then(Digest::registered) {
                self.ask(algorithm);
            }
            self.to_embed.extend(descriptor.data.is_some().then(|| Rc::clone(descriptor)));
        }
        if let Content::Statement(statement) = &blob.document.content {
            statement.algorithms().for_each(|algorithm| self.ask(algorithm));
        }
        if let Some(claim) = blob.claim.clone() {
            Rc::make_mut(&mut self.by_claim).entry(claim.digest).or_insert(id);
        }
        if let Some(payload) = &blob.payload {
            Rc::make_mut(&mut self.by_digest).entry(payload.digest.clone()).or_insert(id);
        }
        if let Some(number) = self.number(id) {
            self.blobs.insert(number, Rc::new(blob));
        }
        id
    }

    /// Takes what the next descriptor embeds; gives how many characters it has, or `None` where there is no more.
    pub fn embed_next(&mut self) -> Option<usize> {
        let descriptor = self.to_embed.pop_front()?;
        self.embed(&descriptor);
        Some(descriptor.data.as_ref().map_or(0, String::len))
    }

    /// The same bytes came by another way: the way that says more of them is kept. A file's path may
    /// claim a digest, and only what is embedded is hidden below its descriptor.
    pub(super) fn came_again(&mut self, id: BlobId, origin: Origin) {
        let slot = self.number(id).and_then(|number| self.blobs.get_mut(number));
        let Some(blob) = slot.map(Rc::make_mut) else { return };
        let claim = claim_of(&origin);
        if let (Origin::Registry(_), Some(Pin { digest, .. })) = (&origin, &claim) {
            // Asked for by another digest, a registry may give what is here already.
            Rc::make_mut(&mut self.by_claim).entry(digest.clone()).or_insert(id);
            let own = digest.registered().and_then(|algorithm| blob.digest(algorithm));
            let payload = blob.payload.as_ref().map(|payload| &payload.digest);
            if own != Some(digest) && payload != Some(digest) {
                // They are not what that reference names.
                return;
            }
        }
        if rank(&origin) <= rank(&blob.origin) {
            if let Origin::Registry(reference) = &origin {
                blob.came_by(reference);
            }
            return;
        }
        if let Some(claim) = claim.filter(|_| !matches!(origin, Origin::Registry(_))) {
            Rc::make_mut(&mut self.by_claim).entry(claim.digest.clone()).or_insert(id);
            blob.claim = Some(claim);
        }
        blob.origin = origin;
    }

    /// Puts `bytes` in the place of a blob: for bytes that were recovered from it.
    /// Its pin stays, for it is what the bytes were recovered by.
    pub fn replace(&mut self, id: BlobId, bytes: Rc<[u8]>, origin: Origin) {
        let Some(slot) = self.get_mut(id) else { return };
        let pin = slot.pin.take();
        let claim = slot.claim.take();
        let new = Blob::new(Rc::clone(&bytes), origin);
        let payload = new.payload.clone();
        let before = std::mem::replace(slot, Blob { pin, claim, ..new });
        let by_bytes = Rc::make_mut(&mut self.by_bytes);
        by_bytes.remove(&(before.bytes.len(), before.bytes));
        by_bytes.entry((bytes.len(), bytes)).or_insert(id);
        Rc::make_mut(&mut self.by_digest).retain(|_, at| *at != id);
        if let Some(Payload { digest, .. }) = payload {
            Rc::make_mut(&mut self.by_digest).entry(digest).or_insert(id);
        }
    }

    /// Says which digest a blob should have. What the visitor said stays, whatever comes along with the same bytes.
    pub fn pin(&mut self, id: BlobId, pin: Pin) {
        if let Some(algorithm) = pin.digest.registered() {
            self.ask(algorithm);
        }
        if let Some(blob) = self.get_mut(id) {
            let stays = blob.pin.as_ref().is_some_and(|known| !known.word.came_along());
            if !(stays && pin.word.came_along()) {
                blob.pin = Some(pin);
            }
        }
    }

    /// Says what a registry called a blob that it was asked for as a manifest.
    pub fn served(&mut self, id: BlobId, media_type: &str) {
        if let Some(blob) = self.get_mut(id) {
            blob.served = Some(media_type.into());
        }
    }

    /// Says which digest a registry said that a blob has.
    pub fn said(&mut self, id: BlobId, said: SaidDigest) {
        if let Some(algorithm) = said.read().as_ref().and_then(Digest::registered) {
            self.ask(algorithm);
        }
        if let Some(blob) = self.get_mut(id).filter(|blob| blob.said.len() < limits::SAID_DIGESTS)
            && !blob.said.contains(&said)
        {
            blob.said = blob.said.iter().cloned().chain([said]).collect();
        }
    }

    /// Takes what is expected of a blob away.
    pub fn unpin(&mut self, id: BlobId) {
        if let Some(blob) = self.get_mut(id) {
            blob.pin = None;
        }
    }

    fn ask(&mut self, algorithm: HashAlgorithm) {
        if let Some(asked) = self.asked.get_mut(algorithm as usize) {
            *asked = true;
        }
    }

    /// The digests that are still to be computed.
    #[must_use]
    pub fn due(&self) -> Vec<(BlobId, HashAlgorithm)> {
        self.iter()
            .flat_map(|(id, blob)| HashAlgorithm::ALL.map(|algorithm| (id, blob, algorithm)))
            .filter(|(_, blob, algorithm)| {
                self.asked.get(*algorithm as usize) == Some(&true) && blob.digest(*algorithm).is_none()
            })
            .map(|(id, _, algorithm)| (id, algorithm))
            .collect()
    }

    /// Computes one digest here and now.
    pub fn hash(&mut self, id: BlobId, algorithm: HashAlgorithm) {
        if let Some(blob) = self.get(id) {
            let digest = verify::hash::digest_of(algorithm, &blob.bytes);
            self.hashed(id, digest);
        }
    }

    /// Takes a digest that was computed of the blob's bytes elsewhere.
    pub fn hashed(&mut self, id: BlobId, digest: Digest) {
        let Some(algorithm) = digest.registered() else { return };
        let slot = self.get_mut(id).and_then(|blob| blob.digests.get_mut(algorithm as usize));
        if let Some(slot) = slot {
            *slot = Some(digest.clone());
            Rc::make_mut(&mut self.by_digest).entry(digest).or_insert(id);
        }
    }

    /// The blob whose bytes were found to have `digest`.
    #[must_use]
    pub fn find(&self, digest: &Digest) -> Option<BlobId> {
        self.by_digest.get(digest).copied()
    }

    /// The blob that claims `digest` by its path, whatever its bytes are.
    #[must_use]
    pub fn find_claim(&self, digest: &Digest) -> Option<BlobId> {
        self.by_claim.get(digest).copied()
    }

    /// The blob that has these very bytes.
    #[must_use]
    pub fn find_bytes(&self, bytes: &Rc<[u8]>) -> Option<BlobId> {
        self.by_bytes.get(&(bytes.len(), Rc::clone(bytes))).copied()
    }

    /// The blob `id`.
    #[must_use]
    pub fn get(&self, id: BlobId) -> Option<&Blob> {
        self.blobs.get(self.number(id)?).map(Rc::as_ref)
    }

    /// All blobs, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (BlobId, &Blob)> {
        (self.first..).map(BlobId).zip(self.blobs.iter().map(|(_, blob)| &**blob))
    }

    /// The blob at this place among all, from 0.
    pub(super) fn nth(&self, at: usize) -> Option<(BlobId, &Blob)> {
        Some((self.id(at), self.blobs.get(u32::try_from(at).ok()?)?))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blobs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blobs.is_empty()
    }
}
