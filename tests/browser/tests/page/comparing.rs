//! Two images beside each other, and an index that is composed.

use browser_tests::{view, visit};

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
