//! Keys, pressed wherever the focus is.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
pub use fantoccini::key::Key;

use crate::{Page, Result};

impl Page {
    /// Presses one key after the other.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        self.strike(keys.iter().map(|key| char::from(*key))).await
    }

    /// Types text, key by key.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.strike(text.chars()).await
    }

    /// Presses a key while another is held down.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn press_with(&self, held: Key, key: char) -> Result<()> {
        let chord = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: held.into() })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held.into() });
        Ok(self.browser.client.perform_actions(chord).await?)
    }

    async fn strike(&self, keys: impl Iterator<Item = char>) -> Result<()> {
        let pressed = keys.fold(KeyActions::new("keyboard".into()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        Ok(self.browser.client.perform_actions(pressed).await?)
    }
}
