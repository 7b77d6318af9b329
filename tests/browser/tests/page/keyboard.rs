//! Everything without a mouse.

use browser_tests::{Key, documents, until, visit};

use crate::steps::{fill, holds, is_chosen, is_open, row, rows, tab_to};

#[test]
fn an_example_is_opened_and_its_tree_walked_by_keys_alone() {
    visit(async |page| {
        let (_, title) = documents::examples()?.into_iter().next().ok_or("no examples")?;
        page.open("").await?;
        page.one("button", &title).await?;
        tab_to(page, "button", &title).await?;
        page.press(&[Key::Enter]).await?;
        row(page, "linux/amd64").await?;

        tab_to(page, "tree", "").await?;
        page.press(&[Key::Home]).await?;
        is_chosen(page, "OCI index").await?;
        page.press(&[Key::Down]).await?;
        is_chosen(page, "linux/amd64").await?;

        // Right opens, right again goes in; left goes out, left again closes.
        assert_eq!(row(page, "linux/amd64").await?.is("expanded"), Some(false));
        page.press(&[Key::Right]).await?;
        row(page, "config").await?;
        page.press(&[Key::Right]).await?;
        is_chosen(page, "config").await?;
        page.press(&[Key::Left]).await?;
        is_chosen(page, "linux/amd64").await?;
        page.press(&[Key::Left]).await?;
        until("the row to be closed", async || match row(page, "linux/amd64").await?.is("expanded") {
            Some(false) => Ok(()),
            other => Err(format!("It says {other:?}.").into()),
        })
        .await?;

        page.press(&[Key::End]).await?;
        is_chosen(page, "linux/s390x").await?;
        page.press(&[Key::Home]).await?;
        is_chosen(page, "OCI index").await?;
        Ok(())
    });
}

#[test]
fn letters_lead_to_the_next_row_that_begins_with_them() {
    visit(async |page| {
        crate::steps::open_example(page, "windows-and-linux").await?;
        tab_to(page, "tree", "").await?;
        page.press(&[Key::Home]).await?;
        page.type_text("w").await?;
        is_chosen(page, "windows(10.0.17763.7792)/amd64").await?;
        page.type_text("w").await?;
        is_chosen(page, "windows(10.0.20348.4171)/amd64").await?;
        page.press(&[Key::Home]).await?;
        page.type_text("lin").await?;
        is_chosen(page, "linux/amd64").await?;
        Ok(())
    });
}

#[test]
fn a_slash_leads_to_the_filter_and_escape_takes_it_away() {
    visit(async |page| {
        crate::steps::open_example(page, "multi-arch").await?;
        let all = rows(page).await?.len();
        tab_to(page, "tree", "").await?;
        page.type_text("/").await?;
        page.type_text("s390x").await?;
        until("the rows of one platform alone", async || {
            let rows = rows(page).await?;
            let entries: Vec<_> = rows.iter().filter(|row| row.number("level") == Some(2)).collect();
            match entries.as_slice() {
                [entry] if holds(entry, "linux/s390x") => Ok(()),
                others => Err(format!("There are {others:#?}.").into()),
            }
        })
        .await?;
        page.press(&[Key::Escape]).await?;
        until("all rows again", async || match rows(page).await?.len() {
            found if found >= all => Ok(()),
            found => Err(format!("There are {found}.").into()),
        })
        .await?;
        fill(page, "#filter", "nothing is called so").await?;
        page.says("Nothing matches the filter").await?;
        Ok(())
    });
}

#[test]
fn tabs_are_changed_by_arrows() {
    visit(async |page| {
        crate::steps::open_example(page, "multi-arch").await?;
        tab_to(page, "tab", "Overview").await?;
        page.press(&[Key::End]).await?;
        is_open(page, "Findings").await?;
        page.press(&[Key::Left]).await?;
        is_open(page, "Commands").await?;
        page.press(&[Key::Home]).await?;
        is_open(page, "Overview").await?;
        page.press(&[Key::Left]).await?;
        is_open(page, "Findings").await?;
        page.press(&[Key::Right]).await?;
        is_open(page, "Overview").await?;
        Ok(())
    });
}

#[test]
fn the_first_tab_leads_past_the_top() {
    visit(async |page| {
        crate::steps::open_example(page, "multi-arch").await?;
        crate::steps::is_kept_for_a_reload(page).await?;
        page.reload().await?;
        row(page, "OCI index").await?;
        let before = page.url().await?;
        tab_to(page, "link", "Skip to the content").await?;
        page.press(&[Key::Enter]).await?;
        let focused = page.script("return document.activeElement.id", &[]).await?;
        assert_eq!(focused, "main");
        assert_eq!(page.url().await?, before, "the address is the view's");
        Ok(())
    });
}

/// As each browser computes them by itself, where others go by the page's markup.
#[test]
fn the_tree_and_its_rows_have_roles_and_names() {
    visit(async |page| {
        crate::steps::open_example(page, "multi-arch").await?;
        row(page, "linux/amd64").await?;
        let (role, name) = page.computed("[role=tree]").await?;
        assert_eq!((role.as_str(), name.as_str()), ("tree", "Image"));
        let (role, name) = page.computed("[role=treeitem]").await?;
        assert_eq!(role, "treeitem");
        assert!(name.contains("verified") && name.contains("OCI index"), "{name}");
        Ok(())
    });
}
