//! Small pieces that several tabs are made of.

use yew::prelude::*;

use super::element::link;
use super::rows::rows as all;
use super::shown::Shown;
use crate::image::media_type::short_name;
use crate::image::well_known::is_web_address;
use crate::inspect::NodeId;
use crate::session::ExportMsg;
use crate::session::Msg;
use crate::session::SelectMsg;
use crate::text::escape::escaped;
use crate::text::size::grouped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;

/// Rows of one table: more than the layers of any image that the Docker Engine runs (127). A document with more
/// has them all in its bytes.
pub const ROWS: usize = 150;

/// A fact, left out where there is nothing to say.
pub fn fact(name: &'static str, value: Option<Html>) -> Html {
    match value {
        Some(value) => html! { <><dt>{ name }</dt><dd>{ value }</dd></> },
        None => Html::default(),
    }
}

/// The head of a section, with what is said at its right.
pub fn section(title: &'static str, beside: Html) -> Html {
    headed(html! { { title } }, beside)
}

/// The head of a section whose title was put together.
pub fn headed(title: Html, beside: Html) -> Html {
    html! { <h3 class="section"><span>{ title }</span><span class="soft">{ beside }</span></h3> }
}

/// Rows of a table, and how many are left out of it.
pub fn table(class: &'static str, head: Html, rows: Vec<Html>, total: usize) -> Html {
    let left_out = total.saturating_sub(rows.len());
    let table = html! { <table {class}>{ head }<tbody>{ all(rows) }</tbody></table> };
    html! { <>{ table }{ more(left_out) }</> }
}

/// How much is left out.
pub fn more(left_out: usize) -> Html {
    match left_out {
        0 => Html::default(),
        _ => html! {
            <p class="inset soft">{ format!("{} more are in Raw.", grouped(left_out as u64)) }</p>
        },
    }
}

/// So many more, and what is to be said of them; nothing where there are none.
pub fn more_of(left_out: usize, what: &str) -> Html {
    match left_out {
        0 => Html::default(),
        _ => html! { <p class="inset soft">{ format!("{} more {what}", grouped(left_out as u64)) }</p> },
    }
}

/// Text of unknown origin, as code.
pub fn code(text: &str) -> Html {
    html! { <span class="code">{ safe_text(text) }</span> }
}

/// A text, as a link where it is a web address.
pub fn linked(text: &str) -> Html {
    if is_web_address(text) { outside(text.to_owned(), safe_text(text)) } else { safe_text(text) }
}

/// A link out of the page.
pub fn outside(href: String, inside: Html) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{ inside }</a> }
}

/// A media type with what it means.
pub fn media_type(text: &str) -> Html {
    let short = short_name(text);
    let chip = if short == text {
        Html::default()
    } else {
        html! { <span class="chip">{ short.to_owned() }</span> }
    };
    html! { <>{ code(text) }{ " " }{ chip }</> }
}

/// A button that leads to another node.
pub fn to_node(shown: &Shown, to: NodeId, text: &str) -> Html {
    link(safe_text(text), escaped(text), shown.send(Msg::Select(SelectMsg::Node(to))))
}

/// Code over one or more lines, with a button that copies it.
pub fn snippet(shown: &Shown, text: &str) -> Html {
    let lines = text.lines().map(|line| html! { <>{ safe_text(line) }{ "\n" }</> });
    html! {
        <div class="snippet">
            <pre class="code">{ for lines }</pre>
            { copy_button(shown, text, "Copy the command") }
        </div>
    }
}

/// A button that copies `text`.
pub fn copy_button(shown: &Shown, text: &str, label: impl Into<AttrValue>) -> Html {
    let label = label.into();
    html! {
        <button type="button" class="icon-button" onclick={shown.send(Msg::Export(ExportMsg::Copy(text.to_owned())))} aria-label={label.clone()}
            title={label}>{ icon(Icon::Copy) }</button>
    }
}

/// A bar that is filled to `percent`, never less than a sliver.
pub fn bar(percent: u8) -> Html {
    html! {
        <svg class="bar" aria-hidden="true"><rect width={format!("{}%", percent.max(1))} height="100%" /></svg>
    }
}
