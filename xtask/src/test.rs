//! `cargo xtask test`: every test there is. What can't be run is said, and counts as failed.

use crate::process::{cargo, run as run_program};
use crate::step::step;
use crate::{Result, dist, packages, root, serve, tools};

/// `cargo xtask test [native|browser] [ARGUMENTS OF CARGO TEST]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        None => native(rest).and_then(|()| browser(rest)),
        Some("native") => native(rest),
        Some("browser") => browser(rest),
        Some(other) => {
            Err(format!("There are no tests called `{other}`: say native, browser, or nothing for both."))
        }
    }
}

fn native(rest: &[String]) -> Result<()> {
    packages::ensure_all(packages::FOR_TESTS)?;
    step("Native tests", || {
        run_program(
            cargo().args(["test", "--workspace", "--exclude", "browser-tests", "--no-fail-fast"]).args(rest),
        )
    })
}

/// The tests that drive a browser get what they need by environment variables:
/// `BAYPLAN_DIST` (the built site's folder), `BAYPLAN_CHROMIUM`, `BAYPLAN_CHROMEDRIVER`, `BAYPLAN_RELAY`
/// (programs), and `BAYPLAN_AXE` (axe-core's script).
fn browser(rest: &[String]) -> Result<()> {
    let tools = tools::ensure()?;
    let [chromium, chromedriver] = packages::ensure([&packages::CHROMIUM, &packages::CHROMEDRIVER])?;
    let axe = tools::axe()?;
    packages::ensure_all(packages::FOR_TESTS)?;
    let relay = serve::relay()?;
    let site = root().join("target/dist/site");
    dist::build(&tools, &site)?;
    step("Browser tests", || {
        run_program(
            cargo()
                .args(["test", "--package", "browser-tests", "--no-fail-fast"])
                .args(rest)
                .env("BAYPLAN_DIST", &site)
                .env("BAYPLAN_CHROMIUM", &chromium)
                .env("BAYPLAN_CHROMEDRIVER", &chromedriver)
                .env("BAYPLAN_RELAY", &relay)
                .env("BAYPLAN_AXE", &axe),
        )
    })
}
