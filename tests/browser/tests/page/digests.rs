//! A digest is pinned, agrees or doesn't, and what happened to the bytes is told.

use browser_tests::{Key, documents, until, visit};

use crate::steps::{choose, fill, is_in_state, open_tab, panel_says, row};

/// Docker's hello-world for linux/amd64, as the registry has it.
const HELLO_WORLD: &str = "sha256:92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a";

fn hello_world() -> browser_tests::Result<String> {
    let example = documents::example("reindented")?;
    example.first().ok_or("The example is empty.")?.text().map(str::to_owned)
}

#[test]
fn a_paste_that_was_re_indented_is_told_and_recovered() {
    visit(async |page| {
        page.open("").await?;
        fill(page, "#expected", HELLO_WORLD).await?;
        page.click_css("#box").await?;
        page.paste(&hello_world()?).await?;
        is_in_state(page, "Docker manifest", "digest mismatch").await?;
        panel_says(page, "3-space").await?;
        panel_says(page, "524 bytes").await?;
        page.click("button", "Take the recovered bytes").await?;
        is_in_state(page, "Docker manifest", "verified").await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "   \"schemaVersion\"").await?;
        Ok(())
    });
}

#[test]
fn the_same_from_one_line_pinned_afterwards() {
    visit(async |page| {
        let compact: serde_json::Value = serde_json::from_str(&hello_world()?)?;
        page.open("").await?;
        // serde_json sorts the keys; the original's order is schemaVersion, mediaType, config, layers.
        let text = format!(
            "{{\"schemaVersion\":2,\"mediaType\":{},\"config\":{},\"layers\":[{}]}}",
            compact["mediaType"],
            descriptor(&compact["config"]),
            descriptor(&compact["layers"][0])
        );
        page.paste(&text).await?;
        is_in_state(page, "Docker manifest", "nothing to compare with").await?;
        fill(page, "#pin", HELLO_WORLD).await?;
        page.press(&[Key::Enter]).await?;
        is_in_state(page, "Docker manifest", "digest mismatch").await?;
        page.click("button", "Take the recovered bytes").await?;
        is_in_state(page, "Docker manifest", "verified").await?;
        Ok(())
    });
}

fn descriptor(value: &serde_json::Value) -> String {
    format!(
        "{{\"mediaType\":{},\"size\":{},\"digest\":{}}}",
        value["mediaType"], value["size"], value["digest"]
    )
}

#[test]
fn a_digest_that_agrees_is_said_to_agree_and_can_be_taken_away() {
    visit(async |page| {
        let example = documents::example("multi-arch")?;
        let index = example.first().ok_or("The example is empty.")?.text()?.to_owned();
        page.open("").await?;
        page.paste(&index).await?;
        is_in_state(page, "OCI index", "nothing to compare with").await?;
        fill(page, "#pin", "sha256:110a6b83c346aa934d7f0747488ac996478d6b1a7e89d218d26c1fbdeacd5832").await?;
        page.click("button", "Compare").await?;
        is_in_state(page, "OCI index", "verified").await?;
        page.click("button", "Remove").await?;
        is_in_state(page, "OCI index", "nothing to compare with").await?;
        Ok(())
    });
}

#[test]
fn bytes_that_no_change_brings_back_are_said_to_be_others() {
    visit(async |page| {
        page.open("").await?;
        fill(page, "#expected", HELLO_WORLD).await?;
        page.click_css("#box").await?;
        page.paste(&hello_world()?.replace("977", "978")).await?;
        is_in_state(page, "Docker manifest", "digest mismatch").await?;
        panel_says(page, "match").await?;
        page.gone("button", "Take the recovered bytes").await?;
        Ok(())
    });
}

#[test]
fn what_is_no_digest_is_refused_with_its_reason() {
    visit(async |page| {
        page.open("").await?;
        fill(page, "#expected", "sha256:abc").await?;
        page.click_css("#box").await?;
        page.paste(&hello_world()?).await?;
        page.says("The expected digest can't be read").await?;
        fill(page, "#expected", "").await?;
        page.click("button", "Inspect").await?;
        row(page, "Docker manifest").await?;
        Ok(())
    });
}

#[test]
fn a_digest_is_copied_whole_by_its_button() {
    visit(async |page| {
        let example = documents::example("multi-arch")?;
        page.open("").await?;
        page.paste(example.first().ok_or("The example is empty.")?.text()?).await?;
        choose(page, "linux/amd64").await?;
        let digest = page.script("return document.querySelector('.digest [title^=Copy]').title", &[]).await?;
        let digest =
            digest.as_str().and_then(|title| title.strip_prefix("Copy ")).unwrap_or_default().to_owned();
        assert_eq!(digest.len(), "sha256:".len() + 64);
        page.click_css(".digest [title^=Copy]").await?;
        page.says("Copied").await?;
        until("the digest on the clipboard", async || match page.clipboard().await? {
            copied if copied == digest => Ok(()),
            other => Err(format!("It holds {other:?}.").into()),
        })
        .await?;
        Ok(())
    });
}
