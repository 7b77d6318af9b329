//! Text of unknown origin: what is not seen is shown as an escape, and none of it leaves its place.

use yew::prelude::*;

use crate::limits;
use crate::text::escape::{Piece, pieces};
use crate::text::size::grouped;

/// `text` in a `<bdi>`, cut at as many characters as are shown of one text.
pub fn safe_text(text: &str) -> Html {
    safe_text_of(text, limits::TEXT_SHOWN_CHARACTERS)
}

/// `text` in a `<bdi>`, cut at `limit` characters; how many more there are is said.
pub fn safe_text_of(text: &str, limit: usize) -> Html {
    let pieces = pieces(text, limit).into_iter().map(|piece| match piece {
        Piece::Plain(text) => html! { { text } },
        Piece::Escape { shown, name } => html! { <span class="escape" title={name}>{ shown }</span> },
        Piece::More(more) => {
            let more = format!(" … {} more characters", grouped(more as u64));
            html! { <span class="soft">{ more }</span> }
        }
    });
    html! { <bdi>{ for pieces }</bdi> }
}
