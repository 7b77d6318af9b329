//! The directories in which files came and went, with how many bytes.

use yew::prelude::*;

use super::super::element::link;
use super::super::pieces::{more_of, table};
use super::super::shown::Shown;
use crate::compare::Listing;
use crate::session::{ComparisonMsg, Msg};
use crate::text::size::decimal;
use crate::ui::safe_text::safe_text;

/// Directories that are listed.
const DIRECTORIES: usize = 12;

/// The table; a directory lists its files.
pub fn directories(shown: &Shown, list: &[(String, u64, u64)]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let row = |(name, added, removed): &(String, u64, u64)| {
        let listed = Listing { filter: format!("/{name}/"), ..shown.props.beside.list.wanted.clone() };
        let choose = shown.send(Msg::Comparison(ComparisonMsg::List(listed)));
        let words = html! { <>{ "/" }{ safe_text(name) }</> };
        let inside =
            if name.is_empty() { words } else { link(words, "List the files in it".to_owned(), choose) };
        html! {
            <tr>
                <th scope="row" class="code">{ inside }</th>
                <td class="num">{ format!("+{}", decimal(*added)) }</td>
                <td class="num">{ format!("−{}", decimal(*removed)) }</td>
            </tr>
        }
    };
    let head = html! { <thead><tr><th>{ "Bytes by directory" }</th><th class="num">{ "Added" }</th><th class="num">{ "Removed" }</th></tr></thead> };
    let rows: Vec<Html> = list.iter().take(DIRECTORIES).map(row).collect();
    let (left_out, count) = (list.len() - rows.len(), rows.len());
    html! { <>{ table("directories", head, rows, count) }{ more_of(left_out, "directories with less are not listed.") }</> }
}
