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
use crate::session::{Browsers, Session};
use crate::step::step;
use crate::{Result, Row, median, root};
use browser_tests::server::Server;

/// What is measured, in its order; as `MEASURES` in bench.js has it.
const MEASURES: [&str; 17] = [
    "sha256 ours",
    "sha256 crypto.subtle",
    "sha256 hash-wasm",
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
    "small layers, browser",
    "small layers, all workers",
];

/// Measures in as many rounds as asked for, with the site that is in `page`.
pub fn measure(
    rounds: usize,
    page: &Path,
    modules: &[(String, PathBuf)],
    browsers: &Browsers,
) -> Result<Vec<Row>> {
    let bench = root().join("benches/layers");
    let mut served: Vec<(&str, &Path)> =
        modules.iter().map(|(name, folder)| (name.as_str(), folder.as_path())).collect();
    served.extend([("page", page), ("layers", bench.as_path())]);
    let server = Server::start(&served)?;
    let layer = step("Making a layer of /usr/share, and an archive of 4 GB", make)?;
    let assets = format!("{}{}/", server.url("page"), assets(page)?);

    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut note = |what: &str, time: f64| times.entry(what.to_owned()).or_default().push(time);
    step("Measuring layers", || {
        for _ in 0..rounds {
            let browser = opened(browsers, &server, &layer, &assets)?;
            for what in MEASURES {
                note(what, timed(&browser, what)?);
            }
            drop(browser);
            native(&layer, &mut note)?;
        }
        Ok(())
    })?;
    let peak = step("Measuring an archive of 4 GB", || {
        let browser = opened(browsers, &server, &layer, &assets)?;
        browser.script("end()", &[])?;
        let before = memory(browser.driver());
        let (peak, done) = peak_while(browser.driver(), || -> Result<()> {
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
    step("Measuring a layer of 200,000 files", || frames::measure(rounds, &server, browsers, &mut rows))?;
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
fn opened<'a>(browsers: &'a Browsers, server: &Server, layer: &Layer, assets: &str) -> Result<Session<'a>> {
    let browser = browsers.session()?;
    browser.wait_for_scripts(600)?;
    browser.open(&server.url("layers"))?;
    let files = [&layer.tar, &layer.gzip, &layer.zstd, &layer.small, &layer.archive];
    browser.put_files("document.getElementById('files')", json!(files))?;
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
    let time = browser
        .script("return measure(given[0])", &[json!(what)])
        .map_err(|trouble| format!("{what}: {trouble}"))?;
    time.as_f64().ok_or_else(|| format!("Measuring “{what}” gave no time, but {time}.").into())
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
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if !shell.status().is_ok_and(|status| status.success()) {
            return Err(format!("`{command}` failed.").into());
        }
        note(what, start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(())
}
