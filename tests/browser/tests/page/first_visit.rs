//! What a person sees who has never been here.

use browser_tests::{Result, documents, visit};

use crate::steps::open_example;

#[test]
fn the_page_says_what_it_does_and_offers_examples() {
    visit(async |page| {
        page.open("").await?;
        page.one("heading", "See what a container image really holds").await?;
        page.one("textbox", "Type an image reference, or paste a manifest").await?;
        page.says("Nothing that you paste leaves this page").await?;
        for (_, title) in documents::examples()? {
            page.one("button", &title).await?;
        }
        Ok(())
    });
}

/// What the page has asked for so far, by its place in the site.
async fn asked_for(page: &browser_tests::Page) -> Result<Vec<String>> {
    let names = page.script("return performance.getEntriesByType('resource').map((one) => one.name)", &[]);
    let site = page.address("").replace(' ', "%20");
    let names = names.await?;
    let names = names.as_array().into_iter().flatten().filter_map(|name| name.as_str());
    Ok(names.map(|name| name.strip_prefix(&site).unwrap_or(name).to_owned()).collect())
}

/// The style sheets that `boot.js` loads with documents.
fn later_styles() -> Result<Vec<&'static str>> {
    let boot = include_str!("../../../../static/boot.js");
    let list = boot.split_once("var STYLES = [").and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.ok_or("boot.js has no list of styles.")?;
    Ok(list.split(',').map(|name| name.trim().trim_matches('\'')).collect())
}

/// `visit` holds every test to requests of the page's own origin; here it is told which.
#[test]
fn the_page_asks_for_its_own_files_and_for_no_more_than_it_needs() {
    visit(async |page| {
        page.open("").await?;
        page.one("heading", "Or look at an example").await?;
        let styles = later_styles()?;
        for file in asked_for(page).await? {
            // The worker, what shows documents, and the program for file:// can all wait.
            let waits = ["worker", "more", "file.js"].iter().any(|part| file.contains(part));
            let waits = waits || styles.iter().any(|style| file.ends_with(style));
            let data = ["examples/index.json", "relay/hosts.json"].contains(&file.as_str());
            // What an installed page is called and looks like, browsers ask for by themselves.
            let data = data || file.starts_with("app/");
            let is_needed = file.starts_with("assets/") && !waits || data;
            assert!(is_needed, "{file} is not needed for the first view");
        }
        Ok(())
    });
}

#[test]
fn small_documents_need_no_worker() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        page.says("verified").await?;
        let asked = asked_for(page).await?;
        assert!(!asked.iter().any(|file| file.contains("worker")), "{asked:?}");
        Ok(())
    });
}
