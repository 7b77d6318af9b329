//! Files and folders, dropped and chosen.

use std::path::PathBuf;

use browser_tests::documents::fixture_path;
use browser_tests::environment::repository;
use browser_tests::{Page, Result, only_in_chromium, until, visit};
use fantoccini::Locator;

use crate::steps::{choose, is_in_state, panel_says, row, rows};

fn example_files(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| repository("static/examples/multi-arch").join(name)).collect()
}

#[test]
fn several_files_at_once_are_put_together() {
    visit(async |page| {
        page.open("").await?;
        // The config before the manifest before the index: the page has to find out.
        let files = ["linux-amd64.config.json", "linux-amd64.manifest.json", "index.json"];
        page.drop_files(&example_files(&files)).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        choose(page, "linux/amd64").await?;
        is_in_state(page, "config", "verified").await?;
        Ok(())
    });
}

#[test]
fn files_that_are_chosen_are_taken() {
    visit(async |page| {
        page.open("").await?;
        give(page, "input[type=file]:not([webkitdirectory])", &example_files(&["index.json"])).await?;
        row(page, "OCI index").await?;
        let files = ["linux-arm64-v8.manifest.json", "linux-386.manifest.json"];
        give(page, "input[type=file]:not([webkitdirectory])", &example_files(&files)).await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        is_in_state(page, "linux/386", "verified").await?;
        Ok(())
    });
}

#[test]
fn a_layout_that_is_dropped_as_a_folder_is_whole() {
    visit(async |page| {
        page.open("").await?;
        page.drop_files(&[fixture_path("layouts/whole")]).await?;
        whole(page).await?;
        Ok(())
    });
}

#[test]
fn a_layout_that_is_chosen_as_a_folder_is_whole() {
    if !only_in_chromium("no other driver gives a folder to a chooser") {
        return;
    }
    visit(async |page| {
        page.open("").await?;
        give(page, "input[webkitdirectory]", &[fixture_path("layouts/whole")]).await?;
        whole(page).await?;
        Ok(())
    });
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_told() {
    visit(async |page| {
        page.open("").await?;
        page.drop_files(&[fixture_path("layouts/changed")]).await?;
        open_all(page).await?;
        until("a config that does not match", async || {
            let rows = rows(page).await?;
            match rows.iter().find(|row| row.name.contains("mismatch")) {
                Some(_) => Ok(()),
                None => Err(format!("The rows are {rows:#?}").into()),
            }
        })
        .await?;
        let states: Vec<String> = rows(page).await?.into_iter().map(|row| row.name).collect();
        assert!(
            states.iter().any(|row| row.contains("layer") && row.starts_with("not loaded")),
            "{states:#?}"
        );
        Ok(())
    });
}

#[test]
fn a_layer_by_itself_is_no_document_and_is_shown_all_the_same() {
    visit(async |page| {
        page.open("").await?;
        page.drop_files(&[fixture_path("documents/layer.tar.gz")]).await?;
        row(page, "Layer").await?;
        page.click("tab", "Overview").await?;
        panel_says(page, "nothing to compare with").await?;
        Ok(())
    });
}

/// Every blob of the layout is there and verified, layers too.
async fn whole(page: &Page) -> Result<()> {
    open_all(page).await?;
    until("every row to be verified", async || {
        let rows = rows(page).await?;
        let blobs = rows.iter().filter(|row| row.number("level") > Some(1));
        let others: Vec<&str> =
            blobs.clone().map(|row| row.name.as_str()).filter(|name| !name.starts_with("verified")).collect();
        if others.is_empty() && blobs.count() >= 6 { Ok(()) } else { Err(format!("Not: {others:#?}").into()) }
    })
    .await
}

/// Opens the whole tree: from the first row on, `*` opens all rows beside, and the arrow goes down.
async fn open_all(page: &Page) -> Result<()> {
    use browser_tests::Key;
    row(page, "OCI layout").await?;
    page.click_css("[role=treeitem]").await?;
    page.press(&[Key::Home]).await?;
    for _ in 0..6 {
        page.type_text("*").await?;
        page.press(&[Key::Down]).await?;
    }
    Ok(())
}

/// Gives files to a chooser, as its window would.
async fn give(page: &Page, chooser: &str, paths: &[PathBuf]) -> Result<()> {
    let mut names = Vec::new();
    for path in paths {
        names.push(path.canonicalize()?.display().to_string());
    }
    let input = page.client().find(Locator::Css(chooser)).await?;
    Ok(input.send_keys(&names.join("\n")).await?)
}
