//! The tests' browsers for a program that does one thing after the other: each command is waited for.

use std::time::Duration;

use browser_tests::browser::Browser;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::Result;

/// Starts browsers.
pub struct Browsers(Runtime);

/// One browser; it closes with this value.
pub struct Session<'a> {
    runtime: &'a Runtime,
    /// `None` once it is closed.
    browser: Option<Browser>,
}

impl Browsers {
    /// None is started yet.
    ///
    /// # Errors
    /// When the system has no more room for such things.
    pub fn new() -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        Ok(Self(runtime?))
    }

    /// Opens a headless Chromium with a profile of its own, new and empty.
    ///
    /// # Errors
    /// When the browser does not start.
    pub fn session(&self) -> Result<Session<'_>> {
        let browser = self.0.block_on(Browser::start_quiet())?;
        Ok(Session { runtime: &self.0, browser: Some(browser) })
    }
}

impl Session<'_> {
    /// Opens a URL and waits until it has loaded.
    ///
    /// # Errors
    /// When nothing answers there.
    pub fn open(&self, url: &str) -> Result<()> {
        self.wait(async |browser| Ok(browser.client.goto(url).await?))
    }

    /// Runs a script's body and returns what it returns; what it awaits is waited for.
    ///
    /// # Errors
    /// What the script throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let body = format!(
            "const done = arguments[arguments.length - 1];
             (async (...given) => {{ {body} }})(...arguments)
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let said =
            self.wait(async |browser| Ok(browser.client.execute_async(&body, arguments.to_vec()).await?))?;
        match said.get("error") {
            Some(error) => Err(format!("A script failed in the browser: {error}").into()),
            None => Ok(said.get("value").cloned().unwrap_or_default()),
        }
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.wait(async |browser| browser.devtools(command, parameters).await)
    }

    /// Puts files into the field for files that an expression gives.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn put_files(&self, field: &str, files: Value) -> Result<()> {
        let input = self.devtools("Runtime.evaluate", json!({ "expression": field }))?;
        let object = input.pointer("/result/objectId").cloned().unwrap_or_default();
        self.devtools("DOM.setFileInputFiles", json!({ "files": files, "objectId": object })).map(drop)
    }

    /// Waits so many seconds for a script, and not WebDriver's thirty.
    ///
    /// # Errors
    /// When WebDriver does not know of it.
    pub fn wait_for_scripts(&self, seconds: u64) -> Result<()> {
        let timeouts = TimeoutConfiguration::new(Some(Duration::from_secs(seconds)), None, None);
        self.wait(async |browser| Ok(browser.client.update_timeouts(timeouts).await?))
    }

    /// The number of the driver's process, whose descendant the browser is.
    #[must_use]
    pub fn driver(&self) -> u32 {
        self.browser.as_ref().map_or(0, Browser::driver)
    }

    fn wait<T>(&self, act: impl AsyncFnOnce(&Browser) -> browser_tests::Result<T>) -> Result<T> {
        let browser = self.browser.as_ref().ok_or("The browser is closed.")?;
        self.runtime.block_on(act(browser))
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if let Some(browser) = self.browser.take() {
            self.runtime.block_on(browser.close());
        }
    }
}
