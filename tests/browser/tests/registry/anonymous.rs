//! Registries that let anyone in, as far as browsers do.

use browser_tests::servers::{Access, Cors, Front, Registry, Relay, RelayKind, Rules};
use browser_tests::{Page, environment, visit};

use crate::asking::{ask_for, has_come_to_rest, open_and_ask};
use crate::steps::{Step, choose, is_in_state, row, rows};

/// `linux/amd64`, its config, and `linux/arm64/v8` are there and verified.
async fn is_there(page: &Page) -> Step {
    is_in_state(page, "linux/amd64", "verified").await?;
    is_in_state(page, "linux/arm64/v8", "verified").await?;
    choose(page, "linux/amd64").await?;
    page.press(&[browser_tests::Key::Right]).await?;
    is_in_state(page, "config", "verified").await?;
    Ok(())
}

#[test]
fn a_tag_that_is_typed_becomes_a_verified_tree() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        is_there(page).await?;
        // What the tag stands for now, and the reference that stays.
        page.says("stands for").await?;
        page.click("button", "Pinned, all platforms").await?;
        let pinned = page.clipboard().await?;
        assert_eq!(pinned, format!("{reference}@{}", registry.images().app.index.digest));
        // Whether there is a relay was asked once, before all.
        let asked = "return performance.getEntriesByType('resource').map((one) => one.name)
                       .filter((name) => name.endsWith('relay/hosts.json')).length";
        assert_eq!(page.script(asked, &[]).await?, 1);
        Ok(())
    });
}

#[test]
fn the_pinned_reference_is_held_to_its_digest() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let origin = format!("http://{}", registry.host());
        let digest = &registry.images().app.index.digest;
        let reference = format!("docker pull {}/demo/app:1.0@{digest}", registry.host());
        open_and_ask(page, &[&origin], &reference).await?;
        is_in_state(page, "OCI index", "verified").await?;
        is_there(page).await
    });
}

#[test]
fn all_of_an_image_comes_at_once_when_it_is_asked_for() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        is_in_state(page, "linux/arm64/v8", "verified").await?;
        page.click("button", "Fetch all").await?;
        has_come_to_rest(page).await?;
        choose(page, "linux/arm64/v8").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        is_in_state(page, "config", "verified").await?;
        let loaded = rows(page).await?.into_iter().filter(|row| row.name.contains("mismatch")).count();
        assert_eq!(loaded, 0);
        Ok(())
    });
}

#[test]
fn a_tag_that_is_not_there_is_said_to_be_missing() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let reference = format!("{}/demo/app:2.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        page.says("does not have this").await?;
        page.says("MANIFEST_UNKNOWN").await?;
        // And the next reference is taken as if nothing had been.
        ask_for(page, &format!("{}/demo/other:1.0", registry.host())).await?;
        is_there(page).await
    });
}

#[test]
fn a_registry_that_lets_no_page_in_is_diagnosed() {
    visit(async |page| {
        let registry = Registry::with_images(Access::NoCors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        page.says("The browser gave this page no answer").await?;
        page.says("does not allow pages of other origins").await?;
        // What to do: a command with the reference filled in, the registry's own setting, the relay.
        page.says(&format!("skopeo inspect --raw docker://{reference}")).await?;
        page.says("deploy/").await?;
        page.click_css("details.setting summary").await?;
        page.says("Access-Control-Allow-Origin").await?;
        assert_eq!(rows(page).await?.len(), 0, "nothing came");
        Ok(())
    });
}

#[test]
fn blobs_that_lie_elsewhere_come_from_there() {
    visit(async |page| {
        let registry = Registry::with_images(Access::NoCors)?;
        let cdn = Front::start(registry.host(), Rules { cors: Cors::Simple, ..Rules::default() })?;
        let rules = Rules { cors: Cors::Simple, blobs_at: Some(cdn.origin()), ..Rules::default() };
        let front = Front::start(registry.host(), rules)?;
        let origins = [front.origin(), cdn.origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        is_there(page).await?;
        assert!(!cdn.asked().is_empty(), "the config came from elsewhere");
        Ok(())
    });
}

#[test]
fn blobs_on_a_host_that_lets_no_page_in_are_diagnosed_as_that() {
    visit(async |page| {
        let registry = Registry::with_images(Access::NoCors)?;
        let cdn = Front::start(registry.host(), Rules::default())?;
        let rules = Rules { cors: Cors::Simple, blobs_at: Some(cdn.origin()), ..Rules::default() };
        let front = Front::start(registry.host(), rules)?;
        let origins = [front.origin(), cdn.origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        choose(page, "linux/amd64").await?;
        page.says("The blob is kept on another host").await?;
        page.press(&[browser_tests::Key::Right]).await?;
        is_in_state(page, "config", "not loaded").await?;
        Ok(())
    });
}

#[test]
fn a_relay_is_found_and_used() {
    for kind in [RelayKind::Nginx, RelayKind::Caddy] {
        visit(async |page| {
            let registry = Registry::with_images(Access::NoCors)?;
            let cdn = Front::start(registry.host(), Rules::default())?;
            let rules = Rules { blobs_at: Some(cdn.origin()), cookie: Some("a=b"), ..Rules::default() };
            let front = Front::start(registry.host(), rules)?;
            // A registry of the world, which is on loopback for once: the page asks it without a word.
            let host = format!("ghcr.io={}", front.host());
            let relay = Relay::start(kind, &[&host, &cdn.host()], &environment::site()?)?;
            page.may_ask(relay.url().trim_end_matches('/'));
            page.open_url(&relay.url()).await?;
            ask_for(page, "ghcr.io/demo/app:1.0").await?;
            is_there(page).await?;
            for asked in front.asked().iter().chain(&cdn.asked()) {
                for name in ["origin", "referer", "cookie", "authorization"] {
                    assert_eq!(asked.header(name), None, "{kind:?} sent {name} for {}", asked.target);
                }
            }
            row(page, "OCI index").await?;
            // No host that the relay does not serve is asked through it.
            Ok(())
        });
    }
}

#[test]
fn all_tags_of_a_repository_are_listed_page_by_page() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let reference = format!("{}/demo/app:1.0", registry.host());
        open_and_ask(page, &[&format!("http://{}", registry.host())], &reference).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        page.click("button", "Tags").await?;
        page.one("button", "1.0").await?;
        page.says("1 of 1 tags").await?;
        Ok(())
    });
}
