//! Other packages of an SBOM are wanted, or in another order: at once where they are few, and beside the page else.

use super::packages::{Listed, Listing, Wanted, sbom};
use crate::evidence::sbom::listed::PackageColumn;
use crate::inspect::BlobId;
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::session::effect::Effect;
use crate::session::long_work::LongWork;
use crate::session::model::Model;

/// Something else of an SBOM is wanted.
pub(in super::super) fn want(model: &mut Model, blob: BlobId, wanted: Wanted) -> Vec<Effect> {
    let here = model.inspection.blobs.get(blob);
    let piece = here.and_then(|document| model.evidence.piece(blob, document)).cloned();
    let Some(piece) = piece else { return Vec::new() };
    let count = sbom(&piece).map_or(0, |sbom| sbom.packages.len());
    let state = &mut model.evidence;
    state.revision = state.revision.saturating_add(1);
    let list = state.packages.entry(blob).or_default();
    list.wanted = wanted.clone();
    if wanted.query.trim().is_empty() && wanted.column == PackageColumn::Document {
        (list.shown, list.is_old) = (None, false);
        return Vec::new();
    }
    let listing = Listing { blob, piece, wanted };
    if count <= limits::PACKAGES_AT_ONCE {
        take_listed(model, at_once(listing.done(&Pace::default())));
        return Vec::new();
    }
    list.is_old = true;
    vec![Effect::InPieces(LongWork::Packages(listing))]
}

/// Takes a list, unless another one is wanted by now.
pub(in super::super) fn take_listed(model: &mut Model, listed: Listed) {
    let state = &mut model.evidence;
    let list = state.packages.get_mut(&listed.blob).filter(|list| list.wanted == listed.wanted);
    if let Some(list) = list {
        (list.shown, list.is_old) = (Some(listed.shown), false);
        state.revision = state.revision.saturating_add(1);
    }
}
