//! The Raw tab: a document's exact bytes, as text or in hex; what is in sight is decided by the session.

use std::rc::Rc;

use yew::prelude::*;

use super::list::{List, Measures};
use super::raw_act::Act;
use super::raw_bar::{Bar, bar, search};
use super::raw_props::Props;
use super::raw_row::{hex_row, text_row};
use super::raw_split::split;
use super::ruler::Ruler;
use super::shown::Shown;
use crate::json::Span;
use crate::session::{ExportMsg, Msg};
use crate::view::detail::{HexRow, RawText, RawView, is_text, marks};

/// The document of the node, with `span` in sight.
pub fn raw(shown: &Shown, span: Option<Span>) -> Html {
    let Some((blob, document)) = shown.document else { return Html::default() };
    let (bytes, reading) = (Rc::clone(&document.bytes), Rc::clone(&document.reading));
    // Other bytes are another document, with folds and a search of its own.
    let key = Rc::as_ptr(&bytes).addr().to_string();
    let marks = marks(&shown.findings, shown.id);
    let save = Msg::Export(ExportMsg::Document(blob));
    html! { <Raw {key} {save} {bytes} {reading} {marks} {span} on={shown.on.clone()} /> }
}

pub struct Raw {
    view: RawView,
    hex: bool,
    is_utf8: bool,
    columns: usize,
    first: usize,
    /// The row to bring into sight, and how many there were before.
    wish: Option<(usize, u32)>,
    ruler: Ruler,
    on_measures: Callback<Measures>,
}

impl Raw {
    fn put(&mut self, text: RawText, ctx: &Context<Self>) {
        self.view = self.view.with_text(text);
        self.ruler.lay_out(self.view.line_count());
        self.wish(self.view.current_span().or(ctx.props().span));
    }

    fn wish(&mut self, span: Option<Span>) {
        if let Some(span) = span {
            let number = self.wish.map_or(0, |(_, number)| number + 1);
            let mut place = HexRow::at(span, self.columns);
            if !self.hex {
                (self.view, place) = self.view.revealing(span);
            }
            self.wish = Some((place, number));
        }
    }
}

impl Component for Raw {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { bytes, marks, span, .. } = ctx.props();
        let columns = 100;
        let text = split(ctx.props(), columns, ctx.link().callback(Act::Split))
            .unwrap_or_else(|| RawText::beginning(bytes, columns));
        let mut raw = Self {
            view: RawView::new(text, marks.iter()),
            hex: !is_text(bytes),
            is_utf8: std::str::from_utf8(bytes).is_ok(),
            columns,
            first: 0,
            wish: None,
            ruler: Ruler::default(),
            on_measures: ctx.link().callback(Act::Measured),
        };
        raw.wish(*span);
        raw
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        self.view = self.view.with_marks(props.marks.iter());
        if props.span != old.span {
            self.wish(props.span);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        let is_search = matches!(act, Act::Search(_) | Act::Step(_));
        match act {
            Act::Measured(measures) => {
                self.first = measures.first();
                let fit = self.ruler.columns(measures.width, self.view.line_count());
                let Some(columns) = fit.filter(|fit| *fit != self.columns) else { return false };
                self.columns = columns;
                // Of a long one, what is shown stays until it is split again.
                match split(ctx.props(), columns, ctx.link().callback(Act::Split)) {
                    Some(text) => self.put(text, ctx),
                    None => return false,
                }
            }
            Act::Split((text, columns)) if columns == self.columns => self.put(text, ctx),
            Act::Split(_) => return false,
            Act::Hex(hex) => self.hex = hex,
            Act::Toggle(fold) => self.view = self.view.toggled(fold),
            Act::FoldAll(close) => self.view = self.view.with_all_folds(close),
            Act::Search(needle) => self.view = self.view.with_search(&needle, self.first),
            Act::Step(forward) => self.view = self.view.stepped(forward),
        }
        if is_search {
            self.wish(self.view.current_span());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { bytes, span, .. } = ctx.props();
        let above = Bar {
            props: ctx.props(),
            view: &self.view,
            hex: self.hex,
            is_utf8: self.is_utf8,
            act: ctx.link().callback(|act| act),
        };
        let (rows, row) = if self.hex {
            (HexRow::count(bytes.len(), self.columns), hex_row(bytes, *span, self.columns))
        } else {
            (self.view.len(), text_row(&self.view, *span, ctx.link().callback(Act::Toggle)))
        };
        html! {
            <div ref={self.ruler.frame.clone()} class={if ctx.props().plain { "raw plain" } else { "raw" }}>
                <div class="raw-bar">{ search(&above) }{ bar(&above) }</div>
                { self.ruler.view() }
                <List key={if self.hex { "hex" } else { "text" }} label="The bytes" class="list raw-list code" {rows} {row}
                    wish={self.wish} on_measures={self.on_measures.clone()} />
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if first {
            self.ruler.lay_out(self.view.line_count());
        }
    }
}
