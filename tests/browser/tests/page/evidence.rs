//! A bundle that is pasted is verified, and judged by who is expected.

use browser_tests::{Page, environment, visit};

use crate::steps::{Step, fill, open_tab, panel_says};

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
    page.press(&[browser_tests::Key::Tab]).await?;
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
        panel_says(page, "promise to take it is not signed").await?;
        assert_eq!(page.count(".evidence-piece .evidence-state.bad").await?, 1);
        Ok(())
    });
}
