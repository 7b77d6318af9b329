//! The share dialog: what a link holds, and how long it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::under::documents_under;
use crate::evidence::statement::Kind;
use crate::image::document::Content;
use crate::inspect::{Blob, BlobId, Blobs, NodeId, Origin, Tree};
use crate::limits;
use crate::share::{self, Packing, Shared, SharedDocument};

/// The share dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareDialog {
    /// Whether the configs go with the link: they hold the environment and the history.
    pub configs: bool,
    /// The images that there are to choose from, and whether each goes with the link; none where there is one alone,
    /// or more than can be listed.
    pub images: Vec<(NodeId, bool)>,
    /// The kinds of evidence among the documents, and whether each goes with the link.
    pub evidence: Vec<SharedKind>,
    of_evidence: Rc<BTreeMap<BlobId, Kind>>,
    /// How many of the documents are configs.
    pub config_count: usize,
    /// How many documents the link holds.
    pub documents: usize,
    /// Their bytes.
    pub bytes: usize,
    /// The payload, or the sentence that says why there is none; `None` while it is being packed.
    pub payload: Option<Result<String, String>>,
    /// The characters below which no link can be, for the digests in it; `None` until they were counted.
    pub floor: Option<usize>,
    /// Whether the browser let the link be copied, where that was tried.
    pub copied: Option<bool>,
    /// Whether something else of the dialog is on its way to the clipboard.
    pub copies_other: bool,
}

/// A kind of evidence among the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedKind {
    /// The kind.
    pub kind: Kind,
    /// How many documents are of it.
    pub count: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Whether they go with the link.
    pub goes: bool,
}

/// What is left out of a link, and what of the documents is evidence.
#[derive(Clone, Debug, Default)]
pub struct Without {
    /// Images, by their roots.
    pub images: Vec<NodeId>,
    /// Kinds of evidence.
    pub kinds: Vec<Kind>,
    /// What documents are evidence of.
    pub of_evidence: Rc<BTreeMap<BlobId, Kind>>,
}

impl ShareDialog {
    /// The dialog for all documents but those of the images and the kinds of evidence that are left out, with or without the configs. Few documents are packed at once; for many,
    /// [`Self::pack`] is to be called once the dialog is on the screen.
    #[must_use]
    pub fn new((blobs, tree): (&Blobs, &Tree), configs: bool, without: Without) -> Self {
        let Without { images: left_out, kinds, of_evidence } = without;
        let roots = tree.roots();
        let is_choice = (2..=limits::LISTED_IMAGES).contains(&roots.len());
        let images = roots.iter().filter(|_| is_choice).map(|root| (*root, !left_out.contains(root)));
        let images: Vec<(NodeId, bool)> = images.collect();
        let (mut config_count, mut documents, mut bytes) = (0, 0, 0);
        let kind = |kind: Kind| SharedKind { kind, count: 0, bytes: 0, goes: !kinds.contains(&kind) };
        let mut evidence = Kind::ALL.map(kind);
        for (id, blob) in chosen(blobs, tree, &images) {
            config_count += usize::from(is_config(blob));
            let mut goes = true;
            if let Some(of) = of_evidence.get(&id)
                && let Some(of) = evidence.iter_mut().find(|one| one.kind == *of)
            {
                (of.count, of.bytes, goes) = (of.count + 1, of.bytes + blob.bytes.len(), of.goes);
            }
            if goes && is_kept(blob, configs) {
                documents += 1;
                bytes += blob.bytes.len();
            }
        }
        let mut dialog = Self {
            configs,
            config_count,
            images,
            evidence: evidence.into_iter().filter(|one| one.count > 0).collect(),
            of_evidence,
            documents,
            bytes,
            floor: None,
            payload: None,
            copied: None,
            copies_other: false,
        };
        if documents == 0 {
            dialog.payload =
                Some(Err("Nothing is chosen, so there is nothing for a link to hold.".to_owned()));
        } else if let Err(error) = share::hold_to_limits(documents, bytes) {
            dialog.payload = Some(Err(error.to_string()));
        } else if bytes <= limits::SHARE_PACKED_AT_ONCE_BYTES {
            let mut packing = None;
            while dialog.pack((blobs, tree), &mut packing) {}
        }
        dialog
    }

    /// Packs a piece of what is still to be packed; whether there is more of it. What is done is kept in
    /// `packing` until the next piece.
    pub fn pack(&mut self, of: (&Blobs, &Tree), packing: &mut Option<Box<Packing>>) -> bool {
        if self.payload.is_some() {
            return false;
        }
        let piece = match packing {
            Some(packing) => packing.work(limits::SHARE_SYMBOLS_A_FRAME),
            None => {
                let documents = self.documents_of(of);
                if self.floor.is_none() {
                    self.floor = Some(share::floor(&documents));
                    return true;
                }
                match Packing::new(&Shared { documents }) {
                    Ok(begun) => {
                        *packing = Some(Box::new(begun));
                        return true;
                    }
                    Err(error) => Some(Err(error)),
                }
            }
        };
        self.payload = piece.map(|payload| payload.map_err(|error| error.to_string()));
        if self.payload.is_some() {
            *packing = None;
        }
        self.payload.is_none()
    }
}

impl ShareDialog {
    /// What is left out of it.
    #[must_use]
    pub fn without(&self) -> Without {
        let images = self.images.iter().filter(|(_, goes)| !goes).map(|(image, _)| *image);
        let kinds = self.evidence.iter().filter(|one| !one.goes).map(|one| one.kind);
        Without {
            images: images.collect(),
            kinds: kinds.collect(),
            of_evidence: Rc::clone(&self.of_evidence),
        }
    }

    /// Whether all documents go with the link.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        (self.configs || self.config_count == 0)
            && self.images.iter().all(|(_, goes)| *goes)
            && self.evidence.iter().all(|one| one.goes)
    }

    /// The documents that a link holds.
    fn documents_of(&self, (blobs, tree): (&Blobs, &Tree)) -> Vec<SharedDocument> {
        let goes = |id: BlobId| {
            let kind = self.of_evidence.get(&id);
            kind.is_none_or(|kind| self.evidence.iter().all(|one| one.goes || one.kind != *kind))
        };
        let kept = chosen(blobs, tree, &self.images);
        let kept = kept.filter(|(id, blob)| goes(*id) && is_kept(blob, self.configs));
        kept.map(|(_, blob)| SharedDocument {
            bytes: blob.bytes.to_vec(),
            pin: blob.pin.as_ref().or(blob.claim.as_ref()).map(|pin| pin.digest.to_string()),
        })
        .collect()
    }
}

fn is_config(blob: &Blob) -> bool {
    matches!(blob.document.content, Content::Config(_))
}

/// Whether a document goes with the link: what a descriptor embeds goes with the descriptor.
fn is_kept(blob: &Blob, configs: bool) -> bool {
    blob.origin != Origin::Embedded && (configs || !is_config(blob))
}

/// The documents of the images that go with the link.
fn chosen<'a>(
    blobs: &'a Blobs,
    tree: &Tree,
    images: &[(NodeId, bool)],
) -> impl Iterator<Item = (BlobId, &'a Blob)> {
    let is_all = images.iter().all(|(_, goes)| *goes);
    let go = images.iter().filter(|(_, goes)| *goes).map(|(root, _)| *root);
    let under = (!is_all).then(|| documents_under(tree, go));
    let goes = move |id: &BlobId| under.as_ref().is_none_or(|under| under.contains(id));
    blobs.iter().filter(move |(id, _)| goes(id))
}
