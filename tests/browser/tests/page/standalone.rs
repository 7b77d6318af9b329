//! The page opened from a folder, without a server.

use browser_tests::{Page, environment, visit};

use crate::large::documents;
use crate::steps::{Step, is_in_state, open_tab, panel_says, row};

async fn open_from_folder(page: &Page) -> Step {
    let file = environment::site()?.join("index.html").canonicalize()?;
    page.open_url(&format!("file://{}", file.display())).await?;
    page.one("heading", "See what a container image really holds").await?;
    Ok(())
}

#[test]
fn the_page_works_from_a_folder() {
    visit(async |page| {
        open_from_folder(page).await?;
        page.click("button", "Multi-arch image").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        row(page, "OCI index").await?;
        Ok(())
    });
}

/// Browsers start no worker for a page from a folder: what is large is hashed by the page itself.
#[test]
fn more_than_a_mebibyte_is_verified_from_a_folder_too() {
    visit(async |page| {
        open_from_folder(page).await?;
        let text = String::from_utf8_lossy(&documents::manifest(2 << 20)).into_owned();
        // Firefox leaves out what an event is made with.
        let paste = "const value = new DataTransfer();
            value.setData('text/plain', given[0]);
            const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
            Object.defineProperty(event, 'clipboardData', { value });
            document.dispatchEvent(event);";
        page.script(paste, &[text.into()]).await?;
        is_in_state(page, "OCI manifest", "nothing to compare with").await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "\"schemaVersion\"").await?;
        Ok(())
    });
}

/// Chromium reads a dropped file there, but not by its entry in the file system.
#[test]
fn a_file_that_is_dropped_is_read_from_a_folder_too() {
    visit(async |page| {
        open_from_folder(page).await?;
        let index =
            br#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#;
        page.drop_bytes(&[("index.json", index)]).await?;
        row(page, "OCI index").await?;
        Ok(())
    });
}
