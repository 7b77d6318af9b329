//! What is done once new documents are on the screen: findings of the long ones, why some do
//! not verify, and keeping all for a reload.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::bundle;
use super::documents::{documents_changed, lay_out};
use super::effect::Effect;
use super::model::{Model, Tone};
use super::navigation::choose;
use super::notices::notice;
use super::tally::Tally;
use crate::inspect::{BlobId, Blobs, Origin, unmatched};
use crate::limits;
use crate::verify::explain::{self, Explanation};

pub(super) fn settle(model: &mut Model) -> Vec<Effect> {
    let found = unmatched(&model.inspection.blobs, &model.inspection.tree);
    let blobs = &model.inspection.blobs;
    let explanations: BTreeMap<_, _> = found
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
    if model.inspection.blobs.has_unjudged() {
        Rc::make_mut(&mut model.inspection).blobs.judge();
    }
    if explanations != model.inspection.explanations {
        Rc::make_mut(&mut model.inspection).explanations = explanations;
    }
    model.tally = Tally::of(&model.inspection);
    vec![Effect::Remember(remembered(&model.inspection.blobs))]
}

/// The documents as text, where they are few enough for a browser's store.
fn remembered(blobs: &Blobs) -> Option<String> {
    let bytes: usize = blobs.iter().map(|(_, blob)| blob.bytes.len()).sum();
    if blobs.is_empty() || bytes > limits::REMEMBERED_BYTES {
        return None;
    }
    String::from_utf8(bundle::write(blobs)).ok()
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
