//! The content of a file: as text, in hex, indented where it is JSON, or as a picture.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::FilesMsg;
use crate::session::files::Content;
use crate::session::{Msg, Tone};
use crate::text::escape::escaped;
use crate::text::size::{decimal, grouped};
use crate::ui::detail::raw::Raw;
use crate::ui::notice::notice;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub content: Rc<Content>,
    pub path: String,
    pub on: Callback<Msg>,
}

/// A way to show a content.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Picture,
    Pretty,
    Bytes,
}

/// The content.
#[component]
pub fn Viewer(props: &Props) -> Html {
    let Props { content, path, on } = props;
    let mut shapes = Vec::new();
    if let Some(Ok(_)) = &content.picture {
        shapes.push((Shape::Picture, "Picture"));
    }
    if content.pretty.is_some() {
        shapes.push((Shape::Pretty, "Indented"));
    }
    shapes.push((Shape::Bytes, "As it is"));
    let shape = use_state_eq(|| shapes.first().map_or(Shape::Bytes, |(shape, _)| *shape));
    let mut parts = Vec::new();
    if shapes.len() > 1 {
        let buttons = shapes.iter().map(|(of, words)| {
            let (of, to) = (*of, shape.clone());
            let onclick = Callback::from(move |_: MouseEvent| to.set(of));
            html! { <button type="button" class="button" aria-pressed={(of == *shape).to_string()} {onclick}>{ words }</button> }
        });
        parts.push(html! { <div class="inset switch" role="group" aria-label="How to show the file">{ for buttons }</div> });
    }
    if content.cut() > 0 {
        let words = format!(
            "The first {} are shown; {} bytes more were hashed. Save the file to have all of it.",
            decimal(content.bytes.len() as u64),
            grouped(content.cut())
        );
        parts.push(html! { <div class="inset">{ notice(Tone::Warn, html! { { words } }, None) }</div> });
    }
    if let Some(Err(why)) = &content.picture {
        parts
            .push(html! { <div class="inset">{ notice(Tone::Warn, html! { { why.clone() } }, None) }</div> });
    }
    parts.push(match (*shape, &content.picture, &content.pretty) {
        (Shape::Picture, Some(Ok(picture)), _) => {
            let alt = ["The picture ", &escaped(path)].concat();
            html! { <div class="inset picture"><img src={picture.clone()} {alt} /></div> }
        }
        (Shape::Pretty, _, Some((bytes, reading))) => raw(bytes, reading, on),
        _ if content.size == 0 => html! { <p class="inset soft">{ "The file is empty." }</p> },
        _ => raw(&content.bytes, &content.reading, on),
    });
    html! { <>{ for parts }</> }
}

fn raw(bytes: &Rc<[u8]>, reading: &Rc<crate::json::Reading>, on: &Callback<Msg>) -> Html {
    let (bytes, reading) = (Rc::clone(bytes), Rc::clone(reading));
    let key = Rc::as_ptr(&bytes).addr().to_string();
    let plain = !reading.is_json();
    html! {
        <Raw {key} save={Msg::Files(FilesMsg::Save)} {bytes} {reading} marks={Vec::new()} {plain} on={on.clone()} />
    }
}
