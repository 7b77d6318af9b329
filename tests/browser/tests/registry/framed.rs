//! The page inside another page: a host that sends what `deploy/` has keeps it out, and where one does not, the
//! page asks its user for nothing.

use browser_tests::servers::{Answer, Http, Relay, RelayKind};
use browser_tests::{Page, environment, until, visit};

/// A page around `inside`, and at all other paths what `other` answers.
fn around(
    inside: String,
    other: impl Fn(&str) -> Answer + Send + Sync + 'static,
) -> browser_tests::Result<Http> {
    Http::start(move |asked| match asked.path() {
        "/around" => Answer::new(
            200,
            format!("<!doctype html><link rel=icon href=\"data:,\"><iframe src=\"{inside}\"></iframe>"),
        )
        .with("Content-Type", "text/html"),
        path => other(path),
    })
}

/// What stands in the frame; nothing where the browser let no page of this origin in.
async fn inside(page: &Page) -> browser_tests::Result<Option<String>> {
    let script = "return document.querySelector('iframe').contentDocument?.body.innerText ?? null";
    Ok(page.script(script, &[]).await?.as_str().map(str::to_owned))
}

#[test]
fn where_the_host_lets_it_be_framed_it_asks_for_nothing() {
    visit(async |page| {
        let site = environment::site()?;
        // A host that sends no headers of its own.
        let host = around("/index.html#/ref/registry.example/a:1".to_owned(), move |path| {
            let types = [("html", "text/html"), ("js", "text/javascript"), ("css", "text/css")];
            let kind = types
                .into_iter()
                .find(|(end, _)| path.ends_with(end))
                .map_or("application/wasm", |(_, of)| of);
            match std::fs::read(site.join(path.trim_start_matches('/'))) {
                Ok(bytes) => Answer::new(200, bytes).with("Content-Type", kind),
                Err(_) => Answer::new(404, ""),
            }
        })?;
        page.may_ask(&host.origin());
        page.client().goto(&format!("{}/around", host.origin())).await?;
        until("the page's reason", async || {
            let said = inside(page).await?.unwrap_or_default();
            let is_there =
                said.contains("registry.example was not asked") && said.contains("in a tab of its own");
            if is_there { Ok(()) } else { Err(format!("It says: {said}").into()) }
        })
        .await?;
        assert!(!inside(page).await?.unwrap_or_default().contains("Fetch from registry.example?"));

        // The same link in a tab of its own is asked about.
        page.open_url(&format!("{}/index.html#/ref/registry.example/a:1", host.origin())).await?;
        page.one("heading", "Fetch from registry.example?").await?;
        Ok(())
    });
}

#[test]
fn hosts_keep_it_out_of_other_pages() {
    for kind in [RelayKind::Nginx, RelayKind::Caddy] {
        visit(async |page| {
            let relay = Relay::start(kind, &["127.0.0.1:1"], &environment::site()?)?;
            let host = around(relay.url(), |_| Answer::new(404, ""))?;
            page.may_ask(&host.origin());
            page.may_ask(relay.url().trim_end_matches('/'));
            page.client().goto(&format!("{}/around", host.origin())).await?;
            let log = until("the browser's refusal", async || {
                let log = page.complaints().await?;
                let refused = log.iter().any(|message| message.contains("frame"));
                if refused { Ok(log) } else { Err(format!("It said {log:?}").into()) }
            })
            .await?;
            assert!(
                log.iter().all(|message| message.contains(relay.url().trim_end_matches('/'))),
                "{kind:?}: {log:?}"
            );
            Ok(())
        });
    }
}
