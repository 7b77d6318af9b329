//! Which colour of the matrix is which entry.

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::mark::differs_sign;
use crate::inspect::size::grouped;
use crate::session::ShownMatrix;

/// Characters of a platform in a cell.
pub const CELL_CHARACTERS: usize = 40;

/// The class of the colour of an entry: there are ten, and an eleventh entry has the first one's again.
pub fn tint(entry: usize) -> String {
    format!("tint t{}", entry % 10)
}

/// The entries that are taken, those that never are, and the signs.
pub fn legend(matrix: &ShownMatrix) -> Html {
    let taken = matrix.legend().into_iter().map(|(entry, platform, cells)| {
        html! {
            <li class={tint(entry)}>
                <span class="entry-number">{ entry.saturating_add(1) }</span>
                <span class="code">{ safe_text_of(&platform, CELL_CHARACTERS) }</span>
                <span class="legend-cells">{ format!("{cells} cells") }</span>
            </li>
        }
    });
    let (named, never) = matrix.never_taken();
    html! {
        <div class="legend">
            <ul aria-label="Entries that are taken, and in how many cells">{ for taken }</ul>
            <p>
                <span class="legend-sign">{ differs_sign() }{ "not what most clients do there" }</span>
                <span class="legend-sign"><span class="fails">{ "✕" }</span>{ "finds nothing" }</span>
                if never > 0 {
                    <span>
                        { format!("Taken by none of them: {} ", grouped(never as u64)) }
                        { if never == 1 { "entry, " } else { "entries, " } }
                        { for named.iter().enumerate().map(|(at, platform)| html! {
                            <>{ if at > 0 { ", " } else { "" } }<span class="code">{ safe_text_of(platform, CELL_CHARACTERS) }</span></>
                        }) }
                        { if named.len() < never { " and others." } else { "." } }
                    </span>
                }
            </p>
        </div>
    }
}
