//! Which colour of the matrix is which entry.

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::mark;
use crate::view::ShownMatrix;

/// Characters of a platform in a cell.
const CELL_CHARACTERS: usize = 40;

/// The classes of the colours of entries: an eleventh entry has the first one's again.
const TINTS: [&str; 10] = [
    "tint t0", "tint t1", "tint t2", "tint t3", "tint t4", "tint t5", "tint t6", "tint t7", "tint t8",
    "tint t9",
];

/// The class of an entry's colour.
pub fn tint(entry: usize) -> &'static str {
    TINTS.get(entry % TINTS.len()).copied().unwrap_or_default()
}

/// An entry in few letters: its number, and its platform.
pub fn entry(entry: usize, platform: &str) -> Html {
    html! {
        <>
            { mark::number(&entry.saturating_add(1).to_string()) }
            <span class="code">{ safe_text_of(platform, CELL_CHARACTERS) }</span>
        </>
    }
}

/// The entries that are taken, those that never are, and the signs.
pub fn legend(matrix: &ShownMatrix) -> Html {
    let taken = matrix.legend().into_iter().map(|(at, platform, cells)| {
        html! {
            <li class={tint(at)}>{ entry(at, &platform) }<span class="legend-cells">{ cells }{ " cells" }</span></li>
        }
    });
    html! {
        <div class="legend">
            <ul aria-label="Entries that are taken, and in how many cells">{ for taken }</ul>
            <p>
                { mark::differs("legend-sign", "not what most clients do there") }
                <span>{ mark::sign("✕") }{ "finds nothing" }</span>
                { safe_text_of(&matrix.never_taken(), 10 * CELL_CHARACTERS) }
            </p>
        </div>
    }
}
