//! What is kept: the theme for the next visit, the documents and the view for a reload of this tab. A browser that
//! keeps nothing (private mode, `file://`, no room) costs no more than that.

use web_sys::Storage;

const THEME: &str = "bayplan-theme";
const DOCUMENTS: &str = "bayplan-documents";
const ADDRESS: &str = "bayplan-address";

/// The word for the theme that was kept.
pub fn theme() -> Option<String> {
    of_all_visits()?.get_item(THEME).ok()?
}

/// Keeps the word for the theme; `None` forgets it.
pub fn set_theme(word: Option<&str>) {
    put(of_all_visits(), THEME, word);
}

/// What was kept for a reload.
pub fn remembered() -> Option<String> {
    of_this_tab()?.get_item(DOCUMENTS).ok()?
}

/// Keeps `text` for a reload; `None` forgets it.
pub fn remember(text: Option<&str>) {
    put(of_this_tab(), DOCUMENTS, text);
}

/// The fragment that was kept for a reload. It is forgotten.
pub fn take_address() -> Option<String> {
    let storage = of_this_tab()?;
    let address = storage.get_item(ADDRESS).ok()?;
    let _ = storage.remove_item(ADDRESS);
    address
}

/// Keeps the fragment for a reload; `None` forgets it.
pub fn set_address(fragment: Option<&str>) {
    put(of_this_tab(), ADDRESS, fragment);
}

fn put(storage: Option<Storage>, key: &str, text: Option<&str>) {
    let Some(storage) = storage else { return };
    // What does not fit must not leave older documents in its place.
    if text.is_none_or(|text| storage.set_item(key, text).is_err()) {
        let _ = storage.remove_item(key);
    }
}

fn of_all_visits() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn of_this_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
