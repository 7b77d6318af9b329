//! The chosen node, in tabs.
//!
//! The pane is one component, and its parts are functions: what they show changes with the pane's
//! properties alone, and each component more is several kilobytes of program. Only what scrolls has a
//! state of its own.

mod annotations;
mod azure_listing;
mod built;
mod claimed;
mod commands;
mod comparison;
mod composition;
mod config;
pub mod element;
mod entries;
mod environment;
mod evidence;
mod explanation;
mod facts;
mod files;
mod finding;
mod findings;
mod head;
mod layers;
pub mod list;
mod missing;
mod outline;
mod overview;
mod packages;
mod pieces;
mod pin;
mod pin_menu;
mod props;
mod raw;
mod raw_act;
mod raw_bar;
mod raw_props;
mod raw_row;
mod raw_split;
mod referrers;
mod rows;
mod ruler;
mod shown;
mod statement;
mod steps;
mod tabs;
mod told;

use yew::prelude::*;

use crate::session::Tab;
use crate::ui::in_turn::{Turn, use_turn};
use crate::view::detail::{self, tab_shown};
use props::Props;
use shown::Shown;

/// The right pane. What is in it comes a frame after the page around it, so that neither of the two frames is long.
#[component]
pub fn Detail(props: &Props) -> Html {
    let pane = use_turn(Turn::of(&props.inspection, 1), true, || pane(props));
    use_effect_with((props.selected, props.tab, pane.is_some()), |_| tabs::reveal());
    pane.unwrap_or_else(|| html! { <article class="card pane" aria-label="Selected node" /> })
}

fn pane(props: &Props) -> Html {
    let shown = props.selected.and_then(|id| Shown::new(props, id));
    let Some(shown) = shown else {
        return html! {
            <article class="card pane" aria-label="Selected node">
                <p class="inset soft">{ "Choose a row of the tree to see what it is." }</p>
            </article>
        };
    };
    let tabs = detail::tabs(&props.inspection, shown.id);
    let tab = tab_shown(&tabs, props.tab);
    let panel = match tab {
        Tab::Overview => overview::overview(&shown),
        Tab::Layers => layers::layers_tab(&shown),
        Tab::Config => config::config_tab(&shown),
        Tab::Annotations => annotations::annotations_tab(&shown),
        Tab::Compare => comparison::comparison_tab(&shown),
        Tab::Raw => raw::raw(&shown, props.span),
        Tab::Evidence => evidence::evidence_tab(&shown),
        Tab::Files => files::files_tab(&shown),
        Tab::Findings => findings::findings_tab(&shown),
        Tab::Commands => commands::commands_tab(&shown),
    };
    let onkeydown = (tab == Tab::Compare).then(|| comparison::swap_by_key(&props.on));
    html! {
        <article class="card pane" aria-label="Selected node" {onkeydown}>
            { head::head(&shown) }
            { tabs::tab_list(&shown, &tabs, tab) }
            // Another node is another panel: nothing of the last one's state stays.
            <div key={shown.id.0} role="tabpanel" id="detail-panel" class="detail-panel"
                aria-labelledby={tabs::element_id(tab)} tabindex="0">
                { panel }
            </div>
        </article>
    }
}
