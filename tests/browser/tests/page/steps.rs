//! What people do again and again.

use browser_tests::aria::Seen;
use browser_tests::{Failed, Key, Page, Result, documents, until};

/// What a test's step answers.
pub type Step<T = ()> = std::result::Result<T, Failed>;

/// Opens the page and one of its examples, by a click on it, and waits for its first document.
pub async fn open_example(page: &Page, id: &str) -> Step {
    let examples = documents::examples()?;
    let (_, title) = examples.iter().find(|(known, _)| known == id).ok_or("There is no such example.")?;
    page.open("").await?;
    page.click("button", title).await?;
    page.one("tab", "Overview").await?;
    Ok(())
}

/// Waits until the page has kept the documents for a reload, which it does once they are on the screen.
pub async fn is_kept_for_a_reload(page: &Page) -> Step {
    until("the documents to be kept", async || {
        let kept = page.script("return sessionStorage.getItem('bayplan-documents') !== null", &[]);
        if kept.await? == true { Ok(()) } else { Err("They are not yet.".into()) }
    })
    .await?;
    Ok(())
}

/// The rows of the tree that are on the page, as a screen reader has them.
pub async fn rows(page: &Page) -> Result<Vec<Seen>> {
    page.all("treeitem").await
}

/// The first row whose words hold `words`, as soon as there is one.
pub async fn row(page: &Page, words: &str) -> Result<Seen> {
    until(&format!("a row with “{words}”"), async || {
        let rows = rows(page).await?;
        rows.iter().find(|row| holds(row, words)).cloned().ok_or_else(|| {
            let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
            format!("The rows are {names:#?}").into()
        })
    })
    .await
}

/// Whether a row's words hold `words`, whole: `linux/amd64` is not in `linux/amd64/v3`.
pub fn holds(row: &Seen, words: &str) -> bool {
    let spaced = row.name.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(" {spaced} ").contains(&format!(" {words} "))
}

/// Waits until the first row with `words` is in this state.
pub async fn is_in_state(page: &Page, words: &str, state: &str) -> Result<()> {
    until(&format!("“{words}” to be {state}"), async || {
        let row = row(page, words).await?;
        if row.name.trim_start().starts_with(state) { Ok(()) } else { Err(row.name.into()) }
    })
    .await
}

/// Clicks the first row with `words`.
pub async fn choose(page: &Page, words: &str) -> Result<()> {
    until(&format!("a click on the row “{words}”"), async || {
        let row = row(page, words).await?;
        Ok(page.element(&row).await?.click().await?)
    })
    .await?;
    is_chosen(page, words).await
}

/// Waits until the chosen row is one with `words`.
pub async fn is_chosen(page: &Page, words: &str) -> Result<()> {
    until(&format!("“{words}” to be the chosen row"), async || {
        let chosen = rows(page).await?.into_iter().find(|row| row.is("selected") == Some(true));
        match chosen {
            Some(row) if holds(&row, words) => Ok(()),
            other => Err(format!("Chosen is {:?}.", other.map(|row| row.name)).into()),
        }
    })
    .await
}

/// Clicks a tab of the chosen node, and waits until it is open.
pub async fn open_tab(page: &Page, title: &str) -> Result<()> {
    // While documents arrive, a tab may move between the look at its place and the click: then it is clicked again.
    until(&format!("the tab {title} to be open"), async || {
        let tab = page.now("tab", title).await?;
        if tab.is("selected") == Some(true) {
            return Ok(());
        }
        page.element(&tab).await?.click().await?;
        Err("It is closed.".into())
    })
    .await
}

/// Waits until this tab is the open one.
pub async fn is_open(page: &Page, title: &str) -> Result<()> {
    until(&format!("the tab {title} to be open"), async || {
        match page.now("tab", title).await?.is("selected") {
            Some(true) => Ok(()),
            _ => Err("It is closed.".into()),
        }
    })
    .await
}

/// Presses Tab until the thing with this role and name has the focus.
pub async fn tab_to(page: &Page, role: &str, name: &str) -> Result<()> {
    for _ in 0..60 {
        page.press(&[Key::Tab]).await?;
        let focused = page.all(role).await?.into_iter().find(|seen| seen.is("focused") == Some(true));
        if focused.is_some_and(|seen| seen.name.contains(name)) {
            return Ok(());
        }
    }
    Err(format!("No number of Tabs leads to the {role} “{name}”.").into())
}

/// The text of the open tab's panel.
pub async fn panel(page: &Page) -> Result<String> {
    let text = page.script("return document.querySelector('[role=tabpanel]')?.innerText", &[]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Waits until the open tab's panel says `text`.
pub async fn panel_says(page: &Page, text: &str) -> Result<()> {
    until(&format!("the panel to say “{text}”"), async || {
        let said = panel(page).await?;
        if said.contains(text) { Ok(()) } else { Err(format!("It says:\n{said}").into()) }
    })
    .await
}

/// Puts text into a field as a person does: a click, everything selected, the keys.
pub async fn fill(page: &Page, selector: &str, text: &str) -> Result<()> {
    page.click_css(selector).await?;
    page.press_with(Key::Control, 'a').await?;
    if text.is_empty() { page.press(&[Key::Delete]).await } else { page.type_text(text).await }
}
