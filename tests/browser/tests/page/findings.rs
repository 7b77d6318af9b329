//! What was found is seen: in the tree, on the tab, and in one list of all of it.

use browser_tests::{Key, Page, Result, until, visit};

use crate::steps::{is_open, open_example, row, tab_to};

/// How many findings the open list shows.
async fn listed(page: &Page) -> Result<u64> {
    page.count(".all-findings .finding-list > li").await
}

#[test]
fn the_total_opens_a_list_that_leads_to_each_node() {
    visit(async |page| {
        open_example(page, "faults").await?;
        page.click("button", "findings").await?;
        page.one("dialog", "Findings").await?;
        let all = listed(page).await?;
        page.click("button", "warnings").await?;
        until("only the warnings to be listed", async || match listed(page).await? {
            some if some > 0 && some < all => Ok(()),
            some => Err(format!("{some} of {all} are listed.").into()),
        })
        .await?;
        page.click_css(".all-findings .finding-place button").await?;
        page.gone("dialog", "Findings").await?;
        is_open(page, "Findings").await?;
        Ok(())
    });
}

#[test]
fn a_row_says_that_something_was_found_there() {
    visit(async |page| {
        open_example(page, "faults").await?;
        until("a mark on the index", async || {
            let row = row(page, "OCI index").await?;
            if row.name.contains("errors and warnings") { Ok(()) } else { Err(row.name.into()) }
        })
        .await?;
        // Closed, it says that there is more under it. The first document is chosen, so one key closes it.
        tab_to(page, "tree", "Image").await?;
        page.press(&[Key::Left]).await?;
        until("a mark for what is under it", async || {
            let row = row(page, "OCI index").await?;
            if row.name.contains("under it") { Ok(()) } else { Err(row.name.into()) }
        })
        .await?;
        Ok(())
    });
}
