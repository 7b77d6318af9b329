//! The image that is shown, by the reference that it was asked for by.

use crate::image::digest::Registered;
use crate::image::reference::Reference;
use crate::inspect::{NodeId, Origin};
use crate::session::model::Inspection;

/// The reference that a root was asked for by: as it was asked, and with the digest of what came.
#[must_use]
pub fn pinned(inspection: &Inspection, root: NodeId) -> Option<(Reference, Reference)> {
    let blob = inspection.blobs.get(inspection.tree.get(root)?.blob?)?;
    let Origin::Registry(reference) = &blob.origin else { return None };
    let own = || blob.digest(Registered::Sha256).cloned();
    let pinned = Reference { digest: reference.digest.clone().or_else(own), ..reference.clone() };
    Some((reference.clone(), pinned))
}

/// The image that is shown, where all of it came from a registry and is one.
pub(in super::super) fn image(inspection: &Inspection) -> Option<Reference> {
    let [root] = inspection.tree.roots() else { return None };
    let comes = |origin: &Origin| matches!(origin, Origin::Registry(_) | Origin::Embedded);
    if !inspection.blobs.iter().all(|(_, blob)| comes(&blob.origin)) {
        return None;
    }
    pinned(inspection, *root).map(|(_, pinned)| pinned).filter(|pinned| pinned.digest.is_some())
}
