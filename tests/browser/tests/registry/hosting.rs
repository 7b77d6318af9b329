//! The site on the hosts that `deploy/` has rules for, and what a browser lets pages do with their relay.

use browser_tests::servers::{Access, Http, Registry, Relay, RelayKind};
use browser_tests::{Page, Result, documents, environment, visit};
use serde_json::{Value, json};

use crate::steps::Step;

const KINDS: [RelayKind; 2] = [RelayKind::Nginx, RelayKind::Caddy];

/// Opens the site on a host with a relay to the registry at `host`.
async fn open(page: &Page, kind: RelayKind, host: &str) -> Step<Relay> {
    let relay = Relay::start(kind, &[host], &environment::site()?)?;
    page.may_ask(relay.url().trim_end_matches('/'));
    page.open_url(&relay.url()).await?;
    page.one("heading", "See what a container image really holds").await?;
    // The page keeps its files from there, too, and asks for no more of them when the host ends.
    page.script("await navigator.serviceWorker.ready", &[]).await?;
    Ok(relay)
}

/// What a fetch of the page's own gets: status, challenge, text.
async fn fetched(page: &Page, url: &str) -> Result<Value> {
    let script = "const answer = await fetch(given[0], { credentials: 'omit', redirect: 'manual' });
                  return [answer.status, answer.headers.get('www-authenticate'), await answer.text()];";
    page.script(script, &[json!(url)]).await
}

#[test]
fn the_site_works_there() {
    visit(async |page| {
        for kind in KINDS {
            let _relay = open(page, kind, "127.0.0.1:1").await?;
            let (_, title) = documents::examples()?.into_iter().next().ok_or("There is no example.")?;
            page.click("button", &title).await?;
            page.one("tab", "Overview").await?;
        }
        Ok(())
    });
}

#[test]
fn the_page_reads_through_the_relay_and_is_asked_for_a_password_by_no_dialog() {
    visit(async |page| {
        let (open_to_all, locked) =
            (Registry::with_images(Access::NoCors)?, Registry::with_images(Access::Htpasswd)?);
        for kind in KINDS {
            let _relay = open(page, kind, open_to_all.host()).await?;
            let index = fetched(page, &format!("relay/{}/v2/demo/app/tags/list", open_to_all.host())).await?;
            assert_eq!(index[0], 200, "{kind:?}");
            assert!(index[2].as_str().is_some_and(|text| text.contains("1.0")), "{kind:?}: {index}");

            let _relay = open(page, kind, locked.host()).await?;
            // A dialog of the browser's would keep this from coming back.
            let refused = fetched(page, &format!("relay/{}/v2/", locked.host())).await?;
            assert_eq!(
                (&refused[0], &refused[1]),
                (&json!(401), &json!("Basic realm=\"Registry of a test\""))
            );
        }
        Ok(())
    });
}

/// A manifest may be anything, and what it says it is, too.
#[test]
fn nothing_that_comes_through_the_relay_becomes_a_page_or_a_script() {
    use browser_tests::servers::Answer;
    visit(async |page| {
        let attack = "window.taken = true; /*<script>window.taken = true</script>*/";
        let types = |target: &str| if target.contains("script") { "text/javascript" } else { "text/html" };
        let registry =
            Http::start(move |asked| Answer::new(200, attack).with("Content-Type", types(&asked.target)))?;
        for kind in KINDS {
            let relay = open(page, kind, &registry.host()).await?;
            let path = |name: &str| format!("relay/{}/v2/{name}/manifests/1", registry.host());
            assert_eq!(fetched(page, &path("script")).await?[2], attack, "its own fetch gets it");
            let before = registry.asked().len();
            let loaded = page
                .script(
                    // Not by an element, which the page's own policy does not let have such an address.
                    "const ran = import(new URL(given[0], document.baseURI).href);
                     return [await ran.then(() => 'it ran', () => 'refused'), 'taken' in window];",
                    &[json!(path("script"))],
                )
                .await?;
            assert_eq!(loaded, json!(["refused", false]), "{kind:?}");
            page.leave_for(&format!("{}{}", relay.url(), path("page"))).await?;
            let shown = page.script("return ['taken' in window, document.body.innerText]", &[]).await?;
            assert_eq!(shown[0], false, "{kind:?}");
            assert_eq!(
                registry.asked().len(),
                before,
                "{kind:?}: the registry was asked for what nobody may see"
            );
        }
        Ok(())
    });
}
