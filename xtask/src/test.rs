//! `cargo xtask test`: every test there is. What can't be run is said, and counts as failed.

use crate::browsers::Browser;
use crate::process::{cargo, run as run_program};
use crate::step::step;
use crate::{Result, dist, option, packages, root, serve, tools};

/// `cargo xtask test [native|browser] [--browser NAME] [ARGUMENTS OF CARGO TEST]`. With a browser's name the browser
/// tests are run in it alone.
pub fn run(arguments: &[String]) -> Result<()> {
    let (which, arguments) = chosen(arguments)?;
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        None if which.is_some() => browser(which, rest),
        None => native(rest).and_then(|()| browser(which, rest)),
        Some("native") => native(rest),
        Some("browser") => browser(which, rest),
        Some(other) => {
            Err(format!("There are no tests called `{other}`: say native, browser, or nothing for both."))
        }
    }
}

/// The browser that `--browser` names, and the other arguments.
fn chosen(arguments: &[String]) -> Result<(Option<Browser>, Vec<String>)> {
    let Some(name) = option(arguments, "--browser")? else { return Ok((None, arguments.to_vec())) };
    let at = arguments.iter().position(|argument| argument == "--browser").unwrap_or_default();
    let rest = arguments.iter().enumerate().filter(|(place, _)| *place != at && *place != at + 1);
    Ok((Some(Browser::named(name)?), rest.map(|(_, argument)| argument.clone()).collect()))
}

fn native(rest: &[String]) -> Result<()> {
    packages::ensure_all(packages::FOR_TESTS)?;
    step("Native tests", || {
        run_program(
            cargo().args(["test", "--workspace", "--exclude", "browser-tests", "--no-fail-fast"]).args(rest),
        )
    })
}

/// The browsers that are tested when none is named.
const USUAL: [Browser; 1] = [Browser::Chromium];

/// The tests that drive a browser get what they need by environment variables: `BAYPLAN_BROWSER` (its name),
/// `BAYPLAN_DIST` (the built site's folder), those of [`Browser::ensure`], `BAYPLAN_RELAY` (a program), and
/// `BAYPLAN_AXE` (axe-core's script). All that can't be put in place is named before any test is run.
fn browser(which: Option<Browser>, rest: &[String]) -> Result<()> {
    let tools = tools::ensure()?;
    let browsers = which.map_or(USUAL.to_vec(), |one| vec![one]);
    let (mut placed, mut missing) = (Vec::new(), Vec::new());
    for one in browsers {
        match one.ensure() {
            Ok(variables) => placed.push((one, variables)),
            Err(why) => missing.push(why),
        }
    }
    if !missing.is_empty() {
        return Err(missing.join("\n"));
    }
    let axe = tools::axe()?;
    packages::ensure_all(packages::FOR_TESTS)?;
    let relay = serve::relay()?;
    let site = root().join("target/dist/site");
    dist::build(&tools, &site)?;
    let mut failed = Vec::new();
    for (one, variables) in placed {
        // A suite that is named in the arguments is the only one.
        let named = rest.iter().any(|argument| argument == "--test");
        let suites = if named { &[] } else { one.suites() };
        let tested = step(&format!("Browser tests in {}", one.name()), || {
            run_program(
                cargo()
                    .args(["test", "--package", "browser-tests", "--no-fail-fast"])
                    .args(suites.iter().flat_map(|suite| ["--test", suite]))
                    .args(rest)
                    .envs(variables)
                    .env("BAYPLAN_BROWSER", one.name())
                    .env("BAYPLAN_DIST", &site)
                    .env("BAYPLAN_RELAY", &relay)
                    .env("BAYPLAN_AXE", &axe),
            )
        });
        // The other browsers are still worth looking at.
        failed.extend(tested.err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
