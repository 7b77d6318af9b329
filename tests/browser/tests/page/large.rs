//! Documents as large as they come stay few elements on the page, and are hashed beside it.

use browser_tests::servers::{Blob, INDEX};
use browser_tests::{Key, Page, Result, until, visit};
use serde_json::{Value, json};

use crate::steps::{fill, is_in_state, open_tab, panel_says, row, tab_to};

#[path = "../../../fixtures/large.rs"]
pub mod documents;

async fn worker_started(page: &Page) -> Result<bool> {
    let asked =
        page.script("return performance.getEntriesByType('resource').map((one) => one.name)", &[]).await?;
    let asked = asked.as_array().into_iter().flatten().filter_map(|name| name.as_str());
    Ok(asked.into_iter().any(|name| name.ends_with("hash_worker_start.js")))
}

#[test]
fn an_index_of_ten_thousand_entries_is_a_few_rows_and_its_last_is_one_key_away() {
    visit(async |page| {
        let index = documents::index(10_000);
        page.open("").await?;
        assert!(!worker_started(page).await?, "nothing needs it yet");
        page.drop_bytes(&[("index.json", &index)]).await?;
        row(page, "OCI index").await?;
        tab_to(page, "tree", "").await?;
        page.press(&[Key::End]).await?;
        until("the last row to be chosen", async || {
            let chosen = "return document.querySelector('[role=treeitem][aria-selected=true]')?.ariaPosInSet";
            match page.script(chosen, &[]).await? {
                place if place == "10000" => Ok(()),
                place => Err(format!("It is {place}.").into()),
            }
        })
        .await?;
        assert!(page.count("[role=treeitem]").await? < 200, "only the rows in sight are on the page");
        assert!(page.count("*").await? < 5_000);
        Ok(())
    });
}

#[test]
fn more_than_a_mebibyte_is_hashed_by_a_worker_that_is_loaded_then() {
    visit(async |page| {
        let manifest = documents::manifest(4 << 20);
        assert_eq!(manifest.len(), 4 << 20);
        let digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
        page.open("").await?;
        crate::steps::fill(page, "#expected", digest).await?;
        page.drop_bytes(&[("manifest.json", &manifest)]).await?;
        is_in_state(page, "OCI manifest", "digest mismatch").await?;
        until("the worker to be loaded", async || match worker_started(page).await? {
            true => Ok(()),
            false => Err("It was not asked for.".into()),
        })
        .await?;
        Ok(())
    });
}

#[test]
fn a_manifest_of_four_mebibytes_is_few_rows_of_raw_text() {
    visit(async |page| {
        page.open("").await?;
        page.drop_bytes(&[("manifest.json", &documents::manifest(4 << 20))]).await?;
        is_in_state(page, "OCI manifest", "nothing to compare with").await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "\"schemaVersion\"").await?;
        assert!(page.count(".raw-row").await? < 300);
        page.click_css(".raw-list").await?;
        page.press(&[Key::End]).await?;
        panel_says(page, "}").await?;
        until("the last line", async || {
            let last = page
                .script("return [...document.querySelectorAll('.raw-row')].pop()?.innerText", &[])
                .await?;
            let last = last.as_str().unwrap_or_default();
            if last.trim_end().ends_with('}') { Ok(()) } else { Err(format!("It is {last}").into()) }
        })
        .await?;
        assert!(page.count(".raw-row").await? < 300);
        Ok(())
    });
}

#[test]
fn the_place_where_the_tree_ends_says_that_it_ends_there() {
    let index = |entry: Value| Blob::new(json!({ "schemaVersion": 2, "manifests": [entry] }).to_string());
    let innermost = index(json!({ "digest": "sha256:00", "size": 1 }));
    let mut indexes = vec![innermost.clone()];
    for _ in 0..8 {
        let next = indexes.last().map(|inside| index(inside.descriptor(INDEX)));
        indexes.extend(next);
    }
    let names: Vec<String> = (0..indexes.len()).map(|at| format!("{at}.json")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&indexes).map(|(name, index)| (name.as_str(), index.bytes.as_slice())).collect();
    visit(async |page| {
        page.open("").await?;
        page.drop_bytes(&files).await?;
        page.says("The tree is cut short").await?;
        // Its digest leads to it.
        fill(page, "#box", &innermost.digest).await?;
        page.press(&[Key::Enter]).await?;
        panel_says(page, "The tree ends here: 1 blob that it names is neither shown nor verified").await?;
        page.accessible().await?;
        Ok(())
    });
}
