//! A link, opened where nothing of the page is cached, until its tree stands and is verified.

use std::path::Path;

use bayplan::session::EXAMPLES;
use bayplan::share::{Shared, SharedDocument, pack};

use serde_json::json;

use crate::session::Browsers;
use crate::step::step;
use crate::{Result, Row, first_visit, median, root, visit};
use browser_tests::server::Server;

/// The example that the link holds: an index of eight platforms with their manifests and configs.
const EXAMPLE: &str = "multi-arch";

/// It may take this much of the first visit's time.
const RATIO: f64 = 2.0;

/// A script that runs before the page's own and notes when the tree stands and all of its documents are verified but
/// the first, for which the link alone stands.
const WATCH: &str = "new MutationObserver((_, observer) => {
       const state = document.querySelector('.summary-state')?.textContent ?? '';
       if (!document.querySelector('[role=treeitem]') || !state.includes('16 of ')) return;
       observer.disconnect();
       requestAnimationFrame(() => setTimeout(() => (window.benchVerified = performance.now())));
     }).observe(document, { childList: true, characterData: true, subtree: true });";

/// Measures in as many new browsers as there are rounds.
pub fn measure(rounds: usize, server: &Server, browsers: &Browsers) -> Result<Row> {
    let url = server.url("page") + &fragment()?;
    let (time, start) = step("Measuring a link of 17 documents", || {
        let (mut times, mut starts) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            starts.push(first_visit(browsers, &server.url("page"))?);
            let browser = browsers.session()?;
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))?;
            times.push(visit(&browser, &url, "benchVerified")?);
        }
        Ok((median(times), median(starts)))
    })?;
    let ratio = time / start;
    Ok(Row {
        what: "A link of 17 documents, cold, to its verified tree".to_owned(),
        measured: format!("{time:.0} ms; {ratio:.2} × a first visit’s {start:.0}"),
        bound: format!("{RATIO} ×"),
        kept: ratio <= RATIO,
    })
}

/// The fragment of a link of 17 documents.
fn fragment() -> Result<String> {
    let example = EXAMPLES.iter().find(|example| example.id == EXAMPLE).ok_or("There is no such example.")?;
    let document = |file: &&str| {
        let path = root().join("static/examples").join(Path::new(file));
        let bytes = std::fs::read(&path);
        let bytes = bytes.map_err(|error| format!("{} can't be read: {error}.", path.display()))?;
        Ok(SharedDocument { bytes, pin: None })
    };
    let documents = example.files.iter().map(document).collect::<Result<_>>()?;
    let payload = pack(&Shared { documents }).map_err(|error| error.to_string())?;
    Ok(format!("#{payload}"))
}
