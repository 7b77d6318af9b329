//! The heads of the columns of files.

use yew::prelude::*;

use crate::archive::files::SortedBy;
use crate::session::files::FilesShown;
use crate::session::{FilesMsg, Msg};

/// The columns, with what they put the files in order by.
const HEAD: [(&str, &str, Option<SortedBy>); 5] = [
    ("Name", "file-name", Some(SortedBy::Name)),
    ("Mode", "file-mode", None),
    ("Owner", "file-owner", None),
    ("Size", "file-size", Some(SortedBy::Size)),
    ("Changed", "file-time", Some(SortedBy::Time)),
];

/// The head of a column; a list by size has its order already.
fn column(
    pane: &FilesShown,
    on: &Callback<Msg>,
    words: &'static str,
    class: &'static str,
    by: Option<SortedBy>,
) -> Html {
    let Some(by) = by.filter(|_| !pane.show().is_list()) else {
        return html! { <span role="columnheader" {class}>{ words }</span> };
    };
    let order = pane.order();
    let (sort, sign) = match order.by == by {
        false => ("none", ""),
        true if order.descending => ("descending", " ↓"),
        true => ("ascending", " ↑"),
    };
    let onclick = on.reform(move |_| Msg::Files(FilesMsg::Sort(by)));
    html! {
        <span role="columnheader" {class} aria-sort={sort}>
            <button type="button" class="sorter" {onclick}>{ words }<span aria-hidden="true">{ sign }</span></button>
        </span>
    }
}

/// The row of heads.
pub fn head(pane: &FilesShown, on: &Callback<Msg>) -> Html {
    html! {
        <div role="row" class="file-row file-head soft" aria-rowindex="1">
            { for HEAD.map(|(words, class, by)| column(pane, on, words, class, by)) }
        </div>
    }
}
