//! Two references that are to be compared: both are fetched, and shown beside each other once they are here.

use super::super::comparison::noun;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::navigation::{address, compare, show};
use super::super::view::View;
use super::open::{How, open};
use super::pair::Both;
use crate::image::reference::Reference;
use crate::inspect::BlobId;

/// Opens two references, to compare the second with the first; `view` is what a link shows of them.
pub(in super::super) fn open_both(
    model: &mut Model,
    first: Reference,
    second: Reference,
    how: How,
    view: Option<View>,
) -> Vec<Effect> {
    let mut effects = open(model, &first, how, None, None);
    effects.extend(open(model, &second, how, None, None));
    model.fetching.both = Some(Both::new(first, second, view));
    effects
}

/// Notes that documents came, and shows the two beside each other once both are here.
pub(super) fn came(model: &mut Model, root: Option<BlobId>) -> Vec<Effect> {
    let Some(both) = &mut model.fetching.both else { return Vec::new() };
    if both.coming.is_empty() {
        return Vec::new();
    }
    if let Some(slot) = both.coming.remove(0).and_then(|which| both.came.get_mut(which)) {
        *slot = root.or(*slot);
    }
    let [Some(first), Some(second)] = both.came else { return Vec::new() };
    let view = model.fetching.both.take().and_then(|both| both.view);
    if let Some(view) = view {
        show(model, view);
        return vec![Effect::Reveal, address(model, false)];
    }
    let inspection = &model.inspection;
    let node = |blob| inspection.tree.first_with(blob).filter(|node| noun(inspection, *node).is_some());
    let Some((first, second)) = node(first).zip(node(second)) else { return Vec::new() };
    compare(model, first, second)
}
