//! The Raw tab: exact bytes, search, folds, marks, hex.

use browser_tests::{Key, until, visit};

use crate::steps::{fill, open_example, open_tab, panel_says};

#[test]
fn the_exact_bytes_are_shown_and_copied() {
    visit(async |page| {
        let text = "{\r\n\t\"schemaVersion\" : 2 ,\n  \"odd\":   [1,2]}\n\n";
        page.open("").await?;
        page.drop_bytes(&[("odd.json", text.as_bytes())]).await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "\"odd\":   [1,2]").await?;
        page.click("button", "Copy").await?;
        until("the bytes on the clipboard", async || match page.clipboard().await? {
            copied if copied == text => Ok(()),
            copied => Err(format!("It holds {copied:?}").into()),
        })
        .await?;
        Ok(())
    });
}

#[test]
fn search_goes_from_hit_to_hit() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        open_tab(page, "Raw").await?;
        fill(page, "[aria-label='Search the bytes']", "architecture").await?;
        panel_says(page, "1 of 8").await?;
        page.press(&[Key::Enter]).await?;
        panel_says(page, "2 of 8").await?;
        fill(page, "[aria-label='Search the bytes']", "riscv64").await?;
        panel_says(page, "1 of 1").await?;
        panel_says(page, "\"riscv64\"").await?;
        fill(page, "[aria-label='Search the bytes']", "nothing says this").await?;
        panel_says(page, "none").await?;
        Ok(())
    });
}

#[test]
fn what_is_folded_is_counted_and_can_be_unfolded() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        open_tab(page, "Raw").await?;
        page.click("button", "Fold all").await?;
        panel_says(page, "lines").await?;
        page.click("button", "Unfold all").await?;
        panel_says(page, "\"architecture\"").await?;
        Ok(())
    });
}

#[test]
fn a_finding_leads_to_its_place() {
    visit(async |page| {
        open_example(page, "faults").await?;
        open_tab(page, "Findings").await?;
        let places = page.all("button").await?;
        let place =
            places.iter().find(|button| button.name.contains("show in Raw")).ok_or("no place to show")?;
        page.element(place).await?.click().await?;
        until("the place to be marked and in sight", async || {
            let seen = page
                .script(
                    "const mark = document.querySelector('.raw-row .target');
                     if (!mark) return null;
                     const box = mark.getBoundingClientRect();
                     return document.elementFromPoint(box.x + 2, box.y + 2)?.closest('.raw-row') !== null;",
                    &[],
                )
                .await?;
            if seen == true { Ok(()) } else { Err(format!("{seen}").into()) }
        })
        .await?;
        until("a finding to have a mark in the margin", async || match page.count(".raw-mark").await? {
            0 => Err("There is none.".into()),
            _ => Ok(()),
        })
        .await?;
        Ok(())
    });
}

#[test]
fn bytes_that_are_no_text_are_shown_in_hex() {
    visit(async |page| {
        page.open("").await?;
        // Bytes that begin like no format that has a name.
        page.drop_bytes(&[("blob", &[0x91, 0x4b, 3, 4, 0, 1, 2, 3, 0xff, 0xfe])]).await?;
        open_tab(page, "Raw").await?;
        panel_says(page, "91 4b 03 04").await?;
        Ok(())
    });
}

#[test]
fn text_can_be_looked_at_in_hex_too() {
    visit(async |page| {
        open_example(page, "reindented").await?;
        open_tab(page, "Raw").await?;
        page.click("button", "Hex").await?;
        panel_says(page, "7b 0a 20 20 22").await?;
        page.click("button", "Text").await?;
        panel_says(page, "\"schemaVersion\"").await?;
        Ok(())
    });
}
