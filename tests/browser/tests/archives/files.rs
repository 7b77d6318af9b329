//! The files of an image, as it stands after each layer: listed, filtered, opened, saved.

use browser_tests::{Key, Page, Result, until, visit};

use crate::image::{Image, JSON};
use crate::steps::{choose, is_in_state, open_tab, panel_says, row, tab_to};

/// Drops the image and opens the Files tab of its manifest.
pub async fn open_files(page: &Page, image: &Image) -> Result<()> {
    page.open("").await?;
    page.drop_files(&[image.archive("oci-archive")?]).await?;
    row(page, "OCI layout").await?;
    choose(page, "test:latest").await?;
    page.press(&[Key::Right]).await?;
    is_in_state(page, "layer 4", "verified").await?;
    open_tab(page, "Files").await?;
    page.one("treegrid", "Files").await?;
    Ok(())
}

/// The names of the rows of files, as a screen reader has them, without the row of heads.
async fn names(page: &Page) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('.file-row[aria-level]')].map((row) =>
        '>'.repeat(row.ariaLevel - 1) + [...row.querySelectorAll('.change, bdi')]
          .map((one) => one.ariaLabel ?? one.textContent).join(' '))";
    let rows = page.script(script, &[]).await?;
    Ok(rows.as_array().into_iter().flatten().filter_map(|row| Some(row.as_str()?.to_owned())).collect())
}

pub async fn lists(page: &Page, expected: &[&str]) -> Result<()> {
    until(&format!("the rows {expected:?}"), async || {
        let names = names(page).await?;
        if names == expected { Ok(()) } else { Err(format!("They are {names:#?}").into()) }
    })
    .await
}

/// Chooses an option of a choice by its words.
pub async fn pick(page: &Page, choice: &str, words: &str) -> Result<()> {
    let script = "const select = [...document.querySelectorAll('select')].find((one) => one.ariaLabel === given[0]);
        const option = [...select.options].find((one) => (one.parentElement.label ?? '').concat(' ', one.text).includes(given[1]));
        select.value = option.value;
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(script, &[choice.into(), words.into()]).await.map(drop)
}

#[test]
fn the_tree_is_that_of_the_image_after_each_layer() {
    visit(async |page| {
        let image = Image::new()?;
        open_files(page, &image).await?;
        lists(page, &["bin", "etc", "srv"]).await?;
        pick(page, "Layers to look at", "Changes of layer 3").await?;
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Right]).await?;
        lists(page, &["srv", ">deleted gone.txt"]).await?;
        pick(page, "Layers to look at", "After layer 1").await?;
        lists(page, &["bin", "etc", "srv", ">gone.txt", ">old"]).await?;
        pick(page, "Layers to look at", "After layer 4").await?;
        lists(page, &["bin", "etc", "srv", ">old"]).await?;
        Ok(())
    });
}

#[test]
fn the_keys_lead_through_the_files_and_open_one() {
    visit(async |page| {
        let image = Image::new()?;
        open_files(page, &image).await?;
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Down, Key::Right]).await?;
        lists(page, &["bin", "etc", ">app.json", ">motd", ">os-release", "srv"]).await?;
        page.press(&[Key::Down, Key::Enter]).await?;
        // It is JSON on one line, and is shown with lines.
        panel_says(page, "\"name\": \"app\"").await?;
        page.click("button", "As it is").await?;
        panel_says(page, JSON).await?;
        page.accessible().await?;
        page.script("document.querySelector('.file-actions .button:last-child').click()", &[]).await?;
        let saved = page.download().await?;
        assert_eq!((saved.name.as_str(), saved.bytes.as_slice()), ("app.json", JSON.as_bytes()));
        Ok(())
    });
}

#[test]
fn the_filter_and_the_lists_find_files() {
    visit(async |page| {
        let image = Image::new()?;
        open_files(page, &image).await?;
        page.click_css(".files-filter input").await?;
        page.type_text("MOTD").await?;
        lists(page, &["etc", ">motd"]).await?;
        page.press_with(Key::Control, 'a').await?;
        page.press(&[Key::Delete]).await?;
        pick(page, "Files to show", "Largest").await?;
        until("the largest file first", async || {
            let names = names(page).await?;
            if names.first().is_some_and(|name| name == "bin/tool") {
                Ok(())
            } else {
                Err(format!("{names:?}").into())
            }
        })
        .await?;
        pick(page, "Files to show", "Wasted").await?;
        panel_says(page, "can’t be seen any more").await?;
        lists(page, &["changed etc/motd", "deleted srv/gone.txt", "deleted srv/old/data"]).await?;
        Ok(())
    });
}
