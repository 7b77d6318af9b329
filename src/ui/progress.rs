//! How far something is, with a button that stops it.

use yew::prelude::*;

use crate::layers::Progress;
use crate::text::size::decimal;

/// A bar with `words` above it, and the bytes.
pub fn progress(words: String, of: Progress, stop: Option<Callback<MouseEvent>>) -> Html {
    let percent = of.percent();
    let bytes = format!("{} of {}", decimal(of.read), decimal(of.total));
    let label = if words.is_empty() { "Progress".to_owned() } else { words.clone() };
    html! {
        <div class="progress">
            <span class="progress-words">{ words }</span>
            <span class="progress-bytes soft">{ bytes }{ " · " }{ percent }{ " %" }</span>
            if let Some(onclick) = stop {
                <button type="button" class="button" {onclick}>{ "Stop" }</button>
            }
            <svg class="bar" role="progressbar" aria-label={label} aria-valuemin="0" aria-valuemax="100" aria-valuenow={percent.to_string()}>
                <rect width={format!("{percent}%")} height="100%" />
            </svg>
        </div>
    }
}
