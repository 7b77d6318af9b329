//! Headless Firefox: how it is started, and what only its own window can do, which geckodriver lets scripts into.

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser::{Browser, Post};
use crate::driver::{Driver, Program};
use crate::engine::Engine;
use crate::picture::{Look, Scheme};
use crate::profile::Profile;
use crate::{Result, environment};

/// Keeps the URL of each request that a page makes; Firefox's own are left out.
const WATCH: &str = "window.bayplanAsked = [];
    window.bayplanWatch = { observe(subject) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel), { loadInfo } = channel;
      const asker = loadInfo.loadingPrincipal ?? loadInfo.triggeringPrincipal;
      if (!asker?.isSystemPrincipal || loadInfo.browsingContextID) window.bayplanAsked.push(channel.URI.spec);
    } };
    Services.obs.addObserver(window.bayplanWatch, 'http-on-modify-request');
    Services.console.reset();";

/// Errors of pages on the console, without Firefox's warnings (flag 1).
const COMPLAINTS: &str = "const said = Services.console.getMessageArray()
      .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
      .filter((one) => /^(http:|file:|blob:)/.test(one.sourceName))
      .map((one) => `${one.sourceName}:${one.lineNumber} ${one.category}: ${one.errorMessage}`);
    Services.console.reset();
    return said;";

/// Starts one.
pub async fn start() -> Result<Browser> {
    let profile = Profile::new()?;
    let binary = environment::firefox()?;
    let arguments = ["--port=0", "--websocket-port=0", "--allow-system-access"];
    let driver = Driver::own(&Program {
        name: "geckodriver",
        path: environment::geckodriver()?,
        arguments: arguments.map(Into::into).into(),
        variables: vec![("MOZ_HEADLESS", "1".into())],
        says_its_port: "Listening on 127.0.0.1:",
    })?;
    let kinds = "application/json,text/plain,text/markdown,text/csv,application/octet-stream,application/x-tar,application/gzip";
    let capabilities = json!({
        "moz:firefoxOptions": { "binary": binary, "args": ["-headless"], "prefs": {
            "dom.events.testing.asyncClipboard": true,
            "browser.download.folderList": 2,
            "browser.download.dir": profile.downloads(),
            "browser.download.alwaysOpenPanel": false,
            "browser.helperApps.neverAsk.saveToDisk": kinds,
            "ui.prefersReducedMotion": 1,
            "layout.css.prefers-color-scheme.content-override": 1,
        } },
        "timeouts": { "script": 30_000 },
    });
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap_or_default())
        .connect(&driver.url())
        .await?;
    let browser = Browser { client, profile, engine: Engine::Firefox, driver, display: None };
    // What its own bars take of the height is given on top.
    browser.client.set_window_rect(0, 0, 1360, 986).await?;
    in_its_window(&browser, WATCH).await?;
    Ok(browser)
}

/// Its complaints since the last call.
pub async fn complaints(browser: &Browser) -> Result<Vec<String>> {
    in_its_window(browser, COMPLAINTS).await.map(|said| crate::browser::strings(&said))
}

/// The URLs that were asked for since the last call.
pub async fn asked(browser: &Browser) -> Result<Vec<String>> {
    let asked = in_its_window(browser, "return window.bayplanAsked.splice(0)").await?;
    Ok(crate::browser::strings(&asked))
}

/// Gives the page this width and scheme. Firefox's window can't be as narrow as a phone, its page can.
pub async fn look(browser: &Browser, look: Look, height: u32) -> Result<()> {
    let scheme = if look.scheme == Scheme::Dark { 0 } else { 1 };
    let width = look.width;
    let script = format!(
        "for (const [side, length] of [['width', {width}], ['height', {height}]])
           for (const of of ['', 'min-', 'max-'])
             gBrowser.selectedBrowser.style.setProperty(of + side, `${{length}}px`, 'important');
         Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});"
    );
    in_its_window(browser, &script).await.map(drop)
}

/// Runs a script in Firefox's own window, not in the page.
async fn in_its_window(browser: &Browser, script: &str) -> Result<Value> {
    let context = |name: &str| Post { what: "moz/context", body: json!({ "context": name }) };
    browser.client.issue_cmd(context("chrome")).await?;
    let run = Post { what: "execute/sync", body: json!({ "script": script, "args": [] }) };
    let said = browser.client.issue_cmd(run).await;
    browser.client.issue_cmd(context("content")).await?;
    Ok(said?)
}
