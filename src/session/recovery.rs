//! Documents that do not verify: why, and their recovered bytes.

use std::rc::Rc;

use super::documents::{documents_changed, lay_out};
use super::effect::Effect;
use super::model::{Model, Tone};
use super::navigation::choose;
use super::notices::notice;
use crate::inspect::{BlobId, Origin, unmatched};
use crate::verify::explain::{self, Explanation};

pub(super) fn explain_all(model: &mut Model) -> Vec<Effect> {
    let found = unmatched(&model.inspection.blobs, &model.inspection.tree);
    let blobs = &model.inspection.blobs;
    let explanations = found
        .into_iter()
        .filter_map(|unmatched| {
            let bytes = &blobs.get(unmatched.blob)?.bytes;
            let explanation = explain::explain(bytes, &unmatched.wanted);
            let node = match &explanation {
                Explanation::Recovered { wanted, .. } | Explanation::Nearest { wanted, .. } => *wanted,
                Explanation::Nothing { .. } => 0,
            };
            Some((unmatched.blob, (explanation, *unmatched.nodes.get(node)?)))
        })
        .collect();
    Rc::make_mut(&mut model.inspection).explanations = explanations;
    Vec::new()
}

pub(super) fn take_recovered(model: &mut Model, blob: BlobId) -> Vec<Effect> {
    let Some((Explanation::Recovered { bytes, change, .. }, _)) = model.inspection.explanations.get(&blob)
    else {
        return Vec::new();
    };
    let (bytes, change) = (Rc::from(bytes.as_slice()), change.to_string());
    let inspection = Rc::make_mut(&mut model.inspection);
    inspection.explanations.remove(&blob);
    inspection.blobs.replace(blob, bytes, Origin::Recovered(change));
    let mut effects = documents_changed(model);
    if let Some(node) = model.inspection.tree.first_with(blob) {
        model.tree.reveal(&model.inspection.tree, node);
        lay_out(model);
        effects.extend(choose(model, node, false));
    }
    effects.extend(notice(model, Tone::Ok, "The recovered bytes are the document now."));
    effects
}
