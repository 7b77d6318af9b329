//! A document's text: rows, folds and the search, each decided by the session's `RawView`.

use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::list::{List, Measures};
use super::node::NodeProps;
use super::raw_row::raw_row;
use crate::json::Span;
use crate::session::detail::{MOST_HITS, RawView, columns, findings, gutter};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub node: NodeProps,
    pub span: Option<Span>,
    /// The controls beside the search.
    pub tools: Html,
}

/// A hundred characters, by which the font is measured.
const ZEROS: &str = concat!(
    "00000000000000000000000000000000000000000000000000",
    "00000000000000000000000000000000000000000000000000"
);

pub enum Act {
    Measured(Measures),
    Toggle(usize),
    FoldAll(bool),
    Search(String),
    Step(bool),
}

pub struct RawText {
    view: RawView,
    columns: usize,
    first: usize,
    /// The row to bring into sight.
    wish: Option<(usize, u32)>,
    searched: bool,
    gutter: NodeRef,
    probe: NodeRef,
    on_measures: Callback<Measures>,
}

impl RawText {
    fn wish(&mut self, span: Option<Span>) {
        if let Some(span) = span {
            let number = self.wish.map_or(0, |(_, number)| number + 1);
            self.wish = Some((self.view.reveal(span), number));
        }
    }
}

fn marked(node: &NodeProps) -> Vec<crate::findings::Finding> {
    let found = findings(&node.inspection, node.id).into_iter();
    found.filter(|found| found.place == node.id).map(|found| found.finding).collect()
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
        let view = RawView::new(&bytes, &reading, marked(node).iter(), columns);
        let (gutter, probe) = (NodeRef::default(), NodeRef::default());
        let on_measures = ctx.link().callback(Act::Measured);
        let mut made =
            Self { view, columns, first: 0, wish: None, searched: false, gutter, probe, on_measures };
        made.wish(ctx.props().span);
        made
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.node != old.node {
            self.view.set_marks(marked(&props.node).iter());
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
                let hundred = self.probe.cast::<HtmlElement>().map_or(0, |probe| probe.offset_width());
                let hundred = u32::try_from(hundred).unwrap_or(0);
                let columns = columns(measures.width, hundred, self.view.line_count());
                if hundred == 0 || columns == self.columns {
                    return false;
                }
                self.columns = columns;
                self.view.set_width(columns);
                self.wish(self.view.current_span().or(ctx.props().span));
            }
            Act::Toggle(fold) => self.view.toggle(fold),
            Act::FoldAll(close) => self.view.fold_all(close),
            Act::Search(needle) => {
                self.searched = !needle.is_empty();
                self.view.search(&needle, self.first);
                self.wish(self.view.current_span());
            }
            Act::Step(forward) => {
                self.view.step(forward);
                self.wish(self.view.current_span());
            }
        }
        true
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if let Some(element) = self.gutter.cast::<HtmlElement>().filter(|_| first) {
            let width = format!("{}ch", gutter(self.view.line_count()));
            // A custom property can always be set.
            let _ = element.style().set_property("--gutter", &width);
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
            <div ref={self.gutter.clone()} class="raw">
                <div class="raw-bar">
                    { self.search(ctx) }
                    if self.view.can_fold() {
                        <button type="button" class="button" onclick={link.callback(move |_| Act::FoldAll(!any_closed))}>
                            { if any_closed { "Unfold all" } else { "Fold all" } }
                        </button>
                    }
                    { ctx.props().tools.clone() }
                </div>
                <span ref={self.probe.clone()} class="raw-probe code" aria-hidden="true">{ ZEROS }</span>
                <List label="The bytes as text" class="raw-list code" rows={self.view.len()} {row} wish={self.wish}
                    on_measures={self.on_measures.clone()} />
            </div>
        }
    }
}

impl RawText {
    fn search(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let oninput = link.callback(|event: InputEvent| {
            Act::Search(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let onkeydown = link.batch_callback(|event: KeyboardEvent| {
            (event.key() == "Enter").then(|| {
                event.prevent_default();
                Act::Step(!event.shift_key())
            })
        });
        let count = self.view.hits().len();
        let many = if count == MOST_HITS { "+" } else { "" };
        let told = match self.view.current() {
            Some(at) => format!("{} of {count}{many}", at + 1),
            None if self.searched => "none".to_owned(),
            None => String::new(),
        };
        let step = |forward: bool, label: &'static str, sign: &'static str| {
            html! {
                <button type="button" class="icon-button" disabled={count == 0} aria-label={label} title={label}
                    onclick={link.callback(move |_| Act::Step(forward))}>{ sign }</button>
            }
        };
        html! {
            <div class="raw-search" role="search">
                { icon(Icon::Search) }
                <input type="search" class="input" placeholder="Search the bytes" aria-label="Search the bytes" {oninput} {onkeydown}
                    autocomplete="off" spellcheck="false" autocapitalize="off" />
                <output class="soft">{ told }</output>
                { step(false, "Previous (Shift+Enter)", "↑") }
                { step(true, "Next (Enter)", "↓") }
            </div>
        }
    }
}
