//! The chosen node, and what of it is shown.

use crate::inspect::NodeId;
use crate::session::effect::Effect;
use crate::session::fetching::selected;
use crate::session::message::SelectMsg;
use crate::session::model::Model;
use crate::session::navigation::{select, show_tab};
use crate::session::tab::Tab;

pub(super) fn take(model: &mut Model, msg: SelectMsg) -> Vec<Effect> {
    match msg {
        SelectMsg::Node(node) => choose(model, node),
        SelectMsg::Tab(tab) => {
            model.span = None;
            show_tab(model, tab)
        }
        SelectMsg::Span(span) => {
            let effects = show_tab(model, Tab::Raw);
            model.span = Some(span);
            effects
        }
        SelectMsg::Findings(node) => {
            model.all_findings = false;
            model.view.tab = Tab::Findings;
            choose(model, node)
        }
        SelectMsg::AllFindings(open) => {
            model.all_findings = open;
            Vec::new()
        }
    }
}

/// Chooses a node, and has what it is made of fetched.
fn choose(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let mut effects = select(model, node);
    effects.push(Effect::ShowDetail);
    effects.extend(selected(model));
    effects
}
