//! The files in rows: a tree that keys lead through, of which only the rows in sight are on the page.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/>

use std::rc::Rc;

use yew::prelude::*;

use super::cells::{change, mode, name, sign};
use super::head::head;
use crate::archive::files::{Change, Sum};
use crate::session::FilesMsg;
use crate::session::Msg;
use crate::session::files::{FileRow, FilesShown};
use crate::ui::detail::list::List;
use crate::ui::icon::{Icon, icon};
use crate::ui::size::size;
use crate::ui::tree_keys::key_of;
use crate::view::count;

/// Directories by which a row is moved in; what is deeper stands below these.
const INDENT: u16 = 24;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub pane: Rc<FilesShown>,
    pub on: Callback<Msg>,
}

/// The rows.
#[component]
pub fn Grid(props: &Props) -> Html {
    let Props { pane, on } = props;
    let onkeydown = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(key) = key_of(&event) {
                event.prevent_default();
                on.emit(Msg::Files(FilesMsg::Key(key)));
            }
        })
    };
    if let Some((done, all)) = pane.merging() {
        return html! {
            <p class="inset soft">{ format!("Putting {all} entries in order: {done} done…") }</p>
        };
    }
    if pane.is_empty() {
        let words = if pane.is_busy() { "Looking…" } else { "No file is to be shown here." };
        return html! { <p class="inset soft">{ words }</p> };
    }
    let cursor = pane.cursor();
    let row = {
        let (pane, on) = (Rc::clone(pane), on.clone());
        Callback::from(move |at: usize| match pane.row(at) {
            Some(row) => row_of(&row, at, cursor == Some(at), &on),
            None => Html::default(),
        })
    };
    let head = head(pane, on);
    html! {
        <List label="Files" role="treegrid" class="list files-list" rows={pane.len()} {row} {head} {onkeydown}
            active={cursor.map(|at| (at, "file-"))} wish={pane.wish()} />
    }
}

fn row_of(row: &FileRow, at: usize, chosen: bool, on: &Callback<Msg>) -> Html {
    let file = row.chosen;
    let press = on.reform(move |_| Msg::Files(FilesMsg::Press(file)));
    let cell = |class: &'static str, inside: Html| html! { <span role="gridcell" {class}>{ inside }</span> };
    let class = match row.change {
        Change::Deleted => "file-row deleted",
        _ => "file-row",
    };
    html! {
        <div key={at} id={format!("file-{at}")} role="row" {class} aria-level={(row.depth + 1).to_string()} aria-rowindex={(at + 2).to_string()}
            aria-expanded={row.open.map(|open| open.to_string())} aria-selected={chosen.to_string()} onclick={press}>
            { cell("file-name", html! {
                <>{ indent(row.depth) }{ twisty(row, on) }{ change(row) }{ sign(row) }{ name(row) }</>
            }) }
            { cell("file-mode code", mode(row)) }
            { cell("file-owner", html! { { row.owner.clone() } }) }
            { cell("file-size", bytes(row)) }
            { cell("file-time", html! { { row.time.clone() } }) }
        </div>
    }
}

/// A file's bytes; of a directory those of all files under it.
fn bytes(row: &FileRow) -> Html {
    match (row.size, row.under) {
        (Some(bytes), _) => size(bytes),
        (None, Some(Sum { bytes, files })) => {
            let title = count(files as usize, "file", "files") + " under it";
            html! { <span class="file-under" {title}>{ size(bytes) }</span> }
        }
        (None, None) => Html::default(),
    }
}

/// White space of the text, for a style of its own the page's policy forbids.
fn indent(depth: u16) -> Html {
    let spaces = "\u{2003}".repeat(usize::from(depth.min(INDENT)));
    html! { <span class="file-indent" aria-hidden="true">{ spaces }</span> }
}

fn twisty(row: &FileRow, on: &Callback<Msg>) -> Html {
    if row.open.is_none() {
        return html! { <span class="twisty"></span> };
    }
    let file = row.chosen;
    let onclick = on.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Msg::Files(FilesMsg::Toggle(file))
    });
    html! { <span class="twisty" {onclick}>{ icon(Icon::Chevron) }</span> }
}
