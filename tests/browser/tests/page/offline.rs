//! Without a network, with a new version, and installed: what the service worker and the manifest are for.

use browser_tests::{Page, Result, environment, until, visit};

use crate::steps::{is_in_state, is_kept_for_a_reload, open_example, row};

/// Waits until the page has kept itself.
async fn is_kept(page: &Page) -> Result<()> {
    let is_ready = "const { active } = await navigator.serviceWorker.ready;
        while (active.state !== 'activated') {
          await new Promise((change) => active.addEventListener('statechange', change, { once: true }));
        }";
    page.script(is_ready, &[]).await.map(drop)
}

/// What all caches hold, by their places in the site.
async fn kept(page: &Page) -> Result<Vec<String>> {
    let held = page.script(
        "const here = new URL('.', location.href).href, held = [];
         for (const name of await caches.keys()) {
             for (const one of await (await caches.open(name)).keys()) held.push(one.url.replace(here, ''));
         }
         return held",
        &[],
    );
    Ok(held
        .await?
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect())
}

#[test]
fn after_the_first_visit_all_of_it_works_without_its_host() {
    visit(async |page| {
        page.open("").await?;
        is_kept(page).await?;
        page.stop_the_site();
        // As one who comes back.
        page.client().goto("about:blank").await?;
        page.open("").await?;
        // The second part of the program, its styles, and the documents of an example.
        open_example(page, "attestations").await?;
        is_in_state(page, "linux/arm64", "verified").await?;
        // A worker: more than a mebibyte is hashed by it.
        let long = format!("{{\"schemaVersion\":2,\"annotations\":{{\"a\":\"{}\"}}}}", "a".repeat(1 << 21));
        page.paste(&long).await?;
        page.says("sha256:").await?;
        // The list of a relay's hosts is asked for at each visit, and never kept.
        let complaints = page.complaints().await?;
        let unexpected: Vec<_> =
            complaints.iter().filter(|said| !said.contains("relay/hosts.json")).collect();
        assert!(unexpected.is_empty(), "{unexpected:?}");
        Ok(())
    });
}

#[test]
fn only_the_sites_own_files_are_kept() {
    visit(async |page| {
        page.open("").await?;
        is_kept(page).await?;
        page.reload().await?;
        open_example(page, "multi-arch").await?;
        row(page, "OCI index").await?;
        let site = environment::site()?;
        let held = kept(page).await?;
        assert!(held.iter().any(|name| name.is_empty()), "the page itself: {held:?}");
        assert!(held.iter().any(|name| name.contains("layer_worker")), "{held:?}");
        for name in held.iter().filter(|name| !name.is_empty()) {
            assert!(site.join(name).is_file(), "{name} is no file of the site");
            assert!(!name.starts_with("relay/"), "{name}");
        }
        Ok(())
    });
}

#[test]
fn a_new_version_waits_until_the_visitor_takes_it() {
    visit(async |page| {
        page.open("").await?;
        is_kept(page).await?;
        page.reload().await?;
        open_example(page, "multi-arch").await?;
        let old =
            String::from_utf8_lossy(&std::fs::read(environment::site()?.join("offline.js"))?).into_owned();
        let (before, after) = old.split_once("var VERSION = '").ok_or("no version")?;
        let new = format!("{before}var VERSION = 'new{after}");
        page.replace_in_the_site("offline.js", new.into_bytes());
        page.script("await (await navigator.serviceWorker.ready).update()", &[]).await?;
        page.says("A new version of Bayplan is ready").await?;
        page.accessible().await?;
        let version = "return (await caches.keys()).filter((name) => name.includes(' new')).length";
        // Nothing has changed for the page that is open.
        row(page, "OCI index").await?;
        is_kept_for_a_reload(page).await?;
        let waits = page.script("return Boolean((await navigator.serviceWorker.ready).waiting)", &[]).await?;
        assert_eq!(waits, true);
        page.script("window.isOld = true", &[]).await?;
        page.click("button", "Reload").await?;
        until("the page to be reloaded", async || match page.script("return window.isOld", &[]).await? {
            old if old == true => Err("It is the old one.".into()),
            _ => Ok(()),
        })
        .await?;
        page.started().await?;
        row(page, "OCI index").await?;
        assert_eq!(page.script(version, &[]).await?, 1);
        let waits = page.script("return Boolean((await navigator.serviceWorker.ready).waiting)", &[]).await?;
        assert_eq!(waits, false);
        Ok(())
    });
}

#[test]
fn the_manifest_names_what_is_there() {
    visit(async |page| {
        page.open("").await?;
        let missing = page.script(
            "const link = document.querySelector('link[rel=manifest]').href, wrong = [];
             const manifest = await (await fetch(link)).json();
             for (const icon of manifest.icons) {
                 const image = new Image();
                 image.src = new URL(icon.src, link);
                 await image.decode().catch(() => wrong.push(icon.src));
                 const [width] = icon.sizes.split('x');
                 if (icon.sizes !== 'any' && image.naturalWidth !== Number(width)) wrong.push(icon.sizes);
             }
             for (const place of [manifest.start_url, manifest.scope, manifest.share_target.action]) {
                 if (new URL(place, link).href !== new URL('.', location.href).href) wrong.push(place);
             }
             return wrong",
            &[],
        );
        assert_eq!(missing.await?, serde_json::json!([]));
        Ok(())
    });
}

#[test]
fn files_that_the_system_opens_with_the_page_are_taken() {
    visit(async |page| {
        // As the browser gives them to an installed page.
        page.before_its_scripts(
            "const setConsumer = (take) => {
                 const file = new File(['{\"schemaVersion\":2,\"manifests\":[]}'], 'index.json');
                 take({ files: [{ getFile: async () => file }] });
             };
             Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });",
        )
        .await?;
        page.open("").await?;
        row(page, "OCI index").await?;
        Ok(())
    });
}

#[test]
fn what_is_shared_with_the_page_stands_in_its_box_and_asks_nobody() {
    visit(async |page| {
        page.open("?title=Alpine&text=alpine:3.22").await?;
        let value = page.script("return document.getElementById('box').value", &[]).await?;
        assert_eq!(value, "alpine:3.22");
        let url = page.url().await?;
        assert!(!url.contains('?'), "{url}");
        Ok(())
    });
}
