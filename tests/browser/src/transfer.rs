//! What goes into the page and comes out of it: the clipboard, files, downloads.

use std::path::{Path, PathBuf};

use fantoccini::Locator;
use serde_json::json;

use crate::engines::webkit;
use crate::{Engine, Key, Page, Result, until};

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
        if self.browser.engine == Engine::WebKit {
            webkit::copy(&self.browser, text)?;
            return self.press_with(Key::Control, 'v').await;
        }
        self.allow_clipboard().await?;
        self.script("await navigator.clipboard.writeText(given[0])", &[json!(text)]).await?;
        self.press_with(Key::Control, 'v').await
    }

    /// What is on the clipboard.
    ///
    /// # Errors
    /// When the browser has no clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        if self.browser.engine == Engine::WebKit {
            return webkit::copied(&self.browser);
        }
        self.allow_clipboard().await?;
        let text = self.script("return await navigator.clipboard.readText()", &[]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The page is given no more than other pages, but these tests' own scripts need to read and write.
    async fn allow_clipboard(&self) -> Result<()> {
        if self.browser.engine != Engine::Chromium {
            return Ok(());
        }
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        self.browser.devtools("Browser.grantPermissions", json!({ "permissions": permissions })).await?;
        Ok(())
    }

    /// Drags files or folders from the desktop onto the middle of the page, and lets them go there.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn drop_files(&self, paths: &[PathBuf]) -> Result<()> {
        if self.browser.engine != Engine::Chromium {
            return self.drop_by_script(paths).await;
        }
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

    /// Lets a chooser take the files, and the page's own script drop them.
    async fn drop_by_script(&self, paths: &[PathBuf]) -> Result<()> {
        let (mut files, mut names) = (Vec::new(), Vec::new());
        for path in paths {
            let path = path.canonicalize().map_err(|error| format!("{}: {error}.", path.display()))?;
            let above = path.parent().unwrap_or(&path).to_path_buf();
            for file in files_under(&path)? {
                names.push(file.strip_prefix(&above).unwrap_or(&file).display().to_string());
                files.push(file.display().to_string());
            }
        }
        let chooser = "const chooser = document.createElement('input');
            Object.assign(chooser, { type: 'file', multiple: true, id: 'bayplan-drop' });
            chooser.style.setProperty('position', 'fixed');
            document.documentElement.append(chooser);";
        self.script(chooser, &[]).await?;
        let chooser = self.browser.client.find(Locator::Css("#bayplan-drop")).await?;
        chooser.send_keys(&files.join("\n")).await?;
        self.script(include_str!("drop.js"), &[json!(names)]).await.map(drop)
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
                let is_under_way = name.ends_with(".crdownload")
                    || name.starts_with(".org.chromium")
                    || name.ends_with(".part")
                    || path.with_added_extension("part").exists();
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

/// The files in a folder and in its folders, in the order of their names; a file is itself.
fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut inside = std::fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<PathBuf>>>()?;
    inside.sort();
    let files: Result<Vec<Vec<PathBuf>>> = inside.iter().map(|one| files_under(one)).collect();
    Ok(files?.concat())
}
