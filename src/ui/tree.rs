//! The tree: a real one to screen readers and keys, of which only the rows in sight are on the page.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/treeview/>

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::filter::filter;
use super::tree_keys::keyed;
use super::tree_row::{RowMarks, element_id, tree_row};
use super::tree_sight::{FIRST_ROWS, Sight};
use crate::browser;
use crate::inspect::NodeId;
use crate::session::{FetchMsg, Inspection, Marks, Msg, TreeRow};
use crate::view::FetchMarks;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    pub rows: Rc<[TreeRow]>,
    pub filter: String,
    pub selected: Option<NodeId>,
    /// The entry that the chosen client would pull, and the client.
    pub chosen: Option<(NodeId, &'static str)>,
    /// A node whose row is to be brought into view whenever the number changes.
    pub reveal: (u32, Option<NodeId>),
    /// What was found, by node.
    pub found: Marks,
    /// How the bytes of digests are coming.
    pub marks: FetchMarks,
    /// Whether there is a registry to fetch from what comes into view.
    pub fetches: bool,
    pub on: Callback<Msg>,
}

pub struct TreePane {
    sight: Sight,
    /// The rows that are on the page.
    shown: Range<usize>,
    /// The chosen row is still to be brought into view.
    to_reveal: bool,
    /// The rows on the page whose bytes were asked for last.
    told: Vec<NodeId>,
}

/// The tree was scrolled.
pub struct Scrolled;

impl Component for TreePane {
    type Message = Scrolled;
    type Properties = Props;

    fn create(_ctx: &Context<Self>) -> Self {
        Self { sight: Sight::default(), shown: FIRST_ROWS, to_reveal: true, told: Vec::new() }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        self.to_reveal |= ctx.props().reveal != old.reveal;
        true
    }

    fn update(&mut self, ctx: &Context<Self>, Scrolled: Scrolled) -> bool {
        let shown = self.sight.rows(ctx.props().rows.len()).unwrap_or_else(|| self.shown.clone());
        std::mem::replace(&mut self.shown, shown.clone()) != shown
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { inspection, rows, selected, chosen, found, marks, on, .. } = ctx.props();
        let shown = self.shown.start.min(rows.len())..self.shown.end.min(rows.len());
        let visible = rows.get(shown).unwrap_or_default();
        // A row that is scrolled away is not on the page, and nothing must point at it.
        let active = selected.filter(|node| visible.iter().any(|row| row.node == *node)).map(element_id);
        let one = |row: &TreeRow| {
            let marks = RowMarks { selected: *selected, chosen: *chosen, found, fetches: marks };
            tree_row(inspection, row, marks, on)
        };
        html! {
            <nav class="card tree-pane" aria-label="Tree of the image">
                <div class="card-head"><h2>{ "Tree" }</h2>{ filter(&ctx.props().filter, on) }</div>
                <div class="tree" ref={self.sight.scroller.clone()} role="tree" tabindex="0" hidden={rows.is_empty()} aria-label="Image"
                    aria-activedescendant={active} onkeydown={keyed(on)}
                    onscroll={ctx.link().callback(|_| Scrolled)}>
                    <div class="tree-sheet" role="presentation" ref={self.sight.sheet.clone()}>
                        <div class="tree-window" role="presentation">
                            { for visible.iter().map(one) }
                        </div>
                    </div>
                </div>
                if rows.is_empty() {
                    <p class="tree-empty soft">{ "Nothing matches the filter." }</p>
                }
            </nav>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Props { rows, reveal, .. } = ctx.props();
        self.sight.lay_out(rows.len(), self.shown.start);
        let revealed = std::mem::take(&mut self.to_reveal);
        if revealed {
            let at = reveal.1.and_then(|node| rows.iter().position(|row| row.node == node));
            self.sight.bring_into_view(at, rows.len());
        }
        if self.sight.rows(rows.len()).is_some_and(|shown| shown != self.shown) {
            ctx.link().send_message(Scrolled);
        }
        if ctx.props().fetches {
            self.tell_what_is_in_view(ctx.props());
        }
        if revealed && browser::has_focus("[role=tree]") {
            // The keyboard may lead to where the tree reaches below the window.
            browser::bring_into_view("[role=treeitem][aria-selected=true]");
        }
    }
}

impl TreePane {
    /// Has the bytes fetched of what is on the page without them.
    fn tell_what_is_in_view(&mut self, props: &Props) {
        let Props { inspection, rows, on, .. } = props;
        let rows =
            rows.get(self.shown.start.min(rows.len())..self.shown.end.min(rows.len())).unwrap_or_default();
        let is_bare = |row: &&TreeRow| inspection.tree.get(row.node).is_some_and(|node| node.blob.is_none());
        let bare: Vec<_> = rows.iter().filter(is_bare).map(|row| row.node).collect();
        if bare != self.told {
            self.told.clone_from(&bare);
            on.emit(Msg::Fetch(FetchMsg::InView(bare)));
        }
    }
}
