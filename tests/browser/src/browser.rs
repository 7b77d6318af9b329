//! One headless Chromium, its own protocol, and its logs.

use std::sync::Arc;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use crate::driver::Driver;
use crate::profile::Profile;
use crate::{Result, environment};

/// What every browser is started with. Chromium's sandbox does not work for root, nor in most containers;
/// the rest keeps it from asking the network for anything on its own account.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1360,900",
];

/// A browser with a new profile. Close it by [`Browser::close`].
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    /// Its folder.
    pub profile: Profile,
    /// Held so that the driver outlives the session.
    driver: Arc<Driver>,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// When something that it needs isn't there, or it does not start.
    pub async fn start() -> Result<Self> {
        Self::start_with(json!({ "browser": "ALL", "performance": "ALL" })).await
    }

    /// Starts one that logs nothing, as logging takes time: for what is measured.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_quiet() -> Result<Self> {
        Self::start_with(json!({})).await
    }

    async fn start_with(logs: Value) -> Result<Self> {
        let driver = Driver::shared()?;
        let profile = Profile::new()?;
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.user_data().display()));
        let capabilities = json!({
            "goog:chromeOptions": { "binary": environment::chromium()?, "args": arguments },
            "goog:loggingPrefs": logs,
            "timeouts": { "script": 30_000 },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().cloned().unwrap_or_default())
            .connect(&driver.url())
            .await?;
        let browser = Self { client, profile, driver };
        let downloads = json!({ "behavior": "allow", "downloadPath": browser.profile.downloads() });
        browser.devtools("Browser.setDownloadBehavior", downloads).await?;
        Ok(browser)
    }

    /// The number of the driver's process, whose descendant the browser is.
    #[must_use]
    pub fn driver(&self) -> u32 {
        self.driver.process()
    }

    /// Ends it.
    pub async fn close(self) {
        // One that has died already is closed, too.
        let _ = self.client.close().await;
        drop(self.driver);
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.client.issue_cmd(Post { what: "goog/cdp/execute", body }).await;
        answer.map_err(|error| format!("{command}: {error}").into())
    }

    /// What was logged since the last call: `browser` (the console, and the browser's complaints) or
    /// `performance` (the network's events, as JSON).
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = self.client.issue_cmd(Post { what: "se/log", body: json!({ "type": kind }) }).await?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }
}

/// A command that WebDriver itself doesn't know.
#[derive(Debug)]
struct Post {
    what: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.what))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
