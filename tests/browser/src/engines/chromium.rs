//! Headless Chromium: how it is started, and what it says.

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser::{Browser, Post};
use crate::driver::{Driver, Program};
use crate::engine::Engine;
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

/// Starts one that keeps these logs.
pub async fn start(logs: Value) -> Result<Browser> {
    let program = environment::chromedriver()?;
    let driver = Driver::shared(&Program {
        name: "chromedriver",
        path: program,
        arguments: vec!["--port=0".into()],
        variables: Vec::new(),
        says_its_port: "started successfully on port ",
    })?;
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
    let browser = Browser { client, profile, engine: Engine::Chromium, driver, display: None };
    let downloads = json!({ "behavior": "allow", "downloadPath": browser.profile.downloads() });
    browser.devtools("Browser.setDownloadBehavior", downloads).await?;
    Ok(browser)
}

/// Its complaints since the last call: errors on the console, and breaches of a policy.
pub async fn complaints(browser: &Browser) -> Result<Vec<String>> {
    let entries = log(browser, "browser").await?;
    let severe = |entry: &&Value| entry["level"] == "SEVERE" || entry["source"] == "security";
    let words = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
    Ok(entries.iter().filter(severe).map(words).collect())
}

/// The URLs that were asked for since the last call.
pub async fn asked(browser: &Browser) -> Result<Vec<String>> {
    let mut urls = Vec::new();
    for entry in log(browser, "performance").await? {
        let Some(message) = entry["message"].as_str() else { continue };
        let event: Value = serde_json::from_str(message)?;
        let event = &event["message"];
        if event["method"] == "Network.requestWillBeSent" {
            urls.push(event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(urls)
}

async fn log(browser: &Browser, kind: &str) -> Result<Vec<Value>> {
    let entries = browser.client.issue_cmd(Post { what: "se/log", body: json!({ "type": kind }) }).await?;
    Ok(entries.as_array().cloned().unwrap_or_default())
}
