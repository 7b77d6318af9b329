//! Links that name an image.

use browser_tests::servers::{Access, Front, Registry, Relay, RelayKind, Rules};
use browser_tests::{environment, visit};

use crate::steps::{is_in_state, rows};

#[test]
fn a_link_to_a_registry_that_nobody_knows_asks_first() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let front = Front::start(registry.host(), Rules::default())?;
        page.may_ask(&front.origin());
        let digest = &registry.images().app.index.digest;
        page.open(&format!("#/ref/{}/demo/app@{digest}", front.host())).await?;
        page.one("heading", &format!("Fetch from {}?", front.host())).await?;
        assert!(front.asked().is_empty(), "the link alone sent {:?}", front.asked());
        page.click("button", "Fetch").await?;
        is_in_state(page, "OCI index", "agrees with the link").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        Ok(())
    });
}

#[test]
fn a_no_is_a_no() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let front = Front::start(registry.host(), Rules::default())?;
        page.open(&format!("#/ref/{}/demo/app:1.0", front.host())).await?;
        page.click("button", "Don\u{2019}t").await?;
        page.gone("heading", "Fetch from").await?;
        assert!(front.asked().is_empty());
        assert!(rows(page).await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_link_to_a_registry_that_everybody_knows_needs_no_word() {
    visit(async |page| {
        let registry = Registry::with_images(Access::NoCors)?;
        let relay = Relay::start(
            RelayKind::Nginx,
            &[&format!("ghcr.io={}", registry.host())],
            &environment::site()?,
        )?;
        page.may_ask(relay.url().trim_end_matches('/'));
        let digest = &registry.images().app.index.digest;
        page.open_url(&format!("{}#/ref/ghcr.io/demo/app@{digest}", relay.url())).await?;
        is_in_state(page, "OCI index", "agrees with the link").await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        Ok(())
    });
}
