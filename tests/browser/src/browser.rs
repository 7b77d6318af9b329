//! One browser: its WebDriver session, and what the session can't do by itself.

use std::sync::Arc;

use base64::Engine as _;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::Url;

use crate::Result;
use crate::display::Display;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::engines::{chromium, firefox, webkit};
use crate::profile::Profile;

/// A browser with a new profile. Close it by [`Browser::close`].
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    /// Its folder.
    pub profile: Profile,
    /// Which browser it is.
    pub engine: Engine,
    /// Held so that the driver outlives the session.
    pub(crate) driver: Arc<Driver>,
    /// Where its window is, if it needs one; held like the driver.
    pub(crate) display: Option<Display>,
}

impl Browser {
    /// Starts the browser of this run.
    ///
    /// # Errors
    /// When something that it needs isn't there, or it does not start.
    pub async fn start() -> Result<Self> {
        match Engine::of_this_run() {
            Engine::Chromium => chromium::start(json!({ "browser": "ALL", "performance": "ALL" })).await,
            Engine::Firefox => firefox::start().await,
            Engine::WebKit => webkit::start().await,
        }
    }

    /// Starts a Chromium that logs nothing, as logging takes time: for what is measured.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_quiet() -> Result<Self> {
        chromium::start(json!({})).await
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
    /// When Chromium refuses it, or it is another browser.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        if self.engine != Engine::Chromium {
            return Err(format!("{command} is for Chromium; this is {}.", self.engine.name()).into());
        }
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.client.issue_cmd(Post { what: "goog/cdp/execute", body }).await;
        answer.map_err(|error| format!("{command}: {error}").into())
    }

    /// What the browser complained of since the last call: errors on the console, breaches of a policy.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => chromium::complaints(self).await,
            Engine::Firefox => firefox::complaints(self).await,
            Engine::WebKit => webkit::complaints(self),
        }
    }

    /// The URLs that pages asked for since the last call; in WebKit, those of the page that is open.
    ///
    /// # Errors
    /// When the browser has died.
    pub async fn asked(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => chromium::asked(self).await,
            Engine::Firefox => firefox::asked(self).await,
            Engine::WebKit => webkit::asked(self).await,
        }
    }

    /// A picture: of the whole page in Firefox, else of the window.
    ///
    /// # Errors
    /// When it can't be taken.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let what = if self.engine == Engine::Firefox { "moz/screenshot/full" } else { "screenshot" };
        decoded(&self.client.issue_cmd(Get { what: what.into() }).await?)
    }
}

/// The bytes of a picture, as all drivers answer it.
pub(crate) fn decoded(picture: &Value) -> Result<Vec<u8>> {
    base64::engine::general_purpose::STANDARD
        .decode(picture.as_str().unwrap_or_default())
        .map_err(|error| format!("The picture is no base64: {error}.").into())
}

/// The strings in a list.
pub(crate) fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// A command that WebDriver itself doesn't know.
#[derive(Debug)]
pub(crate) struct Post {
    pub what: &'static str,
    pub body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.what))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// A question that fantoccini doesn't know.
#[derive(Debug)]
pub(crate) struct Get {
    pub what: String,
}

impl WebDriverCompatibleCommand for Get {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.what))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}
