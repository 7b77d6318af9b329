//! Should the program ever panic.

use browser_tests::{documents, visit};
use serde_json::json;

use crate::steps::row;

/// What the program's panic hook does, done from outside: there is no input that makes it panic.
const PANIC: &str =
    "dispatchEvent(new CustomEvent('bayplan-panic', { detail: { message: given[0], documents: given[1] } }))";

#[test]
fn a_crash_is_told_and_what_was_open_stays_within_reach() {
    visit(async |page| {
        page.open("").await?;
        page.script(PANIC, &[json!("panicked at src/x.rs:1"), json!("what was open")]).await?;
        page.one("alert", "").await?;
        page.one("heading", "Bayplan has crashed").await?;
        assert!(page.one("textbox", "The report").await?.value.contains("panicked at src/x.rs:1"));
        assert_eq!(page.one("textbox", "The documents that were open").await?.value, "what was open");
        page.accessible().await?;
        page.click("button", "Reload the page").await?;
        page.one("heading", "See what a container image really holds").await?;
        Ok(())
    });
}

#[test]
fn a_paste_is_kept_even_when_the_program_can_not_tell_it() {
    visit(async |page| {
        let index = documents::example("multi-arch")?.first().ok_or("no example")?.text()?.to_owned();
        page.open("").await?;
        page.paste(&index).await?;
        row(page, "OCI index").await?;
        page.script(PANIC, &[json!("panicked"), json!(null)]).await?;
        assert_eq!(page.one("textbox", "What you pasted last").await?.value, index);
        Ok(())
    });
}

#[test]
fn what_is_pasted_into_another_field_is_not_kept() {
    /// Pastes `given[0]` into the first field that `given[1]` finds, as a person does.
    const PASTE: &str = "const data = new DataTransfer(); data.setData('text/plain', given[0]);
        const event = new ClipboardEvent('paste', { bubbles: true });
        Object.defineProperty(event, 'clipboardData', { value: data });
        document.querySelector(given[1]).dispatchEvent(event)";
    visit(async |page| {
        page.open("").await?;
        page.script(PASTE, &[json!("s3cret"), json!("#expected")]).await?;
        page.script(PANIC, &[json!("panicked"), json!(null)]).await?;
        page.one("heading", "Bayplan has crashed").await?;
        let kept = page.script("return document.body.innerHTML + [...document.querySelectorAll('textarea')].map((area) => area.value)", &[]).await?;
        assert!(!kept.as_str().ok_or("no text")?.contains("s3cret"));
        Ok(())
    });
}
