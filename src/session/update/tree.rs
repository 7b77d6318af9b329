//! The tree.

use crate::session::effect::Effect;
use crate::session::fetching::selected;
use crate::session::long_work::LongWork;
use crate::session::message::TreeMsg;
use crate::session::model::Model;
use crate::session::navigation::press;
use crate::session::news::News;
use crate::session::notices::announced;

pub(super) fn take(model: &mut Model, msg: TreeMsg) -> Vec<Effect> {
    match msg {
        TreeMsg::Toggle(node) => {
            let open = model.tree.is_open(node);
            model.tree.set_open(node, !open);
            model.tree.lay_out_soon();
            Vec::new()
        }
        TreeMsg::OpenAll(open) => {
            model.tree.open_all(&model.inspection.tree, open);
            model.tree.lay_out_soon();
            Vec::new()
        }
        TreeMsg::Key(key) => {
            let mut effects = press(model, key);
            effects.extend(selected(model));
            effects
        }
        TreeMsg::Filter(filter) => {
            model.tree.filter = filter;
            model.tree.lay_out_soon();
            let mut effects = lay_out_if_due(model);
            if !model.tree.is_filtering() {
                effects.push(rows_told(model));
            }
            effects
        }
        TreeMsg::Filtered(kept) => match model.tree.filtered(kept) {
            true => vec![rows_told(model)],
            false => Vec::new(),
        },
    }
}

/// Lays the rows out, where that is due; what is long is looked for beside the page.
pub(super) fn lay_out_if_due(model: &mut Model) -> Vec<Effect> {
    let due = model.tree.lay_out_if_due(&model.inspection);
    due.map(|filtering| Effect::InPieces(LongWork::Filter(filtering))).into_iter().collect()
}

/// Says how many rows there are.
fn rows_told(model: &Model) -> Effect {
    announced(News::Rows(model.tree.rows.len()))
}
