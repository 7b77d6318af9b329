//! A manifest of 4 MiB in the Raw tab: from the press of the tab to its rows, and a jump to another place.

use serde_json::json;

use crate::large::documents;
use crate::session::Browsers;
use crate::step::step;
use crate::{Result, Row, median};
use browser_tests::server::Server;

/// What a person still takes for at once, in milliseconds.
const OPENING: f64 = 100.0;
/// What a frame leaves for it, in milliseconds.
const SCROLL: f64 = 16.0;
/// What is not yet felt as a stop, in milliseconds.
const WORST: f64 = 50.0;

/// Pastes its argument and gives the milliseconds until its bytes stand on the page, laid out; then
/// those of each of 30 jumps, from the browser's word that it was scrolled until the rows of that place are
/// laid out, in the same frame. Drawing is the browser's own affair and not counted.
const SCRIPT: &str = "
    const [text] = given;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const until = (holds) => new Promise((go, stop) => {
      if (holds()) return go();
      const observer = new MutationObserver(() => holds() && (observer.disconnect(), go()));
      observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      setTimeout(() => stop('the page did not come to it within 20 s'), 20000);
    });
    const idle = () => new Promise((go) => requestIdleCallback(go, { timeout: 5000 }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await until(() => document.querySelector('#tab-raw') && !document.body.innerText.includes('hashing'));
    await idle();
    let start = performance.now();
    document.querySelector('#tab-raw').click();
    await until(() => document.querySelector('.raw-row'));
    document.body.offsetHeight;
    const times = [performance.now() - start];
    const list = document.querySelector('.raw-list');
    const first = () => list.querySelector('.raw-row').innerText;
    for (let at = 1; at <= 30; at += 1) {
      await idle();
      const before = first();
      times.push(await new Promise((go) => {
        list.addEventListener('scroll', () => {
          start = performance.now();
          requestAnimationFrame(() => (list.offsetHeight, go(performance.now() - start)));
        }, { capture: true, once: true });
        list.scrollTop = (list.scrollHeight - list.clientHeight) * ((at * 0.381966) % 1);
      }));
      if (first() === before) throw 'the rows did not follow the scroll within its frame';
    }
    return times;";

/// Measures in as many new browsers as there are rounds.
pub fn measure(rounds: usize, server: &Server, browsers: &Browsers) -> Result<Vec<Row>> {
    let text = String::from_utf8_lossy(&documents::manifest(4 << 20)).into_owned();
    let (mut openings, mut scrolls) = (Vec::new(), Vec::new());
    step("Measuring the Raw tab of a manifest of 4 MiB", || {
        for _ in 0..rounds {
            let browser = browsers.session()?;
            browser.open(&server.url("page"))?;
            let times = browser.script(SCRIPT, &[json!(text)])?;
            let mut times = times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64);
            openings.extend(times.next());
            scrolls.extend(times);
        }
        Ok(())
    })?;
    let worst = scrolls.iter().copied().fold(0.0, f64::max);
    let (opening, scroll) = (median(openings), median(scrolls));
    Ok(vec![
        Row {
            what: "Raw tab of 4 MiB, opened".to_owned(),
            measured: format!("{opening:.0} ms"),
            bound: format!("{OPENING:.0} ms"),
            kept: opening <= OPENING,
        },
        Row {
            what: "Raw tab of 4 MiB, one jump".to_owned(),
            measured: format!("{scroll:.1} ms; at worst {worst:.0} ms"),
            bound: format!("{SCROLL:.0} ms; at worst {WORST:.0} ms"),
            kept: scroll <= SCROLL && worst <= WORST,
        },
    ])
}
