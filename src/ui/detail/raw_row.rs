//! One row of the Raw tab.

use std::rc::Rc;

use yew::prelude::*;

use crate::findings::Severity;
use crate::json::{Span, TokenKind};
use crate::view::detail::{HexRow, Light, Piece, RawLine, RawView};

/// Renders rows of text; `toggle` folds.
pub fn text_row(view: &RawView, target: Option<Span>, toggle: Callback<usize>) -> Callback<usize, Html> {
    let view = view.clone();
    Callback::from(move |place| match view.line(place, target) {
        Some(line) => row(place, line, &toggle),
        None => Html::default(),
    })
}

/// Renders rows in hex.
pub fn hex_row(bytes: &Rc<[u8]>, target: Option<Span>, columns: usize) -> Callback<usize, Html> {
    let bytes = Rc::clone(bytes);
    let target = target.map(|span| HexRow::at(span, columns));
    Callback::from(move |at| {
        let HexRow { offset, hex, text } = HexRow::get(&bytes, columns, at);
        let class = if target == Some(at) { "hex-row target" } else { "hex-row" };
        html! {
            <div key={at} {class}>
                <span class="soft">{ offset }</span><span class="hex-bytes">{ hex }</span>
                <bdi class="hex-text">{ text }</bdi>
            </div>
        }
    })
}

fn row(place: usize, line: RawLine, toggle: &Callback<usize>) -> Html {
    let mut gutter = Vec::new();
    if let Some(mark) = line.mark {
        let (class, sign) = match mark.severity {
            Severity::Error => ("raw-mark error", "✕"),
            Severity::Warning => ("raw-mark warning", "!"),
            Severity::Note => ("raw-mark note", "i"),
        };
        let title = AttrValue::from(mark.text);
        gutter.push(html! { <span {class} role="img" aria-label={title.clone()} {title}>{ sign }</span> });
    }
    if let Some(number) = line.number {
        gutter.push(html! { <span class="raw-number">{ number.to_string() }</span> });
    }
    let mut pieces: Vec<_> = line.pieces.into_iter().map(piece).collect();
    if let Some(fold) = line.fold {
        let words = format!("{} lines", fold.lines);
        let label = [if fold.closed { "Unfold " } else { "Fold " }, &words].concat();
        let onclick = toggle.reform(move |_: MouseEvent| fold.index);
        gutter.push(html! {
            <button type="button" class="raw-fold" {onclick} aria-expanded={(!fold.closed).to_string()} aria-label={label} />
        });
        if fold.closed {
            pieces.push(html! { <span class="raw-folded">{ ["… ", &words].concat() }</span> });
        }
    }
    html! {
        <div key={place} class="raw-row">
            <span class="raw-gutter">{ for gutter }</span><code>{ for pieces }</code>
        </div>
    }
}

fn piece(piece: Piece) -> Html {
    let kind = match (piece.escape, piece.kind) {
        (Some(_), _) => "escape",
        (None, TokenKind::Key) => "key",
        (None, TokenKind::String) => "string",
        (None, TokenKind::Number | TokenKind::Literal) => "number",
        (None, TokenKind::Other) => "other",
        (None, TokenKind::Punctuation | TokenKind::Space) => "",
    };
    let text = html! { { piece.text } };
    let inside = if kind.is_empty() {
        text
    } else {
        html! { <span class={kind}>{ text }</span> }
    };
    let light = match piece.light {
        Light::None => return inside,
        Light::Target => "target",
        Light::Hit => "hit",
        Light::Current => "hit current",
    };
    html! { <span class={light}>{ inside }</span> }
}
