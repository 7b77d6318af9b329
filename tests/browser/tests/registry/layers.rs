//! Layers of an image at a registry: fetched when they are asked for, proved, and listed.

use browser_tests::servers::{Access, Cors, Fault, Faults, Front, Given, Http, Registry, Rules, Tokens};
use browser_tests::{Key, Page, Result, until, visit};

use crate::asking::{credentials, open_and_ask};
use crate::steps::{Step, choose, is_in_state, open_tab, panel_says, tab_to};

/// Chooses the manifest of linux/amd64, whose layer is seen then, and its Files tab.
async fn open_files(page: &Page) -> Step {
    is_in_state(page, "linux/amd64", "verified").await?;
    choose(page, "linux/amd64").await?;
    page.press(&[Key::Right]).await?;
    is_in_state(page, "layer 1", "not loaded").await?;
    open_tab(page, "Files").await?;
    Ok(())
}

async fn lists(page: &Page, expected: &[&str]) -> Result<()> {
    let script = "return [...document.querySelectorAll('.file-row[aria-level]')].map((row) =>
        [...row.querySelectorAll('.file-name bdi')].map((one) => one.textContent).join(' '))";
    until(&format!("the files {expected:?}"), async || {
        let names = page.script(script, &[]).await?;
        if names == serde_json::json!(expected) { Ok(()) } else { Err(names.to_string().into()) }
    })
    .await
}

/// Whether a server was asked for a blob, each time.
fn asked_for(server: &Http, digest: &str) -> usize {
    let of_it =
        |asked: &browser_tests::servers::Request| asked.method == "GET" && asked.path().ends_with(digest);
    server.asked().iter().filter(|asked| of_it(asked)).count()
}

#[test]
fn layers_are_fetched_on_a_click_proved_and_listed() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let front = Front::start(registry.host(), Rules::default())?;
        let layer = registry.images().app.layer(0)?.clone();
        open_and_ask(page, &[&front.origin()], &format!("{}/demo/app:1.0", front.host())).await?;
        open_files(page).await?;
        page.accessible().await?;
        assert_eq!(asked_for(&front, &layer.digest), 0, "nothing is fetched before the click");
        page.click("button", "Fetch and open the layer (2").await?;
        is_in_state(page, "layer 1", "verified").await?;
        assert_eq!(asked_for(&front, &layer.digest), 1);
        lists(page, &["etc"]).await?;
        tab_to(page, "treegrid", "Files").await?;
        page.press(&[Key::Down, Key::Right]).await?;
        lists(page, &["etc", "image"]).await?;
        page.press(&[Key::Down, Key::Enter]).await?;
        panel_says(page, "app for linux/amd64").await?;
        assert_eq!(asked_for(&front, &layer.digest), 1, "a small layer was kept");
        choose(page, "layer 1").await?;
        open_tab(page, "Overview").await?;
        panel_says(page, "computed here, as the config has it").await?;
        Ok(())
    });
}

#[test]
fn layers_that_lie_elsewhere_come_from_there_without_the_token() {
    visit(async |page| {
        let tokens = Tokens::start(Given::ToAnyone)?;
        let registry = Registry::with_images(Access::Token(&tokens))?;
        let open = Registry::with_images(Access::NoCors)?;
        let cdn = Front::start(open.host(), Rules { cors: Cors::Simple, ..Rules::default() })?;
        let rules = Rules { cors: Cors::Open, blobs_at: Some(cdn.origin()), ..Rules::default() };
        let front = Front::start(registry.host(), rules)?;
        let origins = [front.origin(), cdn.origin(), tokens.server().origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        open_files(page).await?;
        page.click("button", "Fetch and open the layer").await?;
        is_in_state(page, "layer 1", "verified").await?;
        assert!(!credentials(&front).is_empty(), "the registry wants a token");
        assert!(credentials(&cdn).is_empty(), "{:?}", credentials(&cdn));
        assert_eq!(asked_for(&cdn, &registry.images().app.layer(0)?.digest), 1);
        lists(page, &["etc"]).await?;
        Ok(())
    });
}

#[test]
fn layers_with_a_table_of_contents_are_listed_from_a_part_of_them() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let front = Front::start(registry.host(), Rules::default())?;
        open_and_ask(page, &[&front.origin()], &format!("{}/demo/lazy:1.0", front.host())).await?;
        for (number, platform) in ["linux/amd64", "linux/arm64/v8"].into_iter().enumerate() {
            let layer = registry.images().lazy.layer(number)?;
            is_in_state(page, platform, "verified").await?;
            choose(page, platform).await?;
            open_tab(page, "Files").await?;
            page.click("button", "List it by its table of contents").await?;
            lists(page, &["etc", "only-in-table"]).await?;
            panel_says(page, "the layer itself was not fetched and is not proved").await?;
            panel_says(page, "whose digest the manifest promises").await?;
            page.accessible().await?;
            let ranges: Vec<_> =
                front.asked().into_iter().filter(|it| it.path().ends_with(&layer.digest)).collect();
            assert!(
                !ranges.is_empty() && ranges.iter().all(|asked| asked.header("range").is_some()),
                "{ranges:?}"
            );
            page.click("button", "Fetch and open the layer").await?;
            lists(page, if number == 0 { &["etc", "stargz.index.json"] } else { &["etc"] }).await?;
        }
        choose(page, "linux/amd64").await?;
        page.press(&[Key::Right]).await?;
        is_in_state(page, "layer 1", "verified").await?;
        Ok(())
    });
}

#[test]
fn a_registry_that_answers_no_ranges_is_told() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Cors)?;
        let front = Front::start(registry.host(), Rules { ranges: false, ..Rules::default() })?;
        open_and_ask(page, &[&front.origin()], &format!("{}/demo/lazy:1.0", front.host())).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        choose(page, "linux/amd64").await?;
        open_tab(page, "Files").await?;
        page.click("button", "List it by its table of contents").await?;
        page.says("answered with the whole").await?;
        page.click("button", "Fetch and open the layer").await?;
        lists(page, &["etc", "stargz.index.json"]).await?;
        Ok(())
    });
}

#[test]
fn a_layer_that_does_not_come_to_its_end_is_stopped() {
    visit(async |page| {
        let faults = Faults::start()?;
        open_and_ask(page, &[&faults.server().origin()], &faults.reference(Fault::LayerStalls)).await?;
        open_files(page).await?;
        page.click("button", "Fetch and open the layer").await?;
        is_in_state(page, "layer 1", "hashing").await?;
        until("the layer to be asked for", async || {
            match asked_for(faults.server(), &faults.image().layer(0)?.digest) {
                0 => Err("It is not.".into()),
                _ => Ok(()),
            }
        })
        .await?;
        page.script("document.querySelector('.progress button').click()", &[]).await?;
        is_in_state(page, "layer 1", "not loaded").await?;
        assert_eq!(page.count("[role=progressbar]").await?, 0);
        // The other platform's is another layer, and the workers have time for it.
        choose(page, "linux/arm64/v8").await?;
        page.press(&[Key::Right]).await?;
        page.click("button", "Fetch and open the layer").await?;
        lists(page, &["etc"]).await?;
        Ok(())
    });
}

#[test]
fn a_layer_that_breaks_off_is_told_and_one_that_was_changed_is_found() {
    for (fault, told) in
        [(Fault::LayerBreaksOff, "broke off after"), (Fault::LayerChanged, "digest mismatch")]
    {
        visit(async |page| {
            let faults = Faults::start()?;
            open_and_ask(page, &[&faults.server().origin()], &faults.reference(fault)).await?;
            open_files(page).await?;
            page.click("button", "Fetch and open the layer").await?;
            if fault == Fault::LayerChanged {
                is_in_state(page, "layer 1", told).await?;
                lists(page, &["etc"]).await?;
                page.one("button", "Fetch again").await?;
            } else {
                page.says(told).await?;
                page.one("button", "Try again").await?;
                is_in_state(page, "layer 1", "not loaded").await?;
            }
            Ok(())
        });
    }
}
