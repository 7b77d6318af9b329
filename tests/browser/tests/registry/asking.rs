//! What people do with a registry, again and again.

use browser_tests::servers::Http;
use browser_tests::{Key, Page, Result, until};
use serde_json::json;

use crate::steps::{Step, fill, row};

/// Types a reference into the box and presses Enter.
pub async fn ask_for(page: &Page, reference: &str) -> Step {
    fill(page, "#box", reference).await?;
    page.press(&[Key::Enter]).await?;
    Ok(())
}

/// Opens the page, which may ask at these origins, and asks for a reference.
pub async fn open_and_ask(page: &Page, origins: &[&str], reference: &str) -> Step {
    for origin in origins {
        page.may_ask(origin);
    }
    page.open("").await?;
    ask_for(page, reference).await
}

/// Fills in the form for a name and a password, and sends it.
pub async fn sign_in(page: &Page, user: &str, password: &str) -> Step {
    fill(page, "input[name=user]", user).await?;
    fill(page, "input[name=password]", password).await?;
    page.click("button", "Sign in").await?;
    Ok(())
}

/// Waits until nothing is being fetched any more, whatever the outcome.
pub async fn has_come_to_rest(page: &Page) -> Result<()> {
    until("fetching to come to its end", async || {
        match page.count("progress[aria-label='Documents fetched']").await? {
            0 => Ok(()),
            _ => Err(page.text().await?.into()),
        }
    })
    .await
}

/// The first row with these words never says that it is verified: not now, and it does not come later either,
/// because nothing is under way.
pub async fn is_not_verified(page: &Page, words: &str) -> Step {
    has_come_to_rest(page).await?;
    let row = row(page, words).await?;
    if row.name.trim_start().starts_with("verified") {
        return Err(format!("“{}” is shown as verified.", row.name).into());
    }
    Ok(())
}

/// The page still does what it is asked, without being loaded again: an example opens.
pub async fn still_works(page: &Page) -> Step {
    if page.all("button").await?.iter().any(|button| button.name == "Start over") {
        page.click("button", "Start over").await?;
    }
    let (_, title) =
        browser_tests::documents::examples()?.into_iter().next().ok_or("There is no example.")?;
    page.click("button", &title).await?;
    page.one("tab", "Overview").await?;
    Ok(())
}

/// A secret is nowhere where it stays or is seen: not in the address, the text, the markup or a field, not in
/// what the browser keeps for the page, not in the addresses that it asked for.
pub async fn is_kept_secret(page: &Page, secret: &str) -> Step {
    let places = page
        .script(
            "const kept = (store) => JSON.stringify(Object.entries(store));
             const entries = performance.getEntriesByType('resource').map((entry) => entry.name);
             return {
               address: location.href,
               history: JSON.stringify(history.state),
               title: document.title,
               markup: document.documentElement.outerHTML,
               fields: [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' '),
               local: kept(localStorage), session: kept(sessionStorage), cookies: document.cookie,
               asked: entries.join(' '),
             };",
            &[],
        )
        .await?;
    let encoded = [secret.to_owned(), secret.replace(' ', "%20"), secret.replace(' ', "+")];
    for (place, text) in places.as_object().into_iter().flatten() {
        let text = text.as_str().unwrap_or_default();
        if encoded.iter().any(|secret| text.contains(secret.as_str())) {
            return Err(format!("“{secret}” is in the page's {place}: {text}").into());
        }
    }
    assert_ne!(places["address"], json!(null), "the page was looked at");
    Ok(())
}

/// The values of `Authorization` that a server was sent, each once, in the order in which they came.
pub fn credentials(server: &Http) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for asked in server.asked() {
        match asked.header("authorization") {
            Some(value) if !all.iter().any(|known| known == value) => all.push(value.to_owned()),
            _ => {}
        }
    }
    all
}
