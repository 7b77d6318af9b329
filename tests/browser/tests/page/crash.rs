//! Should the program ever panic.

use browser_tests::{documents, visit};
use serde_json::json;

use crate::steps::row;

/// What the program's panic hook does, done from outside: there is no input that makes it panic.
const PANIC: &str =
    "dispatchEvent(new CustomEvent('bayplan-panic', { detail: { message: given[0], pasted: given[1] } }))";

#[test]
fn a_crash_is_told_and_what_was_pasted_stays_within_reach() {
    visit(async |page| {
        page.open("").await?;
        page.script(PANIC, &[json!("panicked at src/x.rs:1"), json!("what I pasted")]).await?;
        page.one("alert", "").await?;
        page.one("heading", "Bayplan has crashed").await?;
        assert!(page.one("textbox", "The report").await?.value.contains("panicked at src/x.rs:1"));
        assert_eq!(page.one("textbox", "What you pasted last").await?.value, "what I pasted");
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
