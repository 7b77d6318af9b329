//! The files of two images beside each other.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::element::button;
use super::super::list::List;
use super::super::pieces::{section, table};
use super::super::shown::Shown;
use super::changes::class;
use crate::compare::{FileDifference, FileFacts};
use crate::session::{Comparison, ComparisonMsg, FileComparison, Msg};
use crate::text::size::{decimal, grouped};
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::view::comparison::{aspects, change_of_bytes, facts, file_sum, kind_sign, kind_word, unread};

/// Directories that are listed.
const DIRECTORIES: usize = 12;
/// Characters of a path.
const PATH: usize = 300;

/// The section.
pub fn files(shown: &Shown, comparison: &Comparison) -> Html {
    let of = |node| unread(shown.inspection, &shown.props.layers, node);
    let ((one, unread_one), (other, unread_other)) = (of(comparison.first), of(comparison.second));
    let files = shown.props.file_comparison.clone();
    let inside = match files {
        Some(files) if files.differences.is_some() => html! { <Beside {files} /> },
        Some(_) => html! { <p class="inset soft" role="status">{ "Comparing the files…" }</p> },
        None if one == 0 || other == 0 => {
            html! { <p class="inset soft">{ "One of the two has no layers." }</p> }
        }
        None => {
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

#[derive(Clone, PartialEq, Properties)]
struct Props {
    files: Rc<FileComparison>,
}

/// The list, which knows its filter and its order.
#[component]
fn Beside(props: &Props) -> Html {
    let (filter, by_size) = (use_state_eq(String::new), use_state_eq(|| false));
    let places =
        use_memo((Rc::clone(&props.files), (*filter).clone(), *by_size), |(files, filter, by_size)| {
            files.differences.as_ref().map(|files| files.listed(filter, *by_size)).unwrap_or_default()
        });
    let Some(found) = &props.files.differences else { return Html::default() };
    let typed = {
        let filter = filter.clone();
        Callback::from(move |event: InputEvent| {
            filter.set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let order = {
        let by_size = by_size.clone();
        Callback::from(move |_: MouseEvent| by_size.set(!*by_size))
    };
    let row = {
        let (files, places) = (Rc::clone(&props.files), Rc::clone(&places));
        Callback::from(move |at: usize| {
            let row = places.get(at).and_then(|at| files.differences.as_ref()?.rows.get(*at));
            row.map(|row| one(at, row)).unwrap_or_default()
        })
    };
    html! {
        <>
            <p class="inset">{ file_sum(found) }</p>
            { directories(&found.directories) }
            if !found.rows.is_empty() {
                <div class="inset compared-bar">
                    <input class="input" type="search" value={(*filter).clone()} oninput={typed} placeholder="Filter paths" aria-label="Filter the files" />
                    <button type="button" class="button" aria-pressed={(*by_size).to_string()} onclick={order}>{ "Largest change first" }</button>
                    <span class="soft" role="status">{ format!("{} shown", grouped(places.len() as u64)) }</span>
                </div>
                <List label="Files that are different" class="list files-beside" rows={places.len()} {row} />
            }
        </>
    }
}

fn one(at: usize, row: &FileDifference) -> Html {
    let side = |of: &Option<FileFacts>| of.as_ref().map(facts).unwrap_or_else(|| "—".to_owned());
    let title = format!("First: {}\nSecond: {}", side(&row.first), side(&row.second));
    html! {
        <div key={at} class={classes!("file-beside", class(row.kind))} {title}>
            <span class="fate"><span aria-hidden="true">{ kind_sign(row.kind) }</span>{ " " }{ kind_word(row.kind) }</span>
            <span class="code file-path">{ safe_text_of(&row.path, PATH) }</span>
            <span class="soft">{ aspects(row) }</span>
            <span class="num">{ change_of_bytes(row) }</span>
        </div>
    }
}

fn directories(list: &[(String, u64, u64)]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let row = |(name, added, removed): &(String, u64, u64)| {
        html! {
            <tr>
                <th scope="row" class="code">{ "/" }{ safe_text(name) }</th>
                <td class="num">{ format!("+{}", decimal(*added)) }</td>
                <td class="num">{ format!("−{}", decimal(*removed)) }</td>
            </tr>
        }
    };
    let head = html! { <thead><tr><th>{ "Bytes by directory" }</th><th class="num">{ "Added" }</th><th class="num">{ "Removed" }</th></tr></thead> };
    let rows: Vec<Html> = list.iter().take(DIRECTORIES).map(row).collect();
    let count = rows.len();
    table("directories", head, rows, count)
}
