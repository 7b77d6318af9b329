//! The page opened from a folder, without a server.

use browser_tests::{environment, visit};

use crate::steps::{is_in_state, row};

#[test]
fn the_page_works_from_a_folder() {
    visit(async |page| {
        let file = environment::site()?.join("index.html").canonicalize()?;
        page.open_url(&format!("file://{}", file.display())).await?;
        page.one("heading", "See what a container image really holds").await?;
        page.click("button", "Multi-arch image").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        row(page, "OCI index").await?;
        Ok(())
    });
}
