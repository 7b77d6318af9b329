//! A link shows the same to somebody else, whose browser verifies it again.

use browser_tests::{Page, visit};

use crate::steps::{
    Step, choose, is_chosen, is_in_state, is_open, open_example, open_tab, panel_says, row, rows,
};

/// Opens the share dialog, copies the link, and returns it.
async fn copied_link(page: &Page) -> Step<String> {
    page.click("button", "Copy the link").await?;
    page.one("button", "Copied").await?;
    Ok(page.clipboard().await?)
}

/// What the tree says, row by row.
async fn tree(page: &Page) -> Step<Vec<String>> {
    Ok(rows(page).await?.into_iter().map(|row| row.name).collect())
}

#[test]
fn a_link_opens_the_same_view_in_a_new_profile() {
    let (link, seen) = visit(async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        open_tab(page, "Config").await?;
        page.click("button", "Share").await?;
        page.one("dialog", "Share").await?;
        // What it holds, how long it is, and what goes with it, before it is made.
        page.says("17 documents").await?;
        page.says("characters").await?;
        page.says("environment variables").await?;
        let link = copied_link(page).await?;
        assert!(link.starts_with(&page.address("#").replace(' ', "%20")), "{link}");
        page.click("button", "Close").await?;
        Ok((link, tree(page).await?))
    });
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    visit(async |page| {
        page.open(&fragment).await?;
        is_chosen(page, "linux/arm64/v8").await?;
        is_open(page, "Config").await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        let mut own = tree(page).await?;
        if let (Some(own), Some(seen)) = (own.first_mut(), seen.first()) {
            // What the page has for its example is the link's word there.
            assert!(own.trim_start().starts_with("agrees with the link"), "{own}");
            own.clone_from(seen);
        }
        assert_eq!(own, seen);
        panel_says(page, "Environment").await?;
        Ok(())
    });
}

#[test]
fn configs_can_be_left_out() {
    let (whole, link) = visit(async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Share").await?;
        let whole = copied_link(page).await?;
        page.click("checkbox", "Include").await?;
        page.says("stay here").await?;
        page.says("9 documents").await?;
        Ok((whole, copied_link(page).await?))
    });
    assert!(link.len() < whole.len(), "{} against {}", link.len(), whole.len());
    visit(async |page| {
        page.open_url(
            &page.address(link.split_once('#').map(|(_, f)| format!("#{f}")).unwrap_or_default().as_str()),
        )
        .await?;
        choose(page, "linux/amd64").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        is_in_state(page, "config", "not loaded").await?;
        Ok(())
    });
}

#[test]
fn a_pinned_digest_goes_with_the_link() {
    let link = visit(async |page| {
        open_example(page, "reindented").await?;
        page.click("button", "Share").await?;
        copied_link(page).await
    });
    visit(async |page| {
        let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
        page.open(&fragment).await?;
        is_in_state(page, "Docker manifest", "digest mismatch").await?;
        page.one("button", "Take the recovered bytes").await?;
        Ok(())
    });
}

#[test]
fn a_link_can_be_pasted_into_the_box() {
    let link = visit(async |page| {
        open_example(page, "windows-and-linux").await?;
        page.click("button", "Share").await?;
        copied_link(page).await
    });
    visit(async |page| {
        page.open("").await?;
        page.paste(&link).await?;
        row(page, "linux/amd64").await?;
        Ok(())
    });
}

#[test]
fn a_broken_link_says_so() {
    let link = visit(async |page| {
        open_example(page, "reindented").await?;
        page.click("button", "Share").await?;
        copied_link(page).await
    });
    let fragment = link.split_once('#').map(|(_, fragment)| fragment.to_owned()).unwrap_or_default();
    let (half, rest) = fragment.split_at(fragment.len() / 2);
    let other = if rest.starts_with('A') { "B" } else { "A" };
    let altered = [half, other, rest.get(1..).unwrap_or_default()].concat();
    for (broken, said) in [
        (half.to_owned(), "This link is cut short"),
        // Which fault that makes depends on the character.
        (altered, "Copy the whole link again"),
        (fragment.replacen('2', "9", 1), "This link is of version '9'"),
        ([half, "%20", rest].concat(), "of this link is"),
    ] {
        visit(async |page| {
            page.open(&format!("#{broken}")).await?;
            page.says(said).await?;
            // And the page is none the worse for it.
            page.one("heading", "See what a container image really holds").await?;
            Ok(())
        });
    }
}

#[test]
fn the_dialog_gives_the_focus_back() {
    visit(async |page| {
        open_example(page, "reindented").await?;
        page.click("button", "Share").await?;
        page.one("dialog", "Share").await?;
        page.press(&[browser_tests::Key::Escape]).await?;
        page.gone("dialog", "Share").await?;
        let focused = page.script("return document.activeElement.innerText", &[]).await?;
        assert_eq!(focused, "Share");
        Ok(())
    });
}
