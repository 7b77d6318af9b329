//! A layer of 200,000 files on the page: the longest frame while it arrives, is filtered, scrolled, and looked at
//! in another way.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::files::header;
use crate::session::{Browsers, Session};
use crate::{Result, Row, median, root};
use browser_tests::server::Server;

const FILES: usize = 200_000;

/// Milliseconds of a frame at most: what a person does not notice yet.
const FRAME: f64 = 50.0;

/// What is done, in the order of [`SCRIPT`].
const STEPS: [&str; 6] =
    ["listed", "filtered", "scrolled", "as a layer and as an image", "the largest and the wasted", "by keys"];

/// Watches the frames from now on.
const WATCH: &str = "
    window.frames = [];
    let last;
    const note = (now) => {
      if (last) frames.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);";

/// Waits until the files are listed, then does the rest; gives the longest frame of each step.
const SCRIPT: &str = "
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    const longest = () => Math.max(...frames.splice(0));
    const until = async (holds) => {
      for (const end = performance.now() + 60000; !holds(); await frame()) {
        if (performance.now() > end) throw `it did not come to ${holds}`;
      }
      for (let more = 0; more < 10; more += 1) await frame();
    };
    const told = (text) => document.querySelector('.files-told')?.textContent.includes(text);
    await until(() => told('rows'));
    const found = [longest()];
    const filter = document.querySelector('.files-filter input');
    for (const typed of ['f', 'file-1', '/file', '']) {
      filter.value = typed;
      filter.dispatchEvent(new Event('input', { bubbles: true }));
      await until(() => told(typed ? 'found' : 'rows'));
    }
    found.push(longest());
    filter.value = 'file';
    filter.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => told('200,000 found'));
    longest();
    const list = document.querySelector('.files-list');
    for (let step = 0; step <= 60; step += 1) {
      list.scrollTop = step % 2 ? step * 20 : (list.scrollHeight / 60) * step;
      await frame();
    }
    await until(() => true);
    found.push(longest());
    const scope = document.querySelector('.files-bar select');
    for (const value of ['after 0', 'layer 0']) {
      scope.value = value;
      scope.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => told('200,000 found'));
    }
    found.push(longest());
    const shows = document.querySelectorAll('.files-bar select')[1];
    for (const [at, words] of [[1, 'largest files'], [2, 'nothing is wasted'], [3, 'found'], [0, 'found']]) {
      shows.selectedIndex = at;
      shows.dispatchEvent(new Event('change', { bubbles: true }));
      await until(() => told(words));
    }
    found.push(longest());
    await until(() => told('200,000 found'));
    longest();
    for (const key of ['End', 'ArrowLeft', 'End', 'ArrowUp', 'f', 'Home']) {
      list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await until(() => true);
    }
    found.push(longest());
    return found;";

/// Measures in as many new browsers as there are rounds.
pub fn measure(rounds: usize, server: &Server, browsers: &Browsers, rows: &mut Vec<Row>) -> Result<()> {
    let layer = make()?;
    let mut times = STEPS.map(|_| Vec::new());
    for _ in 0..rounds {
        let browser = browsers.session()?;
        browser.wait_for_scripts(120)?;
        browser.open(&server.url("page"))?;
        for (times, time) in times.iter_mut().zip(one(&browser, &layer)?) {
            times.push(time);
        }
    }
    for (step, times) in STEPS.into_iter().zip(times) {
        let longest = median(times);
        rows.push(Row {
            what: format!("200,000 files, {step}: longest frame"),
            measured: format!("{longest:.0} ms"),
            bound: format!("{FRAME:.0} ms"),
            kept: longest <= FRAME,
        });
    }
    Ok(())
}

fn one(browser: &Session<'_>, layer: &Path) -> Result<Vec<f64>> {
    // The second part of the program, which the first document brings, is not what is measured.
    browser.script(
        "const clipboardData = new DataTransfer();
         clipboardData.setData('text/plain', '{\"schemaVersion\":2,\"manifests\":[]}');
         document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
         while (!document.querySelector('[role=treeitem]')) await new Promise((go) => setTimeout(go, 10));
         await new Promise((go) => requestIdleCallback(go, { timeout: 5000 }));",
        &[],
    )?;
    browser.script(WATCH, &[])?;
    browser.put_files("document.querySelector('input[type=file]:not([webkitdirectory])')", json!([layer]))?;
    // The tree shows the layer, and its Files tab is what is shown then.
    let found = browser.script(
        &format!(
            "for (const end = performance.now() + 60000; !document.querySelector('.files-told');) {{
               if (performance.now() > end) throw 'no files were shown';
               const layer = [...document.querySelectorAll('[role=treeitem]')].find((row) => row.textContent.includes('layer-'));
               if (layer && layer.ariaSelected !== 'true') layer.click();
               const tab = [...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent.startsWith('Files'));
               if (tab && tab.ariaSelected !== 'true') tab.click();
               await new Promise((go) => setTimeout(go, 10));
             }} {SCRIPT}"
        ),
        &[],
    )?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

/// A tar of small files in some two thousand directories.
fn make() -> Result<PathBuf> {
    let path = root().join("target/bench/layers/layer-of-files.tar");
    let io = |error: std::io::Error| format!("{} can't be written: {error}.", path.display());
    let mut out = BufWriter::new(File::create(&path).map_err(io)?);
    for at in 0..FILES {
        let (package, part) = (at / 1000, at / 100 % 10);
        let name = format!("usr/share/package-{package}/part-{part}/file-{at}.txt");
        out.write_all(&header(&name, at as u64 % 400 + 1)).map_err(io)?;
        out.write_all(&[b'x'; 512]).map_err(io)?;
    }
    out.write_all(&[0; 1024]).map_err(io)?;
    out.flush().map_err(io)?;
    Ok(path)
}
