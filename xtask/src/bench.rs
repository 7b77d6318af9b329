//! `cargo xtask bench`: how fast the page is, in headless Chromium, beside a bare Yew counter.
//!
//! The length of links and the speed of the choice among clients are measured natively, by `benches/`.
//!
//! Each figure is the median of several rounds; in each round both pages are measured one after the other,
//! so that what else the machine does meets both. Ratios hold from machine to machine, milliseconds don't.

mod large;
mod layers;
mod raw;

use serde_json::json;

use crate::server::Server;
use crate::step::step;
use crate::tools::{self, Tools, optimise};
use crate::webdriver::{Driver, Session};
use crate::{Failure, Result, dist, option, packages, process, root, site};

/// The page may take this much of the counter's time until it answers.
const INTERACTIVE_RATIO: f64 = 2.0;

/// What a page shows when it can be used.
const CONTROL: &str = "button, textarea";

/// A line of the printed table.
pub struct Row {
    pub what: String,
    pub measured: String,
    pub bound: String,
    pub kept: bool,
}

/// `cargo xtask bench [--rounds N] [--only page|layers] [--page FOLDER]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let rounds = option(arguments, "--rounds")?.unwrap_or("5");
    let rounds: usize = rounds.parse().map_err(|_| format!("{rounds} is no number of rounds."))?;
    let only = option(arguments, "--only")?;
    if let Some(other) = only.filter(|only| !["page", "layers"].contains(only)) {
        return Err(format!("{other} can't be measured alone; page and layers can."));
    }
    let tools = tools::ensure()?;
    let [chromium, chromedriver] = packages::ensure([&packages::CHROMIUM, &packages::CHROMEDRIVER])?;
    let page = match option(arguments, "--page")? {
        // What `cargo xtask dist` wrote.
        Some(folder) => std::path::PathBuf::from(folder),
        None => {
            let page = root().join("target/bench/page");
            dist::build(&tools, &page)?;
            page
        }
    };
    if only == Some("layers") {
        return print(&layers::measure(rounds, &page, &Driver::start(&chromedriver)?, &chromium)?);
    }
    let counter = counter(&tools)?;

    let server = Server::start(&[("page", &page), ("counter", &counter)])?;
    let driver = Driver::start(&chromedriver)?;
    let new_browser = || driver.session(&chromium);
    let mut rows = Vec::new();
    step("Measuring the time to interactive", || {
        rows.extend(interactive(rounds, &server, &new_browser)?);
        Ok(())
    })?;
    rows.extend(large::measure(rounds, &server, &new_browser)?);
    rows.extend(raw::measure(rounds, &server, &new_browser)?);
    if only.is_none() {
        rows.extend(layers::measure(rounds, &page, &driver, &chromium)?);
        for bench in ["share", "select"] {
            step(&format!("Natively: {bench}"), || {
                process::run(process::cargo().args(["bench", "--quiet", "--bench", bench]))
            })?;
        }
    }
    print(&rows)
}

/// Builds the counter as the page is built, and returns where.
fn counter(tools: &Tools) -> Result<std::path::PathBuf> {
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

/// Time from the navigation's start until the first control stands on the page, its program is ready to answer
/// what is done there, and a frame is drawn.
fn interactive<'d>(
    rounds: usize,
    server: &Server,
    new_browser: &dyn Fn() -> Result<Session<'d>>,
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (what, slowdown) in [("", 1), (", a quarter of the CPU", 4)] {
        let mut times: [[Vec<f64>; 2]; 2] = Default::default();
        for round in 0..rounds {
            let mut pages: Vec<_> = ["page", "counter"].into_iter().zip(&mut times).collect();
            // Neither is always the first.
            pages.rotate_left(round % 2);
            for (folder, [cold, cached]) in pages {
                // A new profile each time: nothing of the page is cached, not even compiled code.
                let browser = new_browser()?;
                browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": watch() }))?;
                browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": slowdown }))?;
                cold.push(visit(&browser, &server.url(folder))?);
                browser.open("about:blank")?;
                cached.push(visit(&browser, &server.url(folder))?);
            }
        }
        let [page, counter] = times.map(|kinds| kinds.map(median));
        for ((state, page), counter) in ["cold", "cached"].into_iter().zip(page).zip(counter) {
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

/// Opens a page and returns its time to interactive in milliseconds.
fn visit(browser: &Session<'_>, url: &str) -> Result<f64> {
    browser.open(url)?;
    let waited = browser.script(
        "const end = performance.now() + 20000;
         while (!window.benchInteractive && performance.now() < end) await new Promise((go) => setTimeout(go, 10));
         return window.benchInteractive ?? document.body.innerText;",
        &[],
    )?;
    waited.as_f64().ok_or_else(|| {
        let shown = waited.as_str().unwrap_or_default();
        format!("{url} showed no control ({CONTROL}) within 20 s. It showed: {shown}")
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
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::from("Above its bound: ") + &broken.join("; ") + ".")
    }
}
