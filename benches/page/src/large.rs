//! An index of 10,000 entries: from paste to tree, one change of selection in it, and the matrix.

use serde_json::json;

use crate::session::Browsers;
use crate::step::step;
use crate::{Result, Row, first_visit, median};
use browser_tests::server::Server;

#[path = "../../../tests/fixtures/large.rs"]
pub mod documents;

const ENTRIES: usize = 10_000;

/// What a frame leaves for it, in milliseconds.
const SELECTION: f64 = 16.0;
/// From paste to tree it may take this much of the counter's cold start.
const TREE_RATIO: f64 = 0.65;

/// What a person still takes for at once, in milliseconds.
const MATRIX: f64 = 100.0;

/// Pastes its argument and gives the milliseconds until the tree's rows stand on the page, laid out; then
/// those of the matrix of all hosts by all clients, and those of each of five selections. Drawing is the browser's own affair and not counted.
const SCRIPT: &str = "
    const [text] = given;
    const paste = (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    };
    const rows = () => document.querySelectorAll('[role=treeitem]');
    const until = (holds) => new Promise((go, stop) => {
      if (holds()) return go();
      const observer = new MutationObserver(() => holds() && (observer.disconnect(), go()));
      observer.observe(document, { childList: true, subtree: true, attributes: true });
      setTimeout(() => stop('the page did not come to it within 20 s'), 20000);
    });
    const idle = () => new Promise((go) => requestIdleCallback(go, { timeout: 5000 }));
    // The second part of the program, which the first document brings, is not what is measured.
    paste('{\"schemaVersion\":2,\"manifests\":[]}');
    await until(() => rows().length > 0);
    await idle();
    const before = rows().length;
    let start = performance.now();
    paste(text);
    await until(() => rows().length > before + 5);
    document.body.offsetHeight;
    const tree = performance.now() - start;
    await idle();
    const selections = [];
    for (let at = 2; at < 7; at += 1) {
      start = performance.now();
      rows()[at].click();
      await until(() => rows()[at].getAttribute('aria-selected') === 'true');
      document.body.offsetHeight;
      selections.push(performance.now() - start);
      await idle();
    }
    start = performance.now();
    document.querySelector('#matrix-button').click();
    await until(() => document.querySelector('.matrix-grid'));
    document.body.offsetHeight;
    return [tree, performance.now() - start, ...selections];";

/// Measures both in as many new browsers as there are rounds.
pub fn measure(rounds: usize, server: &Server, browsers: &Browsers) -> Result<Vec<Row>> {
    let text = String::from_utf8_lossy(&documents::index(ENTRIES)).into_owned();
    let (mut starts, mut trees, mut matrices, mut selections) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    step("Measuring an index of 10,000 entries", || {
        for _ in 0..rounds {
            starts.push(first_visit(browsers, &server.url("counter"))?);
            let browser = browsers.session()?;
            browser.open(&server.url("page"))?;
            let times = browser.script(SCRIPT, &[json!(text)])?;
            let times: Vec<f64> =
                times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
            let [tree, matrix, others @ ..] = times.as_slice() else {
                return Err("The page gave no times.".into());
            };
            trees.push(*tree);
            matrices.push(*matrix);
            selections.extend(others);
        }
        Ok(())
    })?;
    let row = |what: &str, time: f64, bound: f64| Row {
        what: what.to_owned(),
        measured: format!("{time:.0} ms"),
        bound: format!("{bound:.0} ms"),
        kept: time <= bound,
    };
    let tree = median(trees);
    let ratio = tree / median(starts);
    Ok(vec![
        Row {
            what: "10,000 entries, from paste to tree".to_owned(),
            measured: format!("{tree:.0} ms; {ratio:.2} × the counter’s cold start"),
            bound: format!("{TREE_RATIO} ×"),
            kept: ratio <= TREE_RATIO,
        },
        row("10,000 entries, one selection", median(selections), SELECTION),
        row("10,000 entries, all hosts × all clients, shown", median(matrices), MATRIX),
    ])
}
