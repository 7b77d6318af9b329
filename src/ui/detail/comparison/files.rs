//! The files of two images beside each other: the list of those that differ, or the one that is looked at.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::element::{button, link};
use super::super::list::List;
use super::super::pieces::section;
use super::super::shown::Shown;
use super::changes::class;
use super::content::content;
use super::directories::directories;
use crate::compare::{FileDifference, FileDifferences, FileFacts, Kind, Listing};
use crate::session::{Comparison, ComparisonMsg, FileList, Msg};
use crate::text::escape::escaped;
use crate::text::size::grouped;
use crate::ui::safe_text::safe_text_of;
use crate::view::comparison::{aspects, change_of_bytes, facts, file_sum, kind_sign, kind_word, unread};

/// Characters of a path.
const PATH: usize = 300;

/// The section.
pub fn files(shown: &Shown, comparison: &Comparison) -> Html {
    let of = |node| unread(shown.inspection, &shown.props.layers, node);
    let ((one, unread_one), (other, unread_other)) = (of(comparison.first), of(comparison.second));
    let found = shown.props.beside.files.as_ref().map(|files| files.differences.as_ref());
    let inside = match (&shown.props.beside.file, found) {
        (Some(open), Some(Some(_))) => content(shown, open),
        (None, Some(Some(found))) => beside(shown, found),
        (_, Some(None)) => html! { <p class="inset soft" role="status">{ "Comparing the files…" }</p> },
        _ if one == 0 || other == 0 => {
            html! { <p class="inset soft">{ "One of the two has no layers." }</p> }
        }
        _ => {
            let words = format!(
                "{} of {} layers are not read yet. Files are compared once all are.",
                grouped((unread_one + unread_other) as u64),
                grouped((one + other) as u64)
            );
            html! {
                <div class="inset open-both">
                    <p>{ words }</p>
                    { button(html! { { "Read the layers of both" } }, shown.send(Msg::Comparison(ComparisonMsg::Open))) }
                </div>
            }
        }
    };
    html! { <>{ section("Files", Html::default()) }{ inside }</> }
}

/// The list, with what it is filtered by.
fn beside(shown: &Shown, found: &Rc<FileDifferences>) -> Html {
    let list = &shown.props.beside.list;
    let places = Rc::clone(&list.places);
    let row = {
        let (found, places, on) = (Rc::clone(found), Rc::clone(&places), shown.on.clone());
        Callback::from(move |at: usize| {
            let row = places.get(at).and_then(|place| found.rows.get(*place as usize));
            row.map(|row| one(at, row, &on)).unwrap_or_default()
        })
    };
    html! {
        <>
            <p class="inset">{ file_sum(found) }</p>
            { directories(shown, &found.directories) }
            if !found.rows.is_empty() {
                { bar(shown, list, places.len()) }
                <List label="Files that are different" class="list files-beside" rows={places.len()} {row} />
            }
        </>
    }
}

fn bar(shown: &Shown, list: &FileList, count: usize) -> Html {
    let wanted = &list.wanted;
    let typed = {
        let (wanted, on) = (wanted.clone(), shown.on.clone());
        Callback::from(move |event: InputEvent| {
            let filter = event.target_unchecked_into::<HtmlInputElement>().value();
            on.emit(Msg::Comparison(ComparisonMsg::List(Listing { filter, ..wanted.clone() })));
        })
    };
    let choose = |kind: Option<Kind>, words: &'static str| {
        let wish = Listing { kind, ..wanted.clone() };
        let pressed = (wanted.kind == kind).to_string();
        html! { <button type="button" aria-pressed={pressed} onclick={shown.send(Msg::Comparison(ComparisonMsg::List(wish)))}>{ words }</button> }
    };
    let order = Listing { by_size: !wanted.by_size, ..wanted.clone() };
    let told =
        if list.is_making() { "Listing…".to_owned() } else { format!("{} shown", grouped(count as u64)) };
    html! {
        <div class="inset compared-bar">
            <input class="input" type="search" value={wanted.filter.clone()} oninput={typed} placeholder="Filter paths"
                aria-label="Filter the files" autocomplete="off" spellcheck="false" autocapitalize="off" />
            <div class="segments" role="group" aria-label="Which files">
                { choose(None, "All") }
                { choose(Some(Kind::Added), "Added") }
                { choose(Some(Kind::Removed), "Removed") }
                { choose(Some(Kind::Changed), "Changed") }
            </div>
            <button type="button" class="button" aria-pressed={wanted.by_size.to_string()}
                onclick={shown.send(Msg::Comparison(ComparisonMsg::List(order)))}>{ "Largest change first" }</button>
            <span class="soft" role="status">{ told }</span>
        </div>
    }
}

fn one(at: usize, row: &FileDifference, on: &Callback<Msg>) -> Html {
    let side = |of: &Option<FileFacts>| of.as_ref().map_or_else(|| "—".to_owned(), facts);
    let title = format!("{}\nFirst: {}\nSecond: {}", escaped(&row.path), side(&row.first), side(&row.second));
    let open = on.reform({
        let path = row.path.clone();
        move |_: MouseEvent| Msg::Comparison(ComparisonMsg::File(Some(path.clone())))
    });
    html! {
        <div key={at} class={classes!("file-beside", class(row.kind))}>
            <span class="fate"><span aria-hidden="true">{ kind_sign(row.kind) }</span>{ " " }{ kind_word(row.kind) }</span>
            <span class="code file-path">{ link(safe_text_of(&row.path, PATH), title, open) }</span>
            <span class="soft">{ aspects(row) }</span>
            <span class="num">{ change_of_bytes(row) }</span>
        </div>
    }
}
