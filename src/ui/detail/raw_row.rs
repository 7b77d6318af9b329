//! One row of the Raw tab.

use yew::prelude::*;

use crate::findings::Severity;
use crate::json::TokenKind;
use crate::session::detail::{Light, Piece, RawLine};

/// The row at `place`; `toggle` folds.
pub fn raw_row(place: usize, line: RawLine, toggle: &Callback<usize>) -> Html {
    let RawLine { number, fold, mark, pieces } = line;
    let mark = mark.map(|mark| {
        let sign = match mark.severity {
            Severity::Error => "✕",
            Severity::Warning => "!",
            Severity::Note => "i",
        };
        html! { <span class={classes!("raw-mark", mark.severity.word())} role="img" aria-label={mark.text.clone()} title={mark.text}>{ sign }</span> }
    });
    let fold_button = fold.map(|fold| {
        let label = if fold.closed { "Unfold" } else { "Fold" };
        let onclick = toggle.reform(move |_: MouseEvent| fold.index);
        html! {
            <button type="button" class="raw-fold" {onclick} aria-expanded={(!fold.closed).to_string()}
                aria-label={format!("{label} {} lines", fold.lines)} />
        }
    });
    html! {
        <div key={place} class="raw-row">
            <span class="raw-gutter">{ for mark }<span class="raw-number">{ for number }</span>{ for fold_button }</span>
            <code>
                { for pieces.into_iter().map(piece) }
                if let Some(fold) = fold.filter(|fold| fold.closed) {
                    <span class="raw-folded">{ format!("… {} lines", fold.lines) }</span>
                }
            </code>
        </div>
    }
}

fn piece(piece: Piece) -> Html {
    let kind = match piece.kind {
        TokenKind::Key => "key",
        TokenKind::String => "string",
        TokenKind::Number => "number",
        TokenKind::Literal => "literal",
        TokenKind::Other => "other",
        TokenKind::Punctuation | TokenKind::Space => "",
    };
    let light = match piece.light {
        Light::None => "",
        Light::Target => "target",
        Light::Hit => "hit",
        Light::Current => "hit current",
    };
    if let Some(name) = piece.escape {
        return html! { <span class={classes!("escape", light)} title={name}>{ piece.text }</span> };
    }
    if kind.is_empty() && light.is_empty() {
        return html! { { piece.text } };
    }
    html! { <span class={classes!(kind, light)}>{ piece.text }</span> }
}
