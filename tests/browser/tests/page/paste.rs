//! Documents pasted one after the other make a tree.

use browser_tests::servers::{Fault, Faults};
use browser_tests::{Key, documents, visit};

use crate::steps::{fill, is_chosen, is_in_state, open_tab, panel_says, row, rows};

/// The index of the example, and the manifest and config of linux/amd64 under it.
fn three_documents() -> browser_tests::Result<[String; 3]> {
    let text = |name: &str| {
        let example = documents::example("multi-arch")?;
        let found = example.iter().find(|document| document.name.ends_with(name));
        found.ok_or("The example lacks a file.")?.text().map(str::to_owned)
    };
    Ok([text("/index.json")?, text("/linux-amd64.manifest.json")?, text("/linux-amd64.config.json")?])
}

#[test]
fn an_index_then_a_manifest_then_its_config_fill_the_tree() {
    visit(async |page| {
        let [index, manifest, config] = three_documents()?;
        page.open("").await?;
        page.paste(&index).await?;
        row(page, "OCI index").await?;
        is_in_state(page, "linux/amd64", "not loaded").await?;
        assert_eq!(rows(page).await?.len(), 9, "the index and its eight platforms");

        page.paste(&manifest).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        is_chosen(page, "linux/amd64").await?;

        page.paste(&config).await?;
        is_in_state(page, "config", "verified").await?;
        is_chosen(page, "config").await?;
        is_in_state(page, "linux/arm64/v8", "not loaded").await?;
        Ok(())
    });
}

#[test]
fn the_order_does_not_matter() {
    visit(async |page| {
        let [index, manifest, config] = three_documents()?;
        page.open("").await?;
        page.paste(&config).await?;
        row(page, "OCI image config").await?;
        page.paste(&manifest).await?;
        is_in_state(page, "config", "verified").await?;
        page.paste(&index).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        let roots: Vec<_> =
            rows(page).await?.into_iter().filter(|row| row.number("level") == Some(1)).collect();
        assert_eq!(roots.len(), 1, "the config and the manifest are no roots any more: {roots:#?}");
        Ok(())
    });
}

#[test]
fn a_paste_into_the_box_is_taken_too_and_one_into_another_field_is_not() {
    visit(async |page| {
        let [index, manifest, _] = three_documents()?;
        page.open("").await?;
        page.click_css("#expected").await?;
        page.paste("sha256:00").await?;
        page.click_css("#box").await?;
        assert!(rows(page).await?.is_empty(), "an expected digest is no document");
        fill(page, "#expected", "").await?;
        page.click_css("#box").await?;
        page.paste(&index).await?;
        row(page, "OCI index").await?;
        page.click_css("#box").await?;
        page.paste(&manifest).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        Ok(())
    });
}

#[test]
fn words_typed_into_the_box_are_taken_by_enter_or_the_button() {
    visit(async |page| {
        page.open("").await?;
        page.click_css("#box").await?;
        let faults = Faults::start()?;
        page.may_ask(&faults.server().origin());
        page.type_text(&faults.reference(Fault::None)).await?;
        page.says("an image reference").await?;
        page.press(&[Key::Enter]).await?;
        row(page, "OCI index").await?;

        fill(page, "#box", "{\"schemaVersion\": 2}").await?;
        page.click("button", "Inspect").await?;
        page.one("tab", "Overview").await?;
        Ok(())
    });
}

#[test]
fn a_digest_alone_leads_to_its_node() {
    visit(async |page| {
        let [index, _, _] = three_documents()?;
        page.open("").await?;
        page.paste(&index).await?;
        row(page, "linux/s390x").await?;
        let parsed: serde_json::Value = serde_json::from_str(&index)?;
        let entries = parsed["manifests"].as_array().into_iter().flatten();
        let entry = entries.into_iter().find(|entry| entry["platform"]["architecture"] == "s390x");
        let digest = entry.and_then(|entry| entry["digest"].as_str()).ok_or("No entry for s390x.")?;
        fill(page, "#box", digest).await?;
        page.press(&[Key::Enter]).await?;
        is_chosen(page, "linux/s390x").await?;
        Ok(())
    });
}

#[test]
fn what_is_no_json_is_shown_all_the_same() {
    visit(async |page| {
        page.open("").await?;
        page.paste(documents::fixture("documents/truncated.json")?.text()?).await?;
        open_tab(page, "Findings").await?;
        panel_says(page, "line ").await?;
        Ok(())
    });
}
