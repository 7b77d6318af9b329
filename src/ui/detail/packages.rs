//! The packages of an SBOM: looked for, sorted, and only those in sight on the page.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::element::button;
use super::list::List;
use crate::evidence::piece::Piece;
use crate::evidence::sbom::Package;
use crate::evidence::sbom::listed::PackageColumn;
use crate::inspect::BlobId;
use crate::session::evidence::{PackageList, Wanted, sbom};
use crate::session::{EvidenceMsg, ExportMsg, Msg};
use crate::text::size::grouped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;

#[derive(Clone, Properties)]
pub struct Props {
    /// The document that the SBOM is in, or is.
    pub blob: BlobId,
    pub piece: Rc<Piece>,
    /// What is looked for, and what was found.
    pub list: PackageList,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.blob == other.blob
            && Rc::ptr_eq(&self.piece, &other.piece)
            && self.list.wanted == other.list.wanted
            && self.list.is_old == other.list.is_old
            && is_same(&self.list.shown, &other.list.shown)
            && self.on == other.on
    }
}

/// Whether two lists are one, without a look at each of their rows.
fn is_same(one: &Option<Rc<[u32]>>, other: &Option<Rc<[u32]>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// The list.
#[component]
pub fn Packages(props: &Props) -> Html {
    let Props { blob, piece, list, on } = props;
    let blob = *blob;
    let Some(all) = sbom(piece) else { return Html::default() };
    let want = move |wanted: Wanted| Msg::Evidence(EvidenceMsg::Packages(blob, wanted));
    let typed = {
        let wanted = list.wanted.clone();
        on.reform(move |event: InputEvent| {
            let query = event.target_unchecked_into::<HtmlInputElement>().value();
            want(Wanted { query, ..wanted.clone() })
        })
    };
    let row = {
        let (piece, shown) = (Rc::clone(piece), list.shown.clone());
        Callback::from(move |at: usize| {
            let place = match &shown {
                Some(shown) => shown.get(at).map(|at| *at as usize),
                None => Some(at),
            };
            let package = place.and_then(|at| sbom(&piece)?.packages.items.get(at));
            package.map(|package| row_of(at, package)).unwrap_or_default()
        })
    };
    let head = PackageColumn::ALL.map(|of| {
        let chosen = list.wanted.column == of;
        let column = if chosen { PackageColumn::Document } else { of };
        let wanted = Wanted { column, ..list.wanted.clone() };
        let onclick = on.reform(move |_: MouseEvent| want(wanted.clone()));
        let mark = if chosen { " ↓" } else { "" };
        html! { <button type="button" class="sorter" aria-pressed={chosen.to_string()} {onclick}>{ of.title() }{ mark }</button> }
    });
    let rows = list.shown.as_ref().map_or(all.packages.len(), |shown| shown.len());
    html! {
        <div class="packages">
            <div class="files-bar">
                <label class="filter files-filter">
                    { icon(Icon::Search) }
                    <input type="text" value={list.wanted.query.clone()} oninput={typed} placeholder="Find packages by name, version, licence or path"
                        aria-label="Find packages" autocomplete="off" spellcheck="false" autocapitalize="off" />
                </label>
                <output class="soft">{ told(rows, all.packages.len(), all.packages.left_out, list.is_old) }</output>
                { button(html! { { "Save as CSV" } }, on.reform(move |_| Msg::Export(ExportMsg::Packages(blob)))) }
            </div>
            <div class="package entry-head soft">{ for head }</div>
            <List label="Packages" class="list package-list" {rows} {row} />
        </div>
    }
}

/// How many packages are shown, of how many.
fn told(rows: usize, all: usize, left_out: usize, is_old: bool) -> String {
    if is_old {
        return "Looking…".to_owned();
    }
    let of = format!("{} of {}", grouped(rows as u64), grouped(all as u64));
    match left_out {
        0 => of,
        more => format!("{of}; {} more are in Raw", grouped(more as u64)),
    }
}

fn row_of(at: usize, package: &Package) -> Html {
    let cell = |column: PackageColumn| html! { <span>{ safe_text(column.of(package)) }</span> };
    html! { <div key={at} class="package fixed">{ for PackageColumn::ALL.map(cell) }</div> }
}
