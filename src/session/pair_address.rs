//! Two images of registries that are compared, in the address: `ref/A..B`, where the node is one of A, root 0, and the
//! one that it is compared with is one of B, root 1.

use super::fetching::pinned;
use super::model::Model;
use super::view::View;
use crate::image::reference::two::{BETWEEN, two};
use crate::image::reference::{Reference, reader};
use crate::inspect::{NodeId, NodePath};

/// The roots of A and of B in such an address.
const ROOTS: [u32; 2] = [0, 1];

/// The two references of an address; `None` where it names one image.
pub(super) fn references(reference: &str) -> Option<(Reference, Reference)> {
    reader::read(reference).is_err().then(|| two(reference)).flatten()
}

/// The view as the address has it, where two images of registries are compared.
#[must_use]
pub fn paired(model: &Model) -> Option<View> {
    let nodes = [model.selected?, model.compared_with()?];
    let tree = &model.inspection.tree;
    let root = |node: NodeId| tree.ancestors(node).last();
    let [of_first, of_second] = nodes.map(root);
    let (of_first, of_second) = (of_first?, of_second?);
    let named = |root| Some(pinned(&model.inspection, root)?.1).filter(|pinned| pinned.digest.is_some());
    let (first, second) = (named(of_first)?, named(of_second)?);
    let paths = nodes.map(|node| tree.path(node));
    let [node, with] = paths;
    let [of_a, of_b] = ROOTS;
    (of_first != of_second).then(|| View {
        reference: format!("{first}{BETWEEN}{second}"),
        node: Some(NodePath { document: of_a, ..node }),
        with: Some(NodePath { document: of_b, ..with }),
        ..model.view.clone()
    })
}

/// A view of such an address with the nodes as they are called here.
pub(super) fn resolved(model: &Model, view: View) -> View {
    let Some((first, second)) = references(&view.reference) else { return view };
    let places = [place(model, &first), place(model, &second)];
    let named = |path: NodePath| {
        let which = ROOTS.iter().position(|root| *root == path.document)?;
        let document = (*places.get(which)?)?;
        Some(NodePath { document, ..path })
    };
    View { node: view.node.and_then(named), with: view.with.and_then(named), ..view }
}

/// The place among the roots of the image that a reference names.
fn place(model: &Model, reference: &Reference) -> Option<u32> {
    let is_it = |root: &NodeId| is_of(model, *root, reference);
    let at = model.inspection.tree.roots().iter().position(is_it)?;
    u32::try_from(at).ok()
}

/// Whether a root is the image that a reference names.
fn is_of(model: &Model, root: NodeId, reference: &Reference) -> bool {
    pinned(&model.inspection, root).is_some_and(|(asked, pinned)| asked == *reference || pinned == *reference)
}

/// Whether all images that an address names are here.
pub(super) fn are_here(model: &Model, reference: &str) -> bool {
    match references(reference) {
        Some((first, second)) => place(model, &first).is_some() && place(model, &second).is_some(),
        None => {
            let roots = model.inspection.tree.roots().iter();
            let mut named = roots.filter_map(|root| pinned(&model.inspection, *root));
            named.any(|(asked, pinned)| pinned.to_string() == reference || asked.to_string() == reference)
        }
    }
}
