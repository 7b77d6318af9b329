//! How fast the page is, in headless Chromium, beside a bare Yew counter. `cargo xtask bench` builds both, and says
//! where they are: the page in `BAYPLAN_DIST`, the counter in `BAYPLAN_COUNTER`, the programs as
//! [`browser_tests::environment`] has them.
//!
//! The length of links and the speed of the choice among clients are measured natively, by `benches/`.
//!
//! Each figure is the median of several rounds; in each round both pages are measured one after the other,
//! so that what else the machine does meets both. Ratios hold from machine to machine, milliseconds don't.

#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

mod large;
mod layers;
mod link;
mod raw;
mod session;
#[path = "../../../xtask/src/step.rs"]
#[allow(dead_code, reason = "`cargo xtask` says more by it")]
mod step;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use browser_tests::server::Server;
use browser_tests::{Result, environment};
use serde_json::json;

use crate::session::{Browsers, Session};
use crate::step::step;

/// The page may take this much of the counter's time until it answers.
const INTERACTIVE_RATIO: f64 = 2.0;

/// What a page shows when it can be used.
const CONTROL: &str = "button, textarea";

/// A line of the printed table.
struct Row {
    what: String,
    measured: String,
    bound: String,
    kept: bool,
}

/// What is measured: in how many rounds, and whether only the page or only layers.
struct Options {
    rounds: usize,
    only: Option<String>,
    /// Folders of packages of npm, by name.
    modules: Vec<(String, PathBuf)>,
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options> {
    let mut arguments = std::env::args().skip(1);
    let mut options = Options { rounds: 5, only: None, modules: Vec::new() };
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} wants a value after it."))?;
        match argument.as_str() {
            "--rounds" => options.rounds = value.parse().map_err(|_| format!("{value} is no number."))?,
            "--only" => options.only = Some(value),
            "--module" => {
                let (name, folder) = value.split_once('=').ok_or("A module is NAME=FOLDER.")?;
                options.modules.push((name.to_owned(), folder.into()));
            }
            other => return Err(format!("There is no option {other}.").into()),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<()> {
    let page = environment::site()?;
    let browsers = Browsers::new()?;
    let mut rows = Vec::new();
    if options.only.as_deref() != Some("layers") {
        let counter = std::env::var_os("BAYPLAN_COUNTER").ok_or("BAYPLAN_COUNTER names no counter.")?;
        let server = Server::start(&[("page", &page), ("counter", counter.as_ref())])?;
        step("Measuring the time to interactive", || {
            rows.extend(interactive(options.rounds, &server, &browsers)?);
            Ok(())
        })?;
        rows.extend(large::measure(options.rounds, &server, &browsers)?);
        rows.push(link::measure(options.rounds, &server, &browsers)?);
        rows.extend(raw::measure(options.rounds, &server, &browsers)?);
    }
    if options.only.as_deref() != Some("page") {
        rows.extend(layers::measure(options.rounds, &page, &options.modules, &browsers)?);
    }
    print(&rows)
}

/// The repository's top folder. Chromium reads no file whose path has `..` in it.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Time from the navigation's start until the first control stands on the page, its program is ready to answer
/// what is done there, and a frame is drawn.
fn interactive(rounds: usize, server: &Server, browsers: &Browsers) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (what, slowdown) in [("", 1), (", a quarter of the CPU", 4)] {
        let mut times: [[Vec<f64>; 2]; 2] = Default::default();
        let mut kept = Vec::new();
        for round in 0..rounds {
            let mut pages: Vec<_> = ["page", "counter"].into_iter().zip(&mut times).collect();
            // Neither is always the first.
            pages.rotate_left(round % 2);
            for (folder, [cold, cached]) in pages {
                // A new profile each time: nothing of the page is cached, not even compiled code.
                let browser = browsers.session()?;
                browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch() }))?;
                browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slowdown }))?;
                cold.push(visit(&browser, &server.url(folder), "benchInteractive")?);
                browser.open("about:blank")?;
                cached.push(visit(&browser, &server.url(folder), "benchInteractive")?);
                if folder == "page" {
                    // It has a service worker, which has all of it by then.
                    browser.script("await navigator.serviceWorker.ready", &[])?;
                    browser.open("about:blank")?;
                    kept.push(visit(&browser, &server.url(folder), "benchInteractive")?);
                }
            }
        }
        let [[cold, cached], counter] = times.map(|kinds| kinds.map(median));
        let counters = [counter[0], counter[1], counter[1]];
        let page = [("cold", cold), ("cached", cached), ("by its service worker", median(kept))];
        for ((state, page), counter) in page.into_iter().zip(counters) {
            let ratio = page / counter;
            rows.push(Row {
                what: format!("Time to interactive, {state}{what}"),
                measured: format!("{page:.0} ms; the counter {counter:.0} ms; {ratio:.2} ×"),
                bound: format!("{INTERACTIVE_RATIO} ×"),
                kept: ratio <= INTERACTIVE_RATIO,
            });
        }
    }
    Ok(rows)
}

/// The time to interactive of a first visit, for other times of the same round to be compared with.
fn first_visit(browsers: &Browsers, url: &str) -> Result<f64> {
    let browser = browsers.session()?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch() }))?;
    visit(&browser, url, "benchInteractive")
}

/// A script that runs before the page's own and notes when the page can be used. The counter makes its control
/// itself; that of the page stands before the program, whose word then counts.
fn watch() -> String {
    format!(
        "new MutationObserver((_, observer) => {{
           const {{ assets, program }} = document.documentElement.dataset;
           if (!document.querySelector('{CONTROL}') || (assets && !program)) return;
           observer.disconnect();
           requestAnimationFrame(() => setTimeout(() => (window.benchInteractive = performance.now())));
         }}).observe(document, {{ attributes: true, childList: true, subtree: true }});"
    )
}

/// Opens a page and returns the milliseconds until what is watched for was noted.
fn visit(browser: &Session<'_>, url: &str, noted: &str) -> Result<f64> {
    browser.open(url)?;
    let waited = browser.script(
        "const [noted] = given;
         const end = performance.now() + 20000;
         while (!window[noted] && performance.now() < end) await new Promise((go) => setTimeout(go, 10));
         return window[noted] ?? document.body.innerText;",
        &[json!(noted)],
    )?;
    waited.as_f64().ok_or_else(|| {
        let shown = waited.as_str().unwrap_or_default();
        format!("{url} did not come to {noted} within 20 s. It showed: {shown}").into()
    })
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Prints the table, and fails when a bound is not kept.
fn print(rows: &[Row]) -> Result<()> {
    println!();
    for Row { what, measured, bound, kept } in rows {
        println!("{} {what:<48} {measured:<44} (bound: {bound})", if *kept { "✓" } else { "✗" });
    }
    let broken: Vec<&str> = rows.iter().filter(|row| !row.kept).map(|row| row.what.as_str()).collect();
    if broken.is_empty() { Ok(()) } else { Err(format!("Above its bound: {}.", broken.join("; ")).into()) }
}
