//! WebKitGTK in a window of the tests' own, on a display of its own.

use std::io::Write as _;
use std::process::{Command, Stdio};

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::browser::Browser;
use crate::display::Display;
use crate::driver::{Driver, Program};
use crate::engine::Engine;
use crate::picture::{Look, Scheme};
use crate::profile::Profile;
use crate::{Result, environment};

/// Starts one.
pub async fn start() -> Result<Browser> {
    let profile = Profile::new()?;
    std::fs::write(profile.scheme(), Scheme::Light.word())?;
    let display = Display::start()?;
    let driver = Driver::own(&Program {
        name: "WebKitWebDriver",
        path: environment::webkitwebdriver()?,
        arguments: Vec::new(),
        variables: vec![
            ("DISPLAY", display.name().into()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
            // As Chromium's: it does not work for root, nor in most containers.
            ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".into()),
            ("BAYPLAN_DOWNLOADS", profile.downloads().into()),
            ("BAYPLAN_SCHEME", profile.scheme().into()),
            ("BAYPLAN_CONSOLE", profile.console().into()),
        ],
        says_its_port: "",
    })?;
    let window = environment::repository("tests/browser/src/engines/webkit_window.py").canonicalize()?;
    let capabilities = json!({
        "webkitgtk:browserOptions": { "binary": window, "args": [] },
        "timeouts": { "script": 30_000 },
    });
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap_or_default())
        .connect(&driver.url())
        .await?;
    let display = Some(display);
    let browser = Browser { client, profile, engine: Engine::WebKit, driver, display };
    browser.client.set_window_rect(0, 0, 1360, 900).await?;
    Ok(browser)
}

/// Its complaints since the last call: what the console got as an error.
pub fn complaints(browser: &Browser) -> Result<Vec<String>> {
    let console = browser.profile.console();
    let text = match std::fs::read_to_string(&console) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    std::fs::OpenOptions::new().write(true).truncate(true).open(&console)?;
    Ok(text.lines().filter(|line| line.contains(" ERROR ")).map(str::to_owned).collect())
}

/// The URLs that the page that is open now has asked for: the engine tells no more.
pub async fn asked(browser: &Browser) -> Result<Vec<String>> {
    let script = "return performance.getEntriesByType('resource').map((one) => one.name)";
    Ok(crate::browser::strings(&browser.client.execute(script, Vec::new()).await?))
}

/// Gives the page this width and scheme.
pub async fn look(browser: &Browser, look: Look, height: u32) -> Result<()> {
    std::fs::write(browser.profile.scheme(), look.scheme.word())?;
    browser.client.set_window_rect(0, 0, look.width, height).await?;
    Ok(())
}

/// Puts a text onto the clipboard of its display.
pub fn copy(browser: &Browser, text: &str) -> Result<()> {
    let mut program = clipboard(browser, "-i").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    program.stdin.take().ok_or("xclip takes no input")?.write_all(text.as_bytes())?;
    program.wait()?;
    Ok(())
}

/// What is on the clipboard of its display.
pub fn copied(browser: &Browser) -> Result<String> {
    let said = clipboard(browser, "-o").output()?;
    Ok(String::from_utf8_lossy(&said.stdout).into_owned())
}

fn clipboard(browser: &Browser, way: &str) -> Command {
    let mut command = Command::new("xclip");
    let display = browser.display.as_ref().map(Display::name).unwrap_or_default();
    command.args(["-selection", "clipboard", way]).env("DISPLAY", display).stderr(Stdio::null());
    command
}
