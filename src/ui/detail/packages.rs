//! The packages of an SBOM: looked for, sorted, and only those in sight on the page.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::element::button;
use super::list::List;
use crate::evidence::claims::Claims;
use crate::evidence::piece::Piece;
use crate::evidence::sbom::{Package, Sbom};
use crate::inspect::BlobId;
use crate::session::{ExportMsg, Msg};
use crate::text::size::grouped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;
use crate::view::evidence::{PackageColumn, packages};

#[derive(Clone, Properties)]
pub struct Props {
    /// The document that the SBOM is in, or is.
    pub blob: BlobId,
    pub piece: Rc<Piece>,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.blob == other.blob && Rc::ptr_eq(&self.piece, &other.piece) && self.on == other.on
    }
}

fn sbom(piece: &Piece) -> Option<&Sbom> {
    match piece.claims.as_ref()? {
        Claims::Sbom(sbom) => Some(sbom),
        Claims::Provenance(_) | Claims::Vex(_) => None,
    }
}

/// The list.
#[component]
pub fn Packages(props: &Props) -> Html {
    let query = use_state_eq(String::new);
    let column = use_state_eq(PackageColumn::default);
    let shown = use_memo((props.clone(), query.clone(), column.clone()), |(props, query, column)| {
        sbom(&props.piece).map(|sbom| packages(sbom, query, **column)).unwrap_or_default()
    });
    let Some(all) = sbom(&props.piece) else { return Html::default() };
    let typed = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let row = {
        let (piece, shown) = (Rc::clone(&props.piece), Rc::clone(&shown));
        Callback::from(move |at: usize| {
            let package = shown.get(at).and_then(|at| sbom(&piece)?.packages.items.get(*at));
            package.map(|package| row_of(at, package)).unwrap_or_default()
        })
    };
    let head = PackageColumn::ALL.map(|of| {
        let (setter, chosen) = (column.setter(), *column == of);
        let onclick = Callback::from(move |_: MouseEvent| {
            setter.set(if chosen { PackageColumn::Document } else { of });
        });
        let mark = if chosen { " ↓" } else { "" };
        html! { <button type="button" class="sorter" aria-pressed={chosen.to_string()} {onclick}>{ of.title() }{ mark }</button> }
    });
    let blob = props.blob;
    let told = match all.packages.left_out {
        0 => format!("{} of {}", grouped(shown.len() as u64), grouped(all.packages.len() as u64)),
        more => format!(
            "{} of {}; {} more are in Raw",
            grouped(shown.len() as u64),
            grouped(all.packages.len() as u64),
            grouped(more as u64)
        ),
    };
    html! {
        <div class="packages">
            <div class="files-bar">
                <label class="filter files-filter">
                    { icon(Icon::Search) }
                    <input type="text" value={(*query).clone()} oninput={typed} placeholder="Find packages by name, version, licence or path"
                        aria-label="Find packages" autocomplete="off" spellcheck="false" autocapitalize="off" />
                </label>
                <output class="soft">{ told }</output>
                { button(html! { { "Save as CSV" } }, props.on.reform(move |_| Msg::Export(ExportMsg::Packages(blob)))) }
            </div>
            <div class="package entry-head soft">{ for head }</div>
            <List label="Packages" class="list package-list" rows={shown.len()} {row} />
        </div>
    }
}

fn row_of(at: usize, package: &Package) -> Html {
    let cell = |column: PackageColumn| html! { <span>{ safe_text(column.of(package)) }</span> };
    html! { <div key={at} class="package fixed">{ for PackageColumn::ALL.map(cell) }</div> }
}
