//! The Compare tab: the node beside another one.

mod bar;
mod changes;
mod content;
mod directories;
mod entries;
mod files;
mod layers;
mod packages;

use yew::prelude::*;

use super::pieces::section;
use super::shown::Shown;
use crate::compare::{Entries, Images};
use crate::session::{Comparison, Difference, Tone};
use crate::ui::notice::notice;
use crate::view::comparison::{pulled, reasons, short_name, sum};

pub use bar::swap_by_key;

/// The tab.
pub fn comparison_tab(shown: &Shown) -> Html {
    let comparison =
        shown.props.beside.comparison.as_deref().filter(|comparison| comparison.first == shown.id);
    let bar = bar::bar(shown, comparison);
    let under = match comparison {
        None => html! { <p class="inset soft">{ bar::hint(shown) }</p> },
        Some(comparison) if comparison.first == comparison.second => {
            html! { <p class="inset">{ "It is marked: choose another row of the tree, and that is compared with this one." }</p> }
        }
        Some(comparison) => beside(shown, comparison),
    };
    html! { <div class="comparison">{ bar }{ under }</div> }
}

fn beside(shown: &Shown, comparison: &Comparison) -> Html {
    let reasons = reasons(&comparison.difference).into_iter();
    let head = html! {
        <div class="compared-sum">
            <p class="strong">{ sum(&comparison.difference) }</p>
            { pull(&comparison.difference) }
            <ul class="compared-reasons">{ for reasons.map(|reason| html! { <li>{ reason }</li> }) }</ul>
        </div>
    };
    let body = match &comparison.difference {
        Difference::Images(images) => of_images(shown, comparison, images),
        Difference::Entries(entries) => of_entries(shown, comparison, entries),
        Difference::NotHere(node) => {
            let name = short_name(shown.inspection, *node);
            let words = format!("The document of {name} is not here. Choose it, and fetch or add it.");
            html! { <div class="inset">{ notice(Tone::Note, html! { { words } }, None) }</div> }
        }
        Difference::OtherNouns => Html::default(),
    };
    html! { <>{ head }{ body }</> }
}

fn pull(difference: &Difference) -> Html {
    match difference {
        Difference::Images(Images { pull: Some(pull), .. }) => html! { <p>{ pulled(pull) }</p> },
        _ => Html::default(),
    }
}

fn of_images(shown: &Shown, comparison: &Comparison, images: &Images) -> Html {
    html! {
        <>
            { changes::changes(shown, comparison, &images.changes) }
            { section("Layers", html! { { "base first, in the order of the second" } }) }
            { layers::layers(shown, images) }
            { packages::packages(shown, comparison) }
            { files::files(shown, comparison) }
        </>
    }
}

fn of_entries(shown: &Shown, comparison: &Comparison, entries: &Entries) -> Html {
    html! {
        <>
            { section("Platforms", html! { { "in the order of the second" } }) }
            { entries::entries(shown, comparison, entries) }
            { changes::changes(shown, comparison, &entries.changes) }
        </>
    }
}
