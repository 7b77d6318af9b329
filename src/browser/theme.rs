//! Light, dark, or as the system has it.

use super::storage;
use crate::session::Theme;

/// The theme of the last visit.
pub fn remembered_theme() -> Theme {
    storage::theme().map(|word| Theme::from_word(&word)).unwrap_or_default()
}

/// Keeps the theme for the next visit.
pub fn remember(theme: Theme) {
    storage::set_theme((theme != Theme::System).then(|| theme.word()));
}

/// Shows the page in this theme: the style sheet asks for the attribute.
pub fn show(theme: Theme) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-theme", theme.word());
    }
}
