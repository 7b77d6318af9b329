//! Small pieces that several tabs are made of.

use yew::prelude::*;

use super::node::NodeProps;
use crate::image::media_type::short_name;
use crate::image::well_known::is_web_address;
use crate::inspect::NodeId;
use crate::json::Span;
use crate::session::Msg;
use crate::session::safe_text::escaped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;

/// A fact, left out where there is nothing to say.
pub fn fact(name: &'static str, value: Option<Html>) -> Html {
    match value {
        Some(value) => html! { <><dt>{ name }</dt><dd>{ value }</dd></> },
        None => Html::default(),
    }
}

/// A text, as a link where it is a web address.
pub fn linked(text: &str) -> Html {
    if is_web_address(text) {
        html! { <a href={text.to_owned()} target="_blank" rel="noopener noreferrer">{ safe_text(text) }</a> }
    } else {
        safe_text(text)
    }
}

/// A media type with what it means.
pub fn media_type(text: &str) -> Html {
    let short = short_name(text);
    html! {
        <>
            <span class="code">{ safe_text(text) }</span>
            if short != text { { " " }<span class="chip">{ short }</span> }
        </>
    }
}

/// Code over one or more lines, with a button that copies it.
pub fn snippet(node: &NodeProps, text: &str) -> Html {
    let lines = text.lines().map(|line| html! { <>{ safe_text(line) }{ "\n" }</> });
    html! {
        <div class="snippet">
            <pre class="code" tabindex="0">{ for lines }</pre>
            { copy_button(node, text, "Copy the command") }
        </div>
    }
}

/// A button that copies `text`.
pub fn copy_button(node: &NodeProps, text: &str, label: &'static str) -> Html {
    let copy = node.send(Msg::Copy(text.to_owned()));
    html! {
        <button type="button" class="icon-button" onclick={copy} aria-label={label} title={label}>
            { icon(Icon::Copy) }
        </button>
    }
}

/// A button that looks like a link and leads to another node.
pub fn to_node(node: &NodeProps, to: NodeId, text: &str) -> Html {
    html! {
        <button type="button" class="link" onclick={node.send(Msg::Select(to))} title={escaped(text)}>
            { safe_text(text) }
        </button>
    }
}

/// What shows `span` of the document of node `place` in the Raw tab.
pub fn show(node: &NodeProps, place: NodeId, span: Span) -> Callback<MouseEvent> {
    let (on, here) = (node.on.clone(), node.id);
    Callback::from(move |_| {
        if here != place {
            on.emit(Msg::Select(place));
        }
        on.emit(Msg::ShowSpan(span));
    })
}

/// A bar that is filled to `percent`, never less than a sliver.
pub fn bar(percent: u8) -> Html {
    html! {
        <svg class="bar" aria-hidden="true"><rect width={format!("{}%", percent.max(1))} height="100%" /></svg>
    }
}

/// Rows of a list that are shown at first, and with each press of the button.
pub const PAGE: usize = 200;

/// The button under a list of which `shown` rows of `total` are shown.
pub fn more_button(shown: &UseStateHandle<usize>, total: usize) -> Html {
    let left = total.saturating_sub(**shown);
    if left == 0 {
        return Html::default();
    }
    let more = Callback::from({
        let shown = shown.clone();
        move |_: MouseEvent| shown.set(*shown + PAGE)
    });
    html! {
        <p class="inset">
            <button type="button" class="button" onclick={more}>
                { format!("Show {} more of {left}", left.min(PAGE)) }
            </button>
        </p>
    }
}
