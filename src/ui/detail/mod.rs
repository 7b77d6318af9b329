//! The chosen node, in tabs.

mod annotations;
mod composition;
mod config;
mod entries;
mod environment;
mod explanation;
mod facts;
mod finding;
mod findings;
mod head;
mod hex;
mod layers;
mod list;
mod missing;
mod node;
mod overview;
mod pieces;
mod pin;
mod raw;
mod raw_row;
mod raw_search;
mod raw_text;
mod ruler;
mod statement;
mod tab_list;

use std::rc::Rc;

use yew::prelude::*;

use crate::inspect::NodeId;
use crate::json::Span;
use crate::session::detail::{tab_shown, tabs};
use crate::session::{Inspection, Msg, Tab};
use node::NodeProps;

#[derive(Clone, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    pub selected: Option<NodeId>,
    /// The tab that is asked for; where the node has none such, its overview is shown.
    pub tab: Tab,
    /// The place to show in the Raw tab.
    pub span: Option<Span>,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inspection, &other.inspection)
            && (self.selected, self.tab, self.span) == (other.selected, other.tab, other.span)
            && self.on == other.on
    }
}

/// The right pane.
#[component]
pub fn Detail(props: &Props) -> Html {
    let Some(id) = props.selected.filter(|id| props.inspection.tree.get(*id).is_some()) else {
        return html! {
            <article class="card pane" aria-label="Selected node">
                <p class="inset soft">{ "Choose a row of the tree to see what it is." }</p>
            </article>
        };
    };
    let tabs = tabs(&props.inspection, id);
    let tab = tab_shown(&tabs, props.tab);
    let node = NodeProps { inspection: Rc::clone(&props.inspection), id, on: props.on.clone() };
    let panel = match tab {
        Tab::Overview => html! { <overview::Overview ..node.clone() /> },
        Tab::Layers => html! { <layers::LayersTab ..node.clone() /> },
        Tab::Config => html! { <config::ConfigTab ..node.clone() /> },
        Tab::Annotations => html! { <annotations::AnnotationsTab ..node.clone() /> },
        Tab::Raw => html! { <raw::RawTab node={node.clone()} span={props.span} /> },
        Tab::Findings => html! { <findings::FindingsTab ..node.clone() /> },
    };
    html! {
        <article class="card pane" aria-label="Selected node">
            <head::Head ..node.clone() />
            <tab_list::TabList {node} {tabs} {tab} />
            // Another node is another panel: nothing of the last one's state stays.
            <div key={id.0} role="tabpanel" id="detail-panel" class={classes!("detail-panel", tab.word())}
                aria-labelledby={format!("tab-{}", tab.word())} tabindex="0">
                { panel }
            </div>
        </article>
    }
}
