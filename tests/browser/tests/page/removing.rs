//! What is removed can be put back, and of several images a link holds those that are chosen.

use browser_tests::{Page, Result, until, visit};

use crate::steps::{is_chosen, open_example, row, rows};

/// Waits until so many documents hang under no other.
async fn roots(page: &Page, count: usize) -> Result<()> {
    until(&format!("{count} roots"), async || {
        let roots = rows(page).await?.iter().filter(|row| row.number("level") == Some(1)).count();
        if roots == count { Ok(()) } else { Err(format!("There are {roots}.").into()) }
    })
    .await
}

#[test]
fn start_over_can_be_undone() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        crate::steps::choose(page, "linux/arm64/v8").await?;
        page.click("button", "Start over").await?;
        page.says("Removed: 17 documents.").await?;
        page.one("heading", "Or look at an example").await?;
        page.accessible().await?;
        page.click("button", "Undo").await?;
        is_chosen(page, "linux/arm64/v8").await?;
        page.gone("button", "Undo").await?;
        Ok(())
    });
}

#[test]
fn one_of_several_images_is_removed_and_put_back() {
    visit(async |page| {
        open_example(page, "faults").await?;
        roots(page, 3).await?;
        page.click("button", "Remove").await?;
        roots(page, 2).await?;
        page.click("button", "Undo").await?;
        roots(page, 3).await?;
        Ok(())
    });
}

#[test]
fn a_link_holds_the_images_that_are_chosen() {
    visit(async |page| {
        open_example(page, "faults").await?;
        row(page, "OCI index").await?;
        roots(page, 3).await?;
        page.click("button", "Share").await?;
        page.one("textbox", "The link").await?;
        page.click_css(".share-images input").await?;
        page.says("5 documents").await?;
        let link = page.one("textbox", "The link").await?.value;
        page.client().goto("about:blank").await?;
        page.open_url(&link).await?;
        roots(page, 2).await?;
        Ok(())
    });
}
