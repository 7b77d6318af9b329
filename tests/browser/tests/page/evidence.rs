//! A bundle that is pasted is verified, and judged by who is expected.

use browser_tests::{Key, Page, documents, environment, view, visit};

use crate::steps::{Step, choose, fill, is_chosen, open_example, open_tab, panel_says, tab_to};

/// A bundle of sigstore's conformance suite.
fn bundle(name: &str) -> browser_tests::Result<String> {
    let vectors = environment::repository("evidence/tests/vectors/sigstore-conformance");
    Ok(std::fs::read_to_string(vectors.join(name).join("bundle.sigstore.json"))?)
}

async fn paste(page: &Page, name: &str) -> Step {
    page.open("").await?;
    page.paste(&bundle(name)?).await?;
    open_tab(page, "Evidence").await?;
    Ok(())
}

/// Says who is expected.
async fn expect(page: &Page, identity: &str) -> Step {
    fill(page, "input[name=identity]", identity).await?;
    page.press(&[Key::Tab]).await?;
    Ok(())
}

#[test]
fn without_an_expectation_nothing_is_green() {
    visit(async |page| {
        paste(page, "happy-path-v0.3").await?;
        panel_says(page, "is yours to say").await?;
        assert_eq!(page.count(".evidence-state.ok").await?, 0);
        panel_says(page, "whether the certificate or the key was revoked").await?;
        panel_says(page, "sigstore\u{2019}s public good instance").await?;
        Ok(())
    });
}

#[test]
fn an_identity_is_held_to_and_stands_in_the_address() {
    visit(async |page| {
        paste(page, "happy-path-v0.3").await?;
        panel_says(page, "is yours to say").await?;
        expect(page, "https://github.com/sigstore-conformance/*").await?;
        panel_says(page, "as you expect").await?;
        assert!(page.url().await?.contains("identity="), "{}", page.url().await?);
        expect(page, "somebody@example.org").await?;
        panel_says(page, "signed by somebody else").await?;
        Ok(())
    });
}

#[test]
fn a_forged_bundle_is_refused() {
    visit(async |page| {
        paste(page, "set-invalid-signature_fail").await?;
        panel_says(page, "promise to take it does not hold").await?;
        assert_eq!(page.count(".evidence-piece .evidence-state.bad").await?, 1);
        Ok(())
    });
}

#[test]
fn evidence_of_an_image() {
    view("evidence-image", async |page| {
        open_example(page, "signed").await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "signed as expected").await?;
        Ok(())
    });
}

#[test]
fn evidence_of_a_platform() {
    view("evidence-platform", async |page| {
        open_example(page, "signed").await?;
        choose(page, "linux/arm64").await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "as this example expects").await?;
        Ok(())
    });
}

#[test]
fn evidence_that_a_platform_lacks() {
    view("evidence-lacking", async |page| {
        open_example(page, "half-signed").await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "app-fork").await?;
        Ok(())
    });
}

/// Is it signed, by whom, from which commit, with which packages, per platform: the image is opened, the tab, and a platform.
#[test]
fn three_steps_by_keys_alone_tell_who_signed_what() {
    visit(async |page| {
        let examples = documents::examples()?;
        let (_, title) = examples.iter().find(|(id, _)| id == "signed").ok_or("There is no such example.")?;
        page.open("").await?;
        tab_to(page, "button", title).await?;
        page.press(&[Key::Enter]).await?;
        page.one("tab", "Evidence").await?;

        tab_to(page, "tab", "Overview").await?;
        for _ in 0..8 {
            page.press(&[Key::Right]).await?;
            if page.script("return document.activeElement.textContent.includes('Evidence')", &[]).await?
                == true
            {
                break;
            }
        }
        page.press(&[Key::Enter]).await?;
        panel_says(page, "signed as expected").await?;

        tab_to(page, "tree", "").await?;
        page.press(&[Key::Home, Key::Down]).await?;
        is_chosen(page, "linux/amd64").await?;
        for words in
            ["release.yml@refs/tags/v1.4.0", "4f1c9a2be07d", "golang.org/x/net", "0.35.0", "not affected"]
        {
            panel_says(page, words).await?;
        }
        Ok(())
    });
}

#[test]
fn packages_are_looked_for_and_sorted() {
    visit(async |page| {
        open_example(page, "signed").await?;
        choose(page, "linux/amd64").await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "6 of 6").await?;
        fill(page, ".packages input", "GOLANG").await?;
        panel_says(page, "6 of 6").await?;
        fill(page, ".packages input", "yaml").await?;
        panel_says(page, "1 of 6").await?;
        fill(page, ".packages input", "").await?;
        page.click("button", "Version").await?;
        let first = "return document.querySelector('.package.fixed').textContent";
        browser_tests::until("the lowest version to be the first", async || {
            let text = page.script(first, &[]).await?;
            if text.as_str().is_some_and(|text| text.contains("0.22.0")) {
                Ok(())
            } else {
                Err(text.to_string().into())
            }
        })
        .await?;
        Ok(())
    });
}

#[test]
fn a_root_that_is_missing_is_asked_for() {
    visit(async |page| {
        open_example(page, "signed").await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "signed as expected").await?;
        let address = page.url().await?;
        let (base, view) = address.split_once('#').ok_or("no address")?;
        let (_, query) = view.split_once('?').ok_or("no query")?;
        // The same expectation, over a bundle of somebody else.
        page.open("").await?;
        page.click("button", "Start over").await?;
        page.script("location.hash = given[0]", &[format!("/?{query}").into()]).await?;
        page.paste(&bundle("happy-path-v0.3")?).await?;
        open_tab(page, "Evidence").await?;
        panel_says(page, "which is not here: drop it on the page").await?;
        panel_says(page, "The address that was opened says who is expected").await?;
        assert!(!base.is_empty());
        Ok(())
    });
}
