//! Which entry each client takes on the chosen host, and the matrix of all hosts by all clients.

use browser_tests::{Key, Page, Result, until, visit};
use fantoccini::Locator;

use crate::steps::{Step, open_example, row, tab_to};

/// Waits until the verdict says `words`.
async fn verdict_says(page: &Page, words: &str) -> Result<()> {
    until(&format!("the verdict “{words}”"), async || {
        let said = page.script("return document.querySelector('.selection-verdict')?.innerText", &[]).await?;
        let said = said.as_str().unwrap_or_default();
        if said.contains(words) { Ok(()) } else { Err(format!("It says {said}").into()) }
    })
    .await
}

/// Opens the example with the matrix open.
async fn open_matrix(page: &Page) -> Step {
    open_example(page, "multi-arch").await?;
    page.click("button", "All hosts").await?;
    page.one("grid", "").await?;
    Ok(())
}

#[test]
fn a_host_is_chosen_by_keys_and_the_verdict_follows() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        verdict_says(page, "linux/amd64").await?;
        tab_to(page, "combobox", "Host").await?;
        page.type_text("Apple").await?;
        page.press(&[Key::Enter]).await?;
        verdict_says(page, "linux/arm64/v8").await?;
        // The tree marks what would be pulled.
        until("the mark on the entry", async || {
            let row = row(page, "linux/arm64/v8").await?;
            if row.name.contains("chosen") { Ok(()) } else { Err(row.name.into()) }
        })
        .await?;
        until("the address to name the host", async || {
            let url = page.url().await?;
            if url.contains("host=apple") { Ok(()) } else { Err(format!("It is {url}.").into()) }
        })
        .await?;
        page.reload().await?;
        verdict_says(page, "linux/arm64/v8").await?;
        Ok(())
    });
}

#[test]
fn a_platform_is_written_in_the_usual_form() {
    visit(async |page| {
        open_example(page, "multi-arch").await?;
        tab_to(page, "combobox", "Host").await?;
        page.type_text("another").await?;
        page.press(&[Key::Enter]).await?;
        page.one("combobox", "Platform of the host").await?;
        crate::steps::fill(page, "#host-written", "linux/riscv64").await?;
        page.press(&[Key::Enter]).await?;
        verdict_says(page, "linux/riscv64").await?;
        crate::steps::fill(page, "#host-written", "no platform at all").await?;
        page.press(&[Key::Enter]).await?;
        until("a word on what is wrong", async || {
            let said = page.script("return document.querySelector('#host-error')?.innerText", &[]).await?;
            match said.as_str() {
                Some(said) if !said.trim().is_empty() => Ok(()),
                _ => Err("Nothing is said.".into()),
            }
        })
        .await?;
        Ok(())
    });
}

#[test]
fn the_matrix_is_walked_by_arrows_and_enter_chooses_a_cell() {
    visit(async |page| {
        open_matrix(page).await?;
        let selected = "return document.querySelector('.matrix-grid td[aria-selected=true] button')?.id";
        let before = page.script(selected, &[]).await?;
        page.script("document.querySelector('.matrix-grid td button[tabindex=\"0\"]').focus()", &[]).await?;
        page.press(&[Key::Down, Key::Right, Key::Enter]).await?;
        until("another cell to be chosen", async || {
            let now = page.script(selected, &[]).await?;
            if now.is_string() && now != before { Ok(()) } else { Err(format!("It is {now}.").into()) }
        })
        .await?;
        page.click("button", "Close the matrix").await?;
        page.gone("grid", "").await?;
        assert_eq!(page.script("return document.activeElement.id", &[]).await?, "matrix-button");
        Ok(())
    });
}

#[test]
fn the_matrix_goes_with_a_link() {
    let (link, host) = visit(async |page| {
        open_example(page, "multi-arch").await?;
        tab_to(page, "combobox", "Host").await?;
        page.type_text("IBM Z").await?;
        page.press(&[Key::Enter]).await?;
        verdict_says(page, "linux/s390x").await?;
        page.click("button", "All hosts").await?;
        page.one("grid", "").await?;
        page.click("button", "Share").await?;
        page.click("button", "Copy the link").await?;
        page.one("button", "Copied").await?;
        Ok((page.clipboard().await?, page.script("return document.querySelector('#host').value", &[]).await?))
    });
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    visit(async |page| {
        page.open(&fragment).await?;
        page.one("grid", "").await?;
        verdict_says(page, "linux/s390x").await?;
        assert_eq!(page.script("return document.querySelector('#host').value", &[]).await?, host);
        Ok(())
    });
}

#[test]
fn the_matrix_is_saved_as_csv_and_markdown() {
    visit(async |page| {
        open_matrix(page).await?;
        page.click("button", "CSV").await?;
        let csv = String::from_utf8(page.download().await?.bytes).unwrap();
        let columns: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
        assert!(columns.len() > 20, "a line a host: {csv}");
        assert!(csv.contains("containerd"), "{csv}");
        page.click("button", "Markdown").await?;
        let table = String::from_utf8(page.download().await?.bytes).unwrap();
        assert!(table.lines().any(|line| line.starts_with('|')), "{table}");
        Ok(())
    });
}

#[test]
fn a_client_that_does_otherwise_is_marked_with_its_reason() {
    visit(async |page| {
        open_example(page, "windows-and-linux").await?;
        choose_host(page, "Windows Server 2022").await?;
        verdict_says(page, "windows(10.0.20348").await?;
        page.says("does otherwise").await?;
        Ok(())
    });
}

/// Takes the first host of the list whose name begins so. What a list makes of keys is its browser's affair.
async fn choose_host(page: &Page, name: &str) -> Result<()> {
    let script = "return [...document.querySelectorAll('#host option')].find((one) => one.text.startsWith(given[0]))?.value";
    let value = page.script(script, &[name.into()]).await?;
    let list = page.client().find(Locator::Css("#host")).await?;
    Ok(list.select_by_value(value.as_str().ok_or("There is no such host.")?).await?)
}
