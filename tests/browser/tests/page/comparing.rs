//! Two images beside each other, and an index that is composed.

use browser_tests::{Key, view, visit};

use crate::steps::{Step, choose, is_chosen, open_example, open_tab, panel_says, tab_to};

/// Two platforms of the example beside each other: one is marked, and the other chosen in the tree.
async fn two_platforms(page: &browser_tests::Page) -> Step {
    open_example(page, "multi-arch").await?;
    choose(page, "linux/amd64").await?;
    open_tab(page, "Compare").await?;
    page.click("button", "Mark it").await?;
    choose(page, "linux/arm64/v8").await?;
    panel_says(page, "pulling the second loads").await?;
    Ok(())
}

#[test]
fn comparison() {
    view("comparison", two_platforms);
}

#[test]
fn composing() {
    view("composing", async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Compose").await?;
        page.one("dialog", "Compose an index").await?;
        page.says("What clients take").await?;
        Ok(())
    });
}

#[test]
fn one_key_swaps_the_two_and_back_shows_them_as_they_were() {
    visit(async |page| {
        two_platforms(page).await?;
        tab_to(page, "tab", "Compare").await?;
        page.type_text("x").await?;
        is_chosen(page, "linux/amd64").await?;
        panel_says(page, "pulling the second loads").await?;
        page.back().await?;
        is_chosen(page, "linux/arm64/v8").await?;
        panel_says(page, "pulling the second loads").await?;
        Ok(())
    });
}

#[test]
fn a_link_of_a_comparison_opens_in_a_new_profile() {
    let link = visit(async |page| {
        two_platforms(page).await?;
        page.click("button", "Share").await?;
        page.one("dialog", "Share").await?;
        page.click("button", "Copy the link").await?;
        page.one("button", "Copied").await?;
        Ok(page.clipboard().await?)
    });
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    visit(async |page| {
        page.open(&fragment).await?;
        is_chosen(page, "linux/arm64/v8").await?;
        panel_says(page, "pulling the second loads").await?;
        panel_says(page, "linux/amd64").await?;
        Ok(())
    });
}

/// What each entry of the draft says, in their order.
async fn platforms(page: &browser_tests::Page) -> Step<Vec<String>> {
    let script = "return [...document.querySelectorAll('.draft-entry .input[aria-label^=Platform]')].map((one) => one.value)";
    let said = page.script(script, &[]).await?;
    Ok(said.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect())
}

#[test]
fn an_index_is_composed_by_keys_and_survives_a_reload() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Compose").await?;
        page.one("dialog", "Compose an index").await?;
        let before = platforms(page).await?;
        page.script("document.querySelector('[aria-label=\"Move entry 1 down\"]').focus()", &[]).await?;
        page.press(&[Key::Enter]).await?;
        page.one("button", "Move entry 2 up").await?;
        page.press(&[Key::Enter]).await?;
        let focused = page.script("return document.activeElement.id", &[]).await?;
        assert!(
            focused.as_str().is_some_and(|id| id.starts_with("draft-down-")),
            "the button keeps the focus: {focused}"
        );
        let after = platforms(page).await?;
        assert_ne!(before, after, "it moved");
        assert!(page.url().await?.contains("draft="), "{}", page.url().await?);
        page.reload().await?;
        page.one("dialog", "Compose an index").await?;
        assert_eq!(platforms(page).await?, after);
        Ok(())
    });
}

#[test]
fn the_lower_half_of_composing() {
    view("composing-files", async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Compose").await?;
        page.one("dialog", "Compose an index").await?;
        page.says("Files for build systems").await?;
        page.script(
            "for (const one of document.querySelectorAll('.draft-commands details')) { one.open = one.innerText.includes('ACR Task') || one.innerText.includes('podman') }
             document.querySelector('.draft-commands').scrollIntoView()",
            &[],
        )
        .await?;
        Ok(())
    });
}
