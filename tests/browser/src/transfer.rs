//! What goes into the page and comes out of it: the clipboard, files, downloads.

use std::path::PathBuf;

use serde_json::json;

use crate::{Key, Page, Result, until};

/// A file that the page let its user save.
#[derive(Clone, Debug)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Copies `text`, as from another window, and presses Ctrl+V.
    ///
    /// # Errors
    /// When the browser has no clipboard.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.allow_clipboard().await?;
        self.script("await navigator.clipboard.writeText(given[0])", &[json!(text)]).await?;
        self.press_with(Key::Control, 'v').await
    }

    /// What is on the clipboard.
    ///
    /// # Errors
    /// When the browser has no clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        self.allow_clipboard().await?;
        let text = self.script("return await navigator.clipboard.readText()", &[]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The page is given no more than other pages, but these tests' own scripts need to read and write.
    async fn allow_clipboard(&self) -> Result<()> {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        self.browser.devtools("Browser.grantPermissions", json!({ "permissions": permissions })).await?;
        Ok(())
    }

    /// Drags files or folders from the desktop onto the middle of the page, and lets them go there.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn drop_files(&self, paths: &[PathBuf]) -> Result<()> {
        let size = self.script("return [innerWidth / 2, innerHeight / 2]", &[]).await?;
        let mut files = Vec::new();
        for path in paths {
            files.push(path.canonicalize().map_err(|error| format!("{}: {error}.", path.display()))?);
        }
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": size[0], "y": size[1], "data": data });
            self.browser.devtools("Input.dispatchDragEvent", event).await?;
        }
        Ok(())
    }

    /// Drops files with these names and contents.
    ///
    /// # Errors
    /// When they can't be written, or Chromium refuses.
    pub async fn drop_bytes(&self, files: &[(&str, &[u8])]) -> Result<()> {
        let paths: Result<Vec<PathBuf>> =
            files.iter().map(|(name, bytes)| self.browser.profile.file(name, bytes)).collect();
        self.drop_files(&paths?).await
    }

    /// What was saved since the page was opened, as soon as it is there. It is then taken away, so that
    /// the next one can be told apart.
    ///
    /// # Errors
    /// When nothing comes.
    pub async fn download(&self) -> Result<Download> {
        let folder = self.browser.profile.downloads();
        until("a download", async || {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // A download that is under way has a name of the browser's, and an empty file keeps its own for it.
                let is_under_way = name.ends_with(".crdownload") || name.starts_with(".org.chromium");
                let bytes = if is_under_way { Vec::new() } else { std::fs::read(&path)? };
                if !bytes.is_empty() {
                    std::fs::remove_file(&path)?;
                    return Ok(Download { name, bytes });
                }
            }
            Err("Nothing was saved.".into())
        })
        .await
    }
}
