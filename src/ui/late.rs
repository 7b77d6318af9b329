//! The border of the program's second part: all that works on documents and shows them is reached from here
//! alone.
//!
//! With the feature `split`, `cargo xtask dist` puts what only [`late`] reaches into a file of its own. Without
//! it the program is whole.

use yew::prelude::*;

use super::page::page;
use super::state::State;
use crate::browser::{self, Browser};
use crate::inspect::NodeId;
use crate::session::{Effect, Model, Msg, update};
use crate::view;

/// What the page asks of the second part.
#[derive(Clone, Copy)]
pub struct Late {
    /// Passes a message through the session.
    pub take: fn(&mut State, Msg),
    /// Shows the page.
    pub page: fn(&State) -> Html,
    /// Has the browser run the effects of messages.
    pub perform: fn(&Browser, Vec<Effect>),
    /// The title of the window.
    pub title: fn(&Model) -> String,
}

const LATE: fn() -> Late = || Late { take, page, perform, title: view::title };

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(documents, fallible)]
fn late() -> Result<Late, wasm_split_helpers::SplitLoaderError> {
    Ok(LATE())
}

/// The second part, where it came with the first.
#[cfg(feature = "split")]
pub const fn at_once() -> Option<Late> {
    None
}

/// The second part, where it came with the first.
#[cfg(not(feature = "split"))]
pub fn at_once() -> Option<Late> {
    Some(LATE())
}

/// Loads the second part and its style sheets, and gives it to `here`. What did not come, the script says.
#[cfg(feature = "split")]
pub fn load(here: Callback<Late>) {
    wasm_bindgen_futures::spawn_local(async move {
        let styles = browser::styles();
        let late = late().await;
        styles.await;
        browser::say_more(late.is_ok());
        if let Ok(late) = late {
            here.emit(late);
        }
    });
}

/// Nothing is left to load.
#[cfg(not(feature = "split"))]
pub fn load(here: Callback<Late>) {
    here.emit(LATE());
}

fn take(app: &mut State, msg: Msg) {
    let effects = update(&mut app.model, msg);
    app.look = view::look(&app.model, &app.look);
    browser::keep_within_reach(&app.model.inspection);
    for effect in effects {
        match effect {
            Effect::Reveal => reveal(app, app.model.selected),
            Effect::RevealNode(node) => reveal(app, Some(node)),
            // Not only once it is drawn: a reload meanwhile would lose it.
            address @ Effect::Address { .. } => app.browser.perform(address),
            Effect::Announce(said) => {
                app.announced = (app.announced.0.wrapping_add(1), view::sentence(&said).into());
            }
            Effect::Export(what) => app.due.extend(app.browser.export(&app.model, what)),
            effect => app.due.push(effect),
        }
    }
}

fn reveal(app: &mut State, node: Option<NodeId>) {
    app.reveal = (app.reveal.0.wrapping_add(1), node);
}

fn perform(browser: &Browser, effects: Vec<Effect>) {
    effects.into_iter().for_each(|effect| browser.perform(effect));
}
