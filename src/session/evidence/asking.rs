//! What a verifier is asked of a piece.

use super::entry::Entry;
use super::root::RootState;
use super::standing::Standing;
use crate::evidence::piece::Written;
use crate::evidence::{Question, Refusal, Signed, Trust, Why, cosign};
use crate::image::annotations::Annotations;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Blobs, Tree};

/// What a verification is of: the same bytes may be signed twice, by annotations, and be put to two digests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    blob: BlobId,
    target: Option<String>,
    signature: Option<String>,
}

/// The key of a piece; `None` where it has no signature.
pub(super) fn key(tree: &Tree, entry: &Entry) -> Option<Key> {
    let beside = beside(tree, entry).and_then(|annotations| annotations.get(cosign::SIGNATURE));
    entry.signed.then(|| Key {
        blob: entry.blob,
        target: entry.target().map(str::to_owned),
        signature: beside.map(str::to_owned),
    })
}

/// The annotations that a piece's signature is in.
fn beside<'a>(tree: &'a Tree, entry: &Entry) -> Option<&'a Annotations> {
    let of_cosign = matches!(entry.piece.written, Written::SimpleSigning | Written::Envelope);
    let node = tree.get(entry.node).filter(|_| of_cosign)?;
    let annotations = &node.descriptor.as_ref()?.annotations;
    cosign::is_signed(annotations).then_some(annotations)
}

/// The question, or how it stands without one.
pub(super) fn question(
    blobs: &Blobs,
    tree: &Tree,
    entry: &Entry,
    trust: &Trust,
    root: &RootState,
) -> Result<Question, Standing> {
    let by_anchors = matches!(entry.piece.written, Written::Notation(_));
    if by_anchors && trust.anchors.is_none() {
        return Err(Standing::NeedsRoots);
    }
    if entry.by_key && trust.key.is_none() {
        return Err(Standing::NeedsKey);
    }
    let target = entry.target().ok_or(Standing::NoTarget)?;
    let unreadable = || refused(Refusal::new(Why::Unreadable, "its document is not here any more"));
    let bytes = &blobs.get(entry.blob).ok_or_else(unreadable)?.bytes;
    let signed = match beside(tree, entry) {
        Some(annotations) => {
            cosign::signed(bytes, annotations, target).map_err(|fault| refused(fault.refusal()))?
        }
        None => {
            let message = Digest::parse(target).ok().and_then(|digest| blobs.find(&digest));
            let message = message.and_then(|blob| blobs.get(blob)).map(|blob| &*blob.bytes);
            entry.piece.signed(bytes, target, message).ok_or(Standing::NoTarget)?
        }
    };
    if matches!(signed, Signed::Bundle { .. }) && *root == RootState::Missing {
        return Err(Standing::NeedsTrustedRoot);
    }
    // A key that is given is not for what a certificate signed.
    let key = trust.key.clone().filter(|_| entry.by_key);
    Ok(Question { signed, trust: Trust { key, ..trust.clone() } })
}

fn refused(refusal: Refusal) -> Standing {
    Standing::Answered(Box::new(Err(refusal)))
}
