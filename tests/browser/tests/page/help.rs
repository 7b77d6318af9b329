//! The help page, and the ways to it and back.

use browser_tests::{until, visit};

use crate::steps::{open_example, row};

#[test]
fn the_foot_of_the_page_leads_to_help_and_help_leads_back() {
    visit(async |page| {
        page.open("").await?;
        page.click("link", "Help").await?;
        until("the help page", async || match page.url().await? {
            url if url.ends_with("/help/index.html") => Ok(()),
            url => Err(format!("It is {url}.").into()),
        })
        .await?;
        page.one("heading", "States").await?;
        page.accessible().await?;
        page.kept_its_word().await?;
        page.click("link", "Bayplan").await?;
        page.started().await?;
        page.one("heading", "See what a container image really holds").await?;
        Ok(())
    });
}

#[test]
fn the_name_of_the_page_leads_to_the_first_view_and_loses_nothing() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        crate::steps::choose(page, "linux/amd64").await?;
        page.click("link", "Bayplan, to the first view").await?;
        crate::steps::is_chosen(page, "OCI index").await?;
        row(page, "linux/amd64").await?;
        Ok(())
    });
}
