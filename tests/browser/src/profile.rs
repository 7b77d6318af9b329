//! A browser's folder: its profile, and what it downloads.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Result;

/// A new folder that goes with this value.
pub struct Profile(PathBuf);

impl Profile {
    /// Makes one.
    ///
    /// # Errors
    /// When the system's folder for such things can't be written to.
    pub fn new() -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bayplan-browser-{}-{number}", std::process::id()));
        let profile = Self(folder);
        std::fs::create_dir_all(profile.downloads())
            .map_err(|error| format!("{} can't be made: {error}.", profile.0.display()))?;
        Ok(profile)
    }

    /// The browser's own part.
    pub fn user_data(&self) -> PathBuf {
        self.0.join("profile")
    }

    /// The file that says light or dark, where no protocol does.
    pub fn scheme(&self) -> PathBuf {
        self.0.join("scheme")
    }

    /// The file with what the console got, where no protocol tells it.
    pub fn console(&self) -> PathBuf {
        self.0.join("console")
    }

    /// Where downloads go.
    pub fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    /// A file for the browser to take, with this name and content.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.0.join("files").join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // A browser that is still ending may write once more; the system's cleaning takes what is left.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
