//! A layer of 100 MB and an archive of 4 GB: hashing, unpacking, the whole job, and the memory that it takes;
//! beside what the browser, packages of npm, and the programs of the system do.
//!
//! What runs in the browser is in `benches/layers/`. In each round everything is measured once, one after the
//! other, so that what else the machine does meets all of it.

mod files;
mod frames;
mod memory;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::json;

use self::files::{Layer, make};
use self::memory::{memory, peak_while};
use super::{Row, median};
use crate::process::succeeds;
use crate::server::Server;
use crate::step::step;
use crate::webdriver::{Driver, Session};
use crate::{Result, packages, root, tools};

/// What is measured, in its order; as `MEASURES` in bench.js has it.
const MEASURES: [&str; 17] = [
    "sha256 ours",
    "sha256 crypto.subtle",
    "sha256 hash-wasm",
    "four tars, one after the other",
    "four tars together",
    "gzip ours",
    "gzip DecompressionStream",
    "gzip fflate",
    "gzip pako",
    "zstd ours",
    "zstd fzstd",
    "zstd zstddec",
    "layer, browser",
    "layer, two workers",
    "layer, one worker",
    "four layers, one worker",
    "four layers, all workers",
];

/// Packages of npm: name, version, and the module that is loaded.
const PACKAGES: [(&str, &str, &str); 5] = [
    ("hash-wasm", "4.12.0", "dist/index.esm.js"),
    ("fflate", "0.8.3", "esm/browser.js"),
    ("pako", "3.0.3", "dist/pako.mjs"),
    ("fzstd", "0.1.1", "esm/index.mjs"),
    ("zstddec", "0.3.4", "dist/zstddec.mjs"),
];

/// Measures in as many rounds as asked for, with the site that is in `page`.
pub fn measure(rounds: usize, page: &Path, driver: &Driver, chromium: &Path) -> Result<Vec<Row>> {
    packages::ensure([&packages::NPM, &packages::ZSTD])?;
    let modules = PACKAGES.map(|(name, version, module)| tools::from_npm((name, version), module));
    let modules = modules.into_iter().collect::<Result<Vec<PathBuf>>>()?;
    let folders = modules.iter().map(|module| module.parent().unwrap_or(Path::new(".")));
    let bench = root().join("benches/layers");
    let mut served: Vec<(&str, &Path)> = PACKAGES.iter().map(|(name, ..)| *name).zip(folders).collect();
    served.extend([("page", page), ("layers", bench.as_path())]);
    let server = Server::start(&served)?;
    let layer = step("Making a layer of /usr/share, and an archive of 4 GB", make)?;
    let assets = format!("{}{}/", server.url("page"), assets(page)?);

    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut note = |what: &str, time: f64| times.entry(what.to_owned()).or_default().push(time);
    step("Measuring layers", || {
        for _ in 0..rounds {
            let browser = opened(driver, chromium, &server, &layer, &assets)?;
            for what in MEASURES {
                note(what, timed(&browser, what)?);
            }
            drop(browser);
            native(&layer, &mut note)?;
        }
        Ok(())
    })?;
    let peak = step("Measuring an archive of 4 GB", || {
        let browser = opened(driver, chromium, &server, &layer, &assets)?;
        browser.script("end()", &[])?;
        let before = memory(driver.process_id());
        let (peak, done) = peak_while(driver.process_id(), || -> Result<()> {
            note("archive, its tree", timed(&browser, "archive, its tree")?);
            note("archive, all layers", timed(&browser, "archive, all layers")?);
            Ok(())
        });
        done?;
        Ok((before, peak))
    })?;
    std::fs::remove_file(&layer.archive)
        .map_err(|error| format!("{} can't be removed: {error}.", layer.archive.display()))?;
    let mut rows = Vec::new();
    step("Measuring a layer of 200,000 files", || {
        frames::measure(rounds, &server, driver, chromium, &mut rows)
    })?;
    let medians = times.into_iter().map(|(what, times)| (what, median(times))).collect();
    rows.splice(0..0, table::rows(&layer, &medians, peak));
    Ok(rows)
}

/// The folder of the site's assets, relative to it.
fn assets(page: &Path) -> Result<String> {
    let entries = std::fs::read_dir(page.join("assets"))
        .map_err(|error| format!("The site has no assets: {error}."))?;
    let folder = entries.flatten().next().ok_or("The site has no assets.")?;
    Ok(format!("assets/{}", folder.file_name().to_string_lossy()))
}

/// A new browser with the page that measures, and the files in it.
fn opened<'d>(
    driver: &'d Driver,
    chromium: &Path,
    server: &Server,
    layer: &Layer,
    assets: &str,
) -> Result<Session<'d>> {
    let browser = driver.session(chromium)?;
    browser.wait_for_scripts(600)?;
    browser.open(&server.url("layers"))?;
    let input =
        browser.devtools("Runtime.evaluate", &json!({ "expression": "document.getElementById('files')" }))?;
    let object = input.pointer("/result/objectId").cloned().unwrap_or_default();
    let files = [&layer.tar, &layer.gzip, &layer.zstd, &layer.archive];
    browser.devtools("DOM.setFileInputFiles", &json!({ "files": files, "objectId": object }))?;
    let (first, count, step) = layer.places;
    browser.script(
        "for (let tries = 0; !window.prepare; tries += 1) {
           if (tries > 1000) throw 'benches/layers/bench.js did not load';
           await new Promise((go) => setTimeout(go, 10));
         }
         await prepare(given[0], given[1]);",
        &[json!(assets), json!([first, count, step])],
    )?;
    Ok(browser)
}

fn timed(browser: &Session<'_>, what: &str) -> Result<f64> {
    let time = browser.script("return measure(given[0])", &[json!(what)])?;
    time.as_f64().ok_or_else(|| format!("Measuring “{what}” gave no time, but {time}."))
}

/// The same by the programs of the system.
fn native(layer: &Layer, note: &mut impl FnMut(&str, f64)) -> Result<()> {
    let gzip = layer.gzip.display();
    for (what, command) in [
        ("native sha256sum", format!("sha256sum '{gzip}'")),
        ("native gzip -dc | sha256sum", format!("gzip -dc '{gzip}' | sha256sum")),
        ("native tar -t", format!("tar -tzf '{gzip}'")),
    ] {
        let start = Instant::now();
        if !succeeds(Command::new("sh").args(["-c", &command]).stdout(Stdio::null())) {
            return Err(format!("`{command}` failed."));
        }
        note(what, start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(())
}
