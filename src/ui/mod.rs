//! The Yew components of the page. They show the session's model and send it messages; no rule is decided
//! here, no digest computed and no JSON read.

mod app;
mod chooser;
mod detail;
mod dialog;
mod digest;
mod drafting;
mod fetching;
mod filter;
mod findings_dialog;
mod footer;
mod icon;
mod in_turn;
mod late;
mod masthead;
mod notice;
mod notices;
mod omnibox;
mod opening;
mod page;
mod progress;
mod safe_text;
mod seal;
mod selection;
mod share_choice;
mod share_dialog;
mod share_elsewhere;
mod size;
mod skip_link;
mod start;
mod state;
mod summary;
mod theme_switch;
mod tree;
mod tree_keys;
mod tree_row;
mod tree_sight;

/// Mounts the page in place of the first visit that index.html holds.
pub fn mount() {
    crate::browser::catch_crashes();
    if let Some(random) = crate::browser::random() {
        crate::keyed::seed(random);
    }
    let place = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    if let Some(place) = place {
        place.set_text_content(None);
        yew::Renderer::<app::App>::with_root(place).render();
    }
}
