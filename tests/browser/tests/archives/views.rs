//! Every view of files: accessible, as wide as its window, and drawn for people to look at.

use browser_tests::{Key, Page, Result};

use crate::files::{lists, open_files, pick};
use crate::image::Image;
use crate::steps::{choose, open_tab, panel_says, tab_to};

/// Opens the Files tab of the image, does `more`, and looks at it in all widths and schemes.
#[track_caller]
fn view(name: &str, more: impl AsyncFn(&Page) -> Result<()>) {
    browser_tests::view(name, async |page| {
        let image = Image::new()?;
        open_files(page, &image).await?;
        more(page).await?;
        Ok(image)
    });
}

#[test]
fn files_of_an_image_after_a_layer() {
    view("files-image", async |page| {
        pick(page, "Layers to look at", "After layer 2").await?;
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Right, Key::Down, Key::Down]).await?;
        Ok(())
    });
}

#[test]
fn files_of_one_layer() {
    view("files-layer", async |page| {
        choose(page, "layer 3").await?;
        open_tab(page, "Files").await?;
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Right]).await?;
        lists(page, &["srv", ">deleted gone.txt"]).await?;
        Ok(())
    });
}

#[test]
fn files_that_are_wasted() {
    view("files-wasted", async |page| {
        pick(page, "Files to show", "Wasted").await?;
        panel_says(page, "can’t be seen any more").await?;
        Ok(())
    });
}

#[test]
fn a_file_in_the_viewer() {
    view("files-viewer", async |page| {
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Down, Key::Right, Key::Down, Key::Enter]).await?;
        panel_says(page, "\"name\": \"app\"").await?;
        Ok(())
    });
}
