//! A document's text: rows, folds and the search, each decided by the session's `RawView`.

use std::rc::Rc;

use yew::prelude::*;

use super::list::{List, Measures};
use super::node::NodeProps;
use super::raw_row::raw_row;
use super::raw_search::{Search, raw_search};
use super::ruler::Ruler;
use crate::json::Span;
use crate::session::detail::{RawView, marks};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub node: NodeProps,
    pub span: Option<Span>,
    /// The controls beside the search.
    pub tools: Html,
}

pub enum Act {
    Measured(Measures),
    Toggle(usize),
    FoldAll(bool),
    Search(Search),
}

pub struct RawText {
    view: RawView,
    columns: usize,
    first: usize,
    /// The row to bring into sight.
    wish: Option<(usize, u32)>,
    searched: bool,
    ruler: Ruler,
    on_measures: Callback<Measures>,
    on_search: Callback<Search>,
}

impl RawText {
    fn wish(&mut self, span: Option<Span>) {
        if let Some(span) = span {
            let number = self.wish.map_or(0, |(_, number)| number + 1);
            self.wish = Some((self.view.reveal(span), number));
        }
    }
}

impl Component for RawText {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let node = &ctx.props().node;
        let (bytes, reading) = match node.document() {
            Some((_, blob)) => (Rc::clone(&blob.bytes), Rc::clone(&blob.reading)),
            None => Default::default(),
        };
        let columns = 100;
        let view = RawView::new(&bytes, &reading, marks(&node.inspection, node.id).iter(), columns);
        let mut made = Self {
            view,
            columns,
            first: 0,
            wish: None,
            searched: false,
            ruler: Ruler::default(),
            on_measures: ctx.link().callback(Act::Measured),
            on_search: ctx.link().callback(Act::Search),
        };
        made.wish(ctx.props().span);
        made
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.node != old.node {
            self.view.set_marks(marks(&props.node.inspection, props.node.id).iter());
        }
        if props.span != old.span {
            self.wish(props.span);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        match act {
            Act::Measured(measures) => {
                let scrolled = measures.scrolled / measures.row.max(1);
                self.first = usize::try_from(scrolled).unwrap_or(0);
                let fit = self.ruler.columns(measures.width, self.view.line_count());
                let Some(columns) = fit.filter(|fit| *fit != self.columns) else { return false };
                self.columns = columns;
                self.view.set_width(columns);
                self.wish(self.view.current_span().or(ctx.props().span));
            }
            Act::Toggle(fold) => self.view.toggle(fold),
            Act::FoldAll(close) => self.view.fold_all(close),
            Act::Search(Search::For(needle)) => {
                self.searched = !needle.is_empty();
                self.view.search(&needle, self.first);
                self.wish(self.view.current_span());
            }
            Act::Search(Search::Step(forward)) => {
                self.view.step(forward);
                self.wish(self.view.current_span());
            }
        }
        true
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if first {
            self.ruler.lay_out(self.view.line_count());
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let row = {
            let (view, target, toggle) = (self.view.clone(), ctx.props().span, link.callback(Act::Toggle));
            Callback::from(move |place| match view.line(place, target) {
                Some(line) => raw_row(place, line, &toggle),
                None => Html::default(),
            })
        };
        let any_closed = self.view.any_closed();
        html! {
            <div ref={self.ruler.frame.clone()} class="raw">
                <div class="raw-bar">
                    { raw_search(&self.view, self.searched, &self.on_search) }
                    if self.view.can_fold() {
                        <button type="button" class="button" onclick={link.callback(move |_| Act::FoldAll(!any_closed))}>
                            { if any_closed { "Unfold all" } else { "Fold all" } }
                        </button>
                    }
                    { ctx.props().tools.clone() }
                </div>
                { self.ruler.view() }
                <List label="The bytes as text" class="raw-list code" rows={self.view.len()} {row} wish={self.wish}
                    on_measures={self.on_measures.clone()} />
            </div>
        }
    }
}
