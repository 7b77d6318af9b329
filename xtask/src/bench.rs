//! `cargo xtask bench`: builds what is measured, and has `benches/page` measure it in headless Chromium.

use std::path::{Path, PathBuf};

use crate::step::step;
use crate::tools::{self, Tools, optimise};
use crate::{Result, dist, option, packages, process, root, site};

/// Packages of npm that do what the workers for layers do: name, version, and the module that is loaded.
const PACKAGES: [(&str, &str, &str); 5] = [
    ("hash-wasm", "4.12.0", "dist/index.esm.js"),
    ("fflate", "0.8.3", "esm/browser.js"),
    ("pako", "3.0.3", "dist/pako.mjs"),
    ("fzstd", "0.1.1", "esm/index.mjs"),
    ("zstddec", "0.3.4", "dist/zstddec.mjs"),
];

/// `cargo xtask bench [--rounds N] [--only page|layers] [--page FOLDER]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let rounds = option(arguments, "--rounds")?.unwrap_or("5");
    rounds.parse::<usize>().map_err(|_| format!("{rounds} is no number of rounds."))?;
    let only = option(arguments, "--only")?;
    if let Some(other) = only.filter(|only| !["page", "layers"].contains(only)) {
        return Err(format!("{other} can't be measured alone; page and layers can."));
    }
    let tools = tools::ensure()?;
    let [chromium, chromedriver] = packages::ensure([&packages::CHROMIUM, &packages::CHROMEDRIVER])?;
    let page = match option(arguments, "--page")? {
        // What `cargo xtask dist` wrote. The bench runs in another folder.
        Some(folder) => std::path::absolute(folder).map_err(|error| format!("{folder}: {error}."))?,
        None => {
            let page = root().join("target/bench/page");
            dist::build(&tools, &page)?;
            page
        }
    };
    let mut bench = process::cargo();
    bench.args(["run", "--quiet", "--package", "page-bench", "--", "--rounds", rounds]);
    bench.envs([
        ("BAYPLAN_DIST", &page),
        ("BAYPLAN_CHROMIUM", &chromium),
        ("BAYPLAN_CHROMEDRIVER", &chromedriver),
    ]);
    if let Some(only) = only {
        bench.args(["--only", only]);
    }
    if only != Some("layers") {
        bench.env("BAYPLAN_COUNTER", counter(&tools)?);
    }
    if only != Some("page") {
        packages::ensure([&packages::NPM, &packages::ZSTD])?;
        for (name, version, module) in PACKAGES {
            let module = tools::from_npm((name, version), module)?;
            let folder = module.parent().unwrap_or(Path::new("."));
            bench.arg("--module").arg(format!("{name}={}", folder.display()));
        }
    }
    let measured = process::run(&mut bench);
    if only.is_none() {
        for bench in ["share", "select"] {
            step(&format!("Natively: {bench}"), || {
                process::run(process::cargo().args(["bench", "--quiet", "--bench", bench]))
            })?;
        }
    }
    measured
}

/// Builds the counter as the page is built, and returns where.
fn counter(tools: &Tools) -> Result<PathBuf> {
    let built = site::build(
        tools,
        &root().join("benches/counter"),
        &root().join("target/bench/counter"),
        "the counter",
    )?;
    let files =
        std::fs::read_dir(&built).map_err(|error| format!("{} can't be read: {error}.", built.display()))?;
    for file in files.flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|extension| extension == "wasm") {
            optimise(tools, &file, &["-Oz"])?;
        }
    }
    Ok(built)
}
