//! The address bar follows the view; back, forward and reload do what they do everywhere.

use browser_tests::{until, visit};

use crate::steps::{
    choose, is_chosen, is_in_state, is_kept_for_a_reload, is_open, open_example, open_tab, row,
};

#[test]
fn back_and_forward_go_through_nodes_and_tabs() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        open_tab(page, "Layers").await?;
        choose(page, "linux/riscv64").await?;
        is_open(page, "Layers").await?;

        page.back().await?;
        is_chosen(page, "linux/arm64/v8").await?;
        is_open(page, "Layers").await?;
        page.back().await?;
        is_open(page, "Overview").await?;
        is_chosen(page, "linux/arm64/v8").await?;
        page.forward().await?;
        page.forward().await?;
        is_chosen(page, "linux/riscv64").await?;
        is_open(page, "Layers").await?;
        Ok(())
    });
}

#[test]
fn a_reload_keeps_the_documents_and_the_view() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/arm64/v8").await?;
        open_tab(page, "Raw").await?;
        is_kept_for_a_reload(page).await?;
        page.reload().await?;
        is_chosen(page, "linux/arm64/v8").await?;
        is_open(page, "Raw").await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        Ok(())
    });
}

#[test]
fn another_tab_of_the_browser_starts_empty() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        row(page, "OCI index").await?;
        let tab = page.client().new_window(true).await?;
        page.client().switch_to_window(tab.handle).await?;
        page.open("").await?;
        page.one("heading", "See what a container image really holds").await?;
        Ok(())
    });
}

#[test]
fn begin_anew_puts_everything_away_for_good() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        page.click("button", "Start over").await?;
        page.one("heading", "See what a container image really holds").await?;
        page.reload().await?;
        page.one("heading", "See what a container image really holds").await?;
        Ok(())
    });
}

#[test]
fn the_address_says_the_view() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        choose(page, "linux/amd64").await?;
        open_tab(page, "Config").await?;
        until("the address to name the tab", async || {
            let url = page.url().await?;
            if url.contains("config") { Ok(()) } else { Err(format!("It is {url}.").into()) }
        })
        .await?;
        Ok(())
    });
}

/// Browsers refuse too many changes of the address at once, so of changes in a row the later ones wait.
#[test]
fn a_reload_right_after_a_change_does_not_lose_it() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        is_in_state(page, "linux/s390x", "verified").await?;
        is_kept_for_a_reload(page).await?;
        page.script(
            // The second change comes while the address rests from the first.
            "window.isOld = true;
             const hosts = document.querySelector('#host');
             for (const host of ['graviton-2', 'apple']) {
                 hosts.value = host;
                 hosts.dispatchEvent(new Event('change', { bubbles: true }));
             }
             // Once the page has taken them.
             setTimeout(() => location.reload());",
            &[],
        )
        .await?;
        until("the page to be reloaded", async || match page.script("return window.isOld", &[]).await? {
            old if old == true => Err("It is the old one.".into()),
            _ => Ok(()),
        })
        .await?;
        row(page, "OCI index").await?;
        let url = page.url().await?;
        assert!(url.contains("host=apple"), "{url}");
        Ok(())
    });
}
