//! The image that is shown, by the reference that it was asked for by.

use crate::image::digest::HashAlgorithm;
use crate::image::document::Content;
use crate::image::reference::Reference;
use crate::inspect::{NodeId, Origin};
use crate::registry::resource::subject_of_tag;
use crate::session::inspection::Inspection;

/// The reference that a root was asked for by: as it was asked, and with the digest of what came.
#[must_use]
pub fn pinned(inspection: &Inspection, root: NodeId) -> Option<(Reference, Reference)> {
    let blob = inspection.blobs.get(inspection.tree.get(root)?.blob?)?;
    let Origin::Registry(reference) = &blob.origin else { return None };
    let own = || blob.digest(HashAlgorithm::Sha256).cloned();
    let pinned = Reference { digest: reference.digest.clone().or_else(own), ..reference.clone() };
    Some((reference.clone(), pinned))
}

/// Whether a root is evidence that was fetched beside the image of this reference: it is of the same repository, and has a
/// subject or a tag that is about a digest.
fn is_beside(inspection: &Inspection, root: NodeId, image: &Reference) -> bool {
    let blob = inspection.tree.get(root).and_then(|node| inspection.blobs.get(node.blob?));
    let Some(blob) = blob else { return false };
    let Origin::Registry(reference) = &blob.origin else { return false };
    let has_subject = match &blob.document.content {
        Content::Manifest(manifest) => manifest.subject.is_some(),
        _ => false,
    };
    let by_tag = reference.tag.as_deref().and_then(subject_of_tag);
    (&reference.registry, &reference.repository) == (&image.registry, &image.repository)
        && (has_subject || by_tag.is_some())
}

/// The image that is shown, where all of it came from a registry and is one.
pub(in super::super) fn image(inspection: &Inspection) -> Option<Reference> {
    let (root, others) = inspection.tree.roots().split_first()?;
    let comes = |origin: &Origin| matches!(origin, Origin::Registry(_) | Origin::Embedded);
    if !inspection.blobs.iter().all(|(_, blob)| comes(&blob.origin)) {
        return None;
    }
    let (_, pinned) = pinned(inspection, *root).filter(|(_, pinned)| pinned.digest.is_some())?;
    others.iter().all(|other| is_beside(inspection, *other, &pinned)).then_some(pinned)
}
