//! Names, passwords and tokens: asked for, sent where they belong, and kept from everything else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::servers::{
    Access, Cors, Fault, Faults, Front, Given, Http, PASSWORD, Registry, Relay, RelayKind, Rules, Tokens,
    USER,
};
use browser_tests::{Page, environment, visit};

use crate::asking::{ask_for, credentials, is_kept_secret, open_and_ask, sign_in};
use crate::steps::{Step, choose, is_in_state, rows};

fn basic() -> String {
    format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")))
}

/// What a registry behind a front that answers preflights gives, all of it.
async fn all_is_there(page: &Page) -> Step {
    is_in_state(page, "linux/amd64", "verified").await?;
    choose(page, "linux/amd64").await?;
    page.press(&[browser_tests::Key::Right]).await?;
    is_in_state(page, "config", "verified").await?;
    Ok(())
}

/// Nothing that leaves the page holds the password: no link, no report.
async fn leaves_without(page: &Page, secret: &str) -> Step {
    page.click("button", "Share").await?;
    page.click("button", "Copy the link").await?;
    page.one("button", "Copied").await?;
    let link = page.clipboard().await?;
    page.click("button", "Report, JSON").await?;
    let report = String::from_utf8_lossy(&page.download().await?.bytes).into_owned();
    page.click("button", "Report, Markdown").await?;
    let words = String::from_utf8_lossy(&page.download().await?.bytes).into_owned();
    for (what, text) in [("link", link), ("JSON report", report), ("Markdown report", words)] {
        assert!(!text.contains(secret), "the {what} holds {secret}: {text}");
    }
    Ok(())
}

#[test]
fn a_password_goes_to_its_registry_and_stays_there() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        let other = Registry::with_images(Access::Cors)?;
        let elsewhere = Front::start(other.host(), Rules::default())?;
        let origins = [front.origin(), elsewhere.origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        page.one("button", "Sign in").await?;
        assert!(credentials(&front).is_empty(), "nothing is sent before anyone was asked");

        sign_in(page, USER, "another password").await?;
        page.says("did not take the name and password").await?;
        is_kept_secret(page, "another password").await?;
        sign_in(page, USER, PASSWORD).await?;
        all_is_there(page).await?;
        is_kept_secret(page, PASSWORD).await?;
        is_kept_secret(page, &basic()).await?;
        assert_eq!(credentials(&front).last(), Some(&basic()));
        assert!(is_kept_secret(page, "demo/app").await.is_err(), "what is no secret is found");

        // Another registry gets nothing of it.
        ask_for(page, &format!("{}/demo/other:1.0", elsewhere.host())).await?;
        all_is_there(page).await?;
        assert!(!elsewhere.asked().is_empty());
        assert!(credentials(&elsewhere).is_empty());
        leaves_without(page, PASSWORD).await
    });
}

#[test]
fn a_password_is_gone_with_the_tab() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        let reference = format!("{}/demo/app:1.0", front.host());
        open_and_ask(page, &[&front.origin()], &reference).await?;
        page.one("button", "Sign in").await?;
        sign_in(page, USER, PASSWORD).await?;
        all_is_there(page).await?;
        let before = credentials(&front).len();
        page.open("").await?;
        page.reload().await?;
        ask_for(page, &reference).await?;
        page.one("button", "Sign in").await?;
        assert_eq!(credentials(&front).len(), before);
        Ok(())
    });
}

/// docker-registry refuses the question whether a password may come along: no page gets in there by itself.
#[test]
fn a_registry_that_refuses_preflights_is_diagnosed() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let origin = format!("http://{}", registry.host());
        open_and_ask(page, &[&origin], &format!("{}/demo/app:1.0", registry.host())).await?;
        page.one("button", "Sign in").await?;
        sign_in(page, USER, PASSWORD).await?;
        page.says("preflight").await?;
        is_kept_secret(page, PASSWORD).await?;
        assert!(rows(page).await?.is_empty());
        Ok(())
    });
}

#[test]
fn nothing_follows_a_redirect_with_a_password() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let cdn_rules = Rules { cors: Cors::Open, authorization: Some(basic()), ..Rules::default() };
        let cdn = Front::start(registry.host(), cdn_rules)?;
        let rules = Rules { cors: Cors::Open, blobs_at: Some(cdn.origin()), ..Rules::default() };
        let front = Front::start(registry.host(), rules)?;
        let origins = [front.origin(), cdn.origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        page.one("button", "Sign in").await?;
        sign_in(page, USER, PASSWORD).await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        choose(page, "linux/amd64").await?;
        page.says("leads elsewhere, and nothing follows with your name and password").await?;
        assert!(cdn.asked().is_empty(), "{:?}", cdn.asked());
        Ok(())
    });
}

#[test]
fn a_manifest_that_leads_elsewhere_is_not_followed_with_a_password_either() {
    visit(async |page| {
        let faults = Faults::start()?;
        let origins = [faults.server().origin(), faults.stranger_origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &faults.reference(Fault::RedirectsUsers)).await?;
        page.one("button", "Sign in").await?;
        sign_in(page, USER, PASSWORD).await?;
        page.says("leads elsewhere").await?;
        assert!(faults.stranger().asked().is_empty(), "{:?}", faults.stranger().asked());
        Ok(())
    });
}

#[test]
fn a_token_that_anyone_gets_is_got_without_a_word() {
    visit(async |page| {
        let tokens = Tokens::start(Given::ToAnyone)?;
        let registry = Registry::with_images(Access::Token(&tokens))?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        let origins = [front.origin(), tokens.server().origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        all_is_there(page).await?;
        assert!(credentials(tokens.server()).is_empty());
        assert_eq!(tokens.server().asked().len(), 1, "one token serves the repository");
        let scope = tokens.server().asked().first().map(|asked| asked.parameters("scope"));
        assert_eq!(scope, Some(vec!["repository:demo/app:pull".to_owned()]));
        for token in credentials(&front) {
            is_kept_secret(page, token.trim_start_matches("Bearer ")).await?;
        }
        Ok(())
    });
}

#[test]
fn a_token_for_users_is_got_with_the_password_that_the_registry_never_sees() {
    visit(async |page| {
        let tokens = Tokens::start(Given::ToUsers)?;
        let registry = Registry::with_images(Access::Token(&tokens))?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        let origins = [front.origin(), tokens.server().origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &format!("{}/demo/app:1.0", front.host())).await?;
        page.one("button", "Sign in").await?;
        sign_in(page, USER, PASSWORD).await?;
        all_is_there(page).await?;
        assert_eq!(credentials(tokens.server()), [basic()]);
        assert!(
            credentials(&front).iter().all(|value| value.starts_with("Bearer ")),
            "{:?}",
            credentials(&front)
        );
        is_kept_secret(page, PASSWORD).await?;
        leaves_without(page, PASSWORD).await
    });
}

#[test]
fn a_token_that_anyone_gets_comes_through_the_relay_too() {
    visit(async |page| {
        let tokens = Tokens::start(Given::ToAnyone)?;
        let registry = Registry::with_images(Access::Token(&tokens))?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Silent, ..Rules::default() })?;
        let hosts = [front.host(), tokens.server().host()];
        let hosts = hosts.each_ref().map(String::as_str);
        let relay = Relay::start(RelayKind::Nginx, &hosts, &environment::site()?)?;
        page.may_ask(relay.url().trim_end_matches('/'));
        page.open_url(&relay.url()).await?;
        ask_for(page, &format!("{}/demo/app:1.0", front.host())).await?;
        all_is_there(page).await?;
        let direct =
            |server: &Http| server.asked().iter().filter(|asked| asked.header("origin").is_some()).count();
        assert_eq!((direct(&front), direct(tokens.server())), (0, 0));
        Ok(())
    });
}

/// A relay is somebody's, and a password is for nobody but the registry.
#[test]
fn a_password_goes_through_no_relay() {
    visit(async |page| {
        let registry = Registry::with_images(Access::Htpasswd)?;
        let front = Front::start(registry.host(), Rules { cors: Cors::Open, ..Rules::default() })?;
        let relay = Relay::start(RelayKind::Caddy, &[&front.host()], &environment::site()?)?;
        page.may_ask(relay.url().trim_end_matches('/'));
        page.may_ask(&front.origin());
        page.open_url(&relay.url()).await?;
        ask_for(page, &format!("{}/demo/app:1.0", front.host())).await?;
        page.one("button", "Sign in").await?;
        let relayed = |front: &Http| {
            let asked = front.asked().into_iter().filter(|asked| asked.header("origin").is_none());
            asked.filter(|asked| asked.method == "GET").collect::<Vec<_>>()
        };
        assert!(!relayed(&front).is_empty(), "without a password, the relay serves");
        sign_in(page, USER, PASSWORD).await?;
        all_is_there(page).await?;
        for asked in relayed(&front) {
            assert_eq!(asked.header("authorization"), None, "{} went through the relay", asked.target);
        }
        assert_eq!(credentials(&front), [basic()]);
        Ok(())
    });
}

#[test]
fn a_foreign_realm_is_asked_about_and_left_alone_on_a_no() {
    visit(async |page| {
        let faults = Faults::start()?;
        let origins = [faults.server().origin(), faults.stranger_origin()];
        let origins = origins.each_ref().map(String::as_str);
        open_and_ask(page, &origins, &faults.reference(Fault::ForeignRealm)).await?;
        let realm = faults.stranger_origin().replace("http://", "");
        page.one("heading", &format!("Ask {realm} for a token?")).await?;
        assert!(faults.stranger().asked().is_empty());
        page.click("button", "Don\u{2019}t").await?;
        page.says("was not asked for a token, as you wished").await?;
        assert!(faults.stranger().asked().is_empty());

        page.click("button", "Try again").await?;
        page.click("button", "Ask it").await?;
        is_in_state(page, "linux/amd64", "verified").await?;
        assert_eq!(faults.stranger().asked().len(), 1);
        assert!(credentials(faults.stranger()).is_empty());
        Ok(())
    });
}
