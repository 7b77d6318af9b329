//! What the keys mean in the tree.

use yew::prelude::*;

use crate::session::{Key, Msg, TreeMsg};

/// Turns a key press into its message, and keeps the browser from scrolling for it.
pub fn keyed(on: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let on = on.clone();
    Callback::from(move |event: KeyboardEvent| {
        if let Some(key) = key_of(&event) {
            event.prevent_default();
            on.emit(Msg::Tree(TreeMsg::Key(key)));
        }
    })
}

/// What a key press means in a tree; `None` where it is for the browser.
pub fn key_of(event: &KeyboardEvent) -> Option<Key> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let name = event.key();
    let mut characters = name.chars();
    Some(match name.as_str() {
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Enter" | " " => Key::Toggle,
        "*" => Key::Star,
        // It leads to the filter, from everywhere on the page.
        "/" => return None,
        _ => match (characters.next(), characters.next()) {
            (Some(typed), None) => Key::Char(typed),
            _ => return None,
        },
    })
}
