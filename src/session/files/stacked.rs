//! What the layers say only on top of each other: found when they are put together.

use std::collections::BTreeMap;

use crate::findings::Finding;
use crate::findings::layer::{of_bounded_files, of_broken_links};
use crate::inspect::{BlobId, NodeId, Role, Tree};
use crate::session::effect::Effect;
use crate::session::growing::rebuild_soon;
use crate::session::inspection::Inspection;
use crate::session::model::Model;

/// Notes what is to be said of the layers in the Files tab, which were just put together. Where one was not read,
/// nothing is said of links: it may have what the others lack.
pub(super) fn judge(model: &mut Model) -> Vec<Effect> {
    let Some(pane) = &model.files else { return Vec::new() };
    let shown = pane.shown();
    let Some(document) = document(&model.inspection.tree, shown.node) else { return Vec::new() };
    let mut findings: BTreeMap<u32, Vec<Finding>> = BTreeMap::new();
    let bounded = shown.files().and_then(|files| of_bounded_files(&files.tally()));
    let top = u32::try_from(shown.layers.len().saturating_sub(1)).unwrap_or(u32::MAX);
    if let Some(finding) = bounded {
        findings.entry(top).or_default().push(finding);
    }
    let whole = shown.layers.iter().all(Option::is_some);
    let files = shown.files().filter(|_| whole);
    for (links, first) in files.into_iter().flat_map(|files| files.broken_links()) {
        findings.entry(u32::from(links.layer)).or_default().push(of_broken_links(&links, &first));
    }
    let mut new = false;
    let layers = &mut Inspection::change(&mut model.inspection).blobs.layers;
    for (layer, findings) in findings {
        new |= layers.say_of_stacked(document, layer, findings);
    }
    if !new {
        return Vec::new();
    }
    rebuild_soon(model)
}

/// The document that names the layers of a node; `None` for a layer that nothing names, whose base is not known.
fn document(tree: &Tree, id: NodeId) -> Option<BlobId> {
    let node = tree.get(id)?;
    let holder = match (&node.role, node.holder) {
        (Role::Layer(_) | Role::Config, Some(holder)) => holder,
        _ => id,
    };
    tree.get(holder)?.blob
}
