//! `cargo xtask check`: formatting and lints, for this machine and for the browser; and whether pages that are made
//! from the code are fresh.

use crate::Result;
use crate::docs;
use crate::process::{cargo, run as run_program};
use crate::step::step;
use crate::tools;

/// `cargo xtask check`.
pub fn run(_: &[String]) -> Result<()> {
    step("Formatting", || run_program(cargo().args(["fmt", "--all", "--check"])))?;
    step("Clippy, this machine's code", || {
        let everything = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
        run_program(cargo().args(everything))
    })?;
    step("Pages of docs/", docs::are_fresh)?;
    tools::wasm_target()?;
    step("Clippy, the browser's code", || {
        let page = ["clippy", "--quiet", "--package", "bayplan", "--lib", "--bins", "--target", tools::WASM];
        run_program(cargo().args(page).args(["--", "-D", "warnings"]))
    })
}
