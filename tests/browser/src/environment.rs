//! What `cargo xtask test` hands over: where the built site and the programs are.

use std::path::PathBuf;

use crate::Result;

/// The folder of the built site.
///
/// # Errors
/// When it isn't named: then the tests were not started by `cargo xtask test`.
pub fn site() -> Result<PathBuf> {
    named("BAYPLAN_DIST", "the built site's folder")
}

/// Chromium's program.
///
/// # Errors
/// As [`site`].
pub fn chromium() -> Result<PathBuf> {
    named("BAYPLAN_CHROMIUM", "Chromium")
}

/// Chromium's driver.
///
/// # Errors
/// As [`site`].
pub fn chromedriver() -> Result<PathBuf> {
    named("BAYPLAN_CHROMEDRIVER", "chromedriver")
}

/// Firefox's program.
///
/// # Errors
/// As [`site`].
pub fn firefox() -> Result<PathBuf> {
    named("BAYPLAN_FIREFOX", "Firefox")
}

/// Firefox's driver.
///
/// # Errors
/// As [`site`].
pub fn geckodriver() -> Result<PathBuf> {
    named("BAYPLAN_GECKODRIVER", "geckodriver")
}

/// WebKitGTK's driver.
///
/// # Errors
/// As [`site`].
pub fn webkitwebdriver() -> Result<PathBuf> {
    named("BAYPLAN_WEBKITWEBDRIVER", "WebKitWebDriver")
}

/// The display of a browser that needs a window.
///
/// # Errors
/// As [`site`].
pub fn xvfb() -> Result<PathBuf> {
    named("BAYPLAN_XVFB", "Xvfb")
}

/// axe-core's script.
///
/// # Errors
/// As [`site`].
pub fn axe() -> Result<PathBuf> {
    named("BAYPLAN_AXE", "axe-core's axe.min.js")
}

/// The relay of `cargo xtask serve`.
///
/// # Errors
/// As [`site`].
pub fn relay() -> Result<PathBuf> {
    named("BAYPLAN_RELAY", "the relay of `cargo xtask serve`")
}

/// A path inside the repository.
#[must_use]
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}

fn named(variable: &str, what: &str) -> Result<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| {
        format!("{variable} does not say where {what} is. `cargo xtask test browser` sets it and runs these tests.")
    })?;
    if !path.exists() {
        return Err(format!(
            "{variable} names {}, which isn't there. `cargo xtask test browser` puts it in place.",
            path.display()
        )
        .into());
    }
    Ok(path)
}
