//! A signed image of a registry: its evidence is looked for when the visitor asks for it, verified, and judged by what is
//! expected.

use bayplan::registry::Outcome;
use browser_tests::servers::{Answer, Http};
use browser_tests::{Page, visit};

use crate::asking::{has_come_to_rest, open_and_ask};
use crate::key::Key;
use crate::one_repository::{Registry, image, signed_by};
use crate::steps::{Step, choose, open_tab, panel_says, row};

/// A registry with an image whose linux/amd64 is signed by `key`; `forged` where the signature is of other bytes.
fn signed(key: &Key, forged: bool) -> browser_tests::Result<Http> {
    let image = image();
    let mut registry = Registry::new(&image);
    let sign = |payload: &[u8]| if forged { key.sign(b"other bytes") } else { key.sign(payload) };
    signed_by(&mut registry, sign, &image.amd64, &image.amd64);
    Http::start(move |request| {
        let Outcome::Answer(answer) = registry.answer(request.path()) else { return Answer::new(500, "") };
        let sent = Answer::new(answer.status, answer.body.to_vec()).with("Access-Control-Allow-Origin", "*");
        match answer.headers.content_type {
            Some(media_type) => sent.with("Content-Type", media_type),
            None => sent,
        }
    })
}

/// Opens the image, and looks for its evidence.
async fn look_for_evidence(page: &Page, registry: &Http) -> Step {
    let reference = format!("{}/app:1", registry.host());
    open_and_ask(page, &[&registry.origin()], &reference).await?;
    row(page, "linux/amd64").await?;
    open_tab(page, "Evidence").await?;
    page.click("button", "Look for evidence").await?;
    has_come_to_rest(page).await?;
    Ok(())
}

/// Gives a key as the one that is expected to have signed.
async fn expect_key(page: &Page, key: &Key) -> Step {
    page.script(
        "const field = document.querySelector('textarea[name=key]'); field.closest('details').open = true; \
         field.value = arguments[0]; field.dispatchEvent(new Event('change', { bubbles: true }));",
        &[key.pem().into()],
    )
    .await?;
    Ok(())
}

#[test]
fn a_signed_image_is_verified_by_a_key() {
    visit(async |page| {
        let key = Key::new(7);
        let registry = signed(&key, false)?;
        look_for_evidence(page, &registry).await?;
        panel_says(page, "needs a key").await?;
        panel_says(page, "none found").await?;
        expect_key(page, &key).await?;
        panel_says(page, "signed as expected").await?;
        choose(page, "linux/amd64").await?;
        panel_says(page, "as you expect").await?;
        // Nobody but the registry and the site was asked.
        let others = "return performance.getEntriesByType('resource').map((one) => new URL(one.name).origin)
                        .filter((origin) => origin !== location.origin && origin !== arguments[0])";
        assert_eq!(page.script(others, &[registry.origin().into()]).await?, serde_json::json!([]));
        Ok(())
    });
}

#[test]
fn a_forged_signature_is_refused() {
    visit(async |page| {
        let key = Key::new(7);
        let registry = signed(&key, true)?;
        look_for_evidence(page, &registry).await?;
        expect_key(page, &key).await?;
        panel_says(page, "not verified: refused").await?;
        choose(page, "linux/amd64").await?;
        panel_says(page, "the signature is forged").await?;
        Ok(())
    });
}
