//! Tokens, names and passwords, and where they go.

use bayplan::registry::{Failure, Outcome, Redirect, Request, Secret};
use bayplan::session::{DocumentsMsg, ExportMsg, FetchMsg, Msg, ReportFormat, ShareMsg};

use super::page::{Image, Page, challenge, error, ok};

const PASSWORD: &str = "open-sesame";
const BASIC: &str = "Basic YWxhZGRpbjpvcGVuLXNlc2FtZQ==";
const TOKEN: &[u8] = br#"{"token":"t0ken"}"#;

fn authorization(request: &Request) -> &str {
    request.authorization.as_ref().map_or("", Secret::reveal)
}

/// A registry that wants a token of `realm`, which `give` gives.
fn with_realm(realm: &'static str, give: impl Fn(&Request) -> Outcome + 'static) -> Page {
    let image = Image::new(2);
    Page::new(move |request, _| {
        if request.url.starts_with(realm) || request.url.starts_with("relay/auth") {
            return give(request);
        }
        match authorization(request) {
            "Bearer t0ken" => image.answer(request),
            _ => challenge(&format!(
                r#"Bearer realm="{realm}",service="the registry",scope="repository:library/a:pull,push""#
            )),
        }
    })
}

fn sign_in(page: &mut Page, host: &str) {
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host: host.to_owned(),
        user: Secret::new("aladdin"),
        password: Secret::new(PASSWORD),
    }));
}

/// Nothing that prints, and nothing that is kept or shared, has the secret.
fn keeps_secrets(page: &mut Page) {
    page.take(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    page.take(Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    page.take(Msg::Export(ExportMsg::Documents));
    page.take(Msg::Share(ShareMsg::Open(true)));
    page.take(Msg::Share(ShareMsg::Pack));
    page.take(Msg::Documents(DocumentsMsg::Settle));
    page.printed.push_str(&format!("{:?}", bayplan::view::fetching(&page.model)));
    page.printed.push_str(&page.model.link("https://page.example/").unwrap_or_default());
    for secret in [PASSWORD, BASIC, "YWxhZGRpbjpvcGVuLXNlc2FtZQ", "t0ken"] {
        assert!(!page.printed.contains(secret), "{secret}");
        assert!(page.requests.iter().all(|request| !request.url.contains(secret)), "{secret}");
    }
}

#[test]
fn a_token_for_anyone() {
    let mut page = with_realm("https://auth.docker.io/token", |request| {
        assert_eq!(authorization(request), "");
        ok("application/json", TOKEN)
    });
    page.open("a:1");
    assert_eq!(
        page.urls(),
        [
            "https://registry-1.docker.io/v2/library/a/manifests/1",
            "https://auth.docker.io/token?service=the%20registry&scope=repository:library/a:pull",
            "https://registry-1.docker.io/v2/library/a/manifests/1",
        ]
    );
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.states().matches(" verified").count(), 4);
    assert_eq!(
        page.urls().iter().filter(|url| url.contains("auth.docker.io")).count(),
        1,
        "one token for all"
    );
    assert!(page.requests.iter().all(|request| request.redirect == Redirect::Follow), "nobody's secret");
    keeps_secrets(&mut page);
}

#[test]
fn a_name_and_a_password() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| match authorization(request) {
        BASIC => image.answer(request),
        _ => challenge(r#"Basic realm="Registry""#),
    });
    page.open("registry.example/a:1");
    assert_eq!(page.requests.len(), 1);
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.sign_in.as_deref(), Some("registry.example"));
    sign_in(&mut page, "registry.example");
    assert_eq!(page.states(), "nothing to compare with, not loaded");
    assert!(page.problems().is_empty());
    let own: Vec<_> = page.requests.iter().filter(|request| !authorization(request).is_empty()).collect();
    assert!(own.iter().all(|request| request.redirect == Redirect::Refuse));
    assert!(own.iter().all(|request| request.url.starts_with("https://registry.example/v2/a/")));
    assert_eq!(bayplan::view::fetching(&page.model).signed_in, ["registry.example"]);
    keeps_secrets(&mut page);
    page.send(Msg::Fetch(FetchMsg::SignOut("registry.example".to_owned())));
    assert!(bayplan::view::fetching(&page.model).signed_in.is_empty());
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(authorization(page.requests.last().unwrap()), "");
}

#[test]
fn a_name_and_a_password_that_are_wrong() {
    let mut page = Page::new(|_, _| challenge(r#"Basic realm="Registry""#));
    page.open("registry.example/a:1");
    sign_in(&mut page, "registry.example");
    assert_eq!(page.requests.len(), 3, "without, without, with");
    assert_eq!(page.problems(), ["registry.example did not take the name and password."]);
    assert!(bayplan::view::fetching(&page.model).signed_in.is_empty(), "they are forgotten");
    keeps_secrets(&mut page);
}

#[test]
fn a_token_for_a_name_and_a_password() {
    let mut page = with_realm("https://registry.example/token", |request| match authorization(request) {
        BASIC => ok("application/json", TOKEN),
        _ => error(403, "DENIED"),
    });
    page.open("registry.example/library/a:1");
    assert_eq!(page.problems(), ["registry.example shows this only to who signs in."]);
    sign_in(&mut page, "registry.example");
    assert_eq!(page.states(), "nothing to compare with, not loaded, not loaded");
    for request in page.requests.iter().filter(|request| !authorization(request).is_empty()) {
        assert_eq!(request.redirect, Redirect::Refuse, "a token got by a password opens what it opens");
        assert!(request.url.starts_with("https://registry.example/"));
    }
    keeps_secrets(&mut page);
}

#[test]
fn a_foreign_realm_is_asked_about() {
    let mut page = with_realm("https://evil.example/token", |_| ok("application/json", TOKEN));
    page.open("registry.example/library/a:1");
    assert_eq!(page.requests.len(), 1, "nothing is sent there before");
    let question = bayplan::view::fetching(&page.model).questions.remove(0);
    assert!(question.title.contains("evil.example"), "{question:?}");
    page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    assert_eq!(page.states(), "nothing to compare with, not loaded, not loaded");
    assert!(page.requests.iter().filter(|r| r.url.contains("evil")).all(|r| r.authorization.is_none()));
}

#[test]
fn a_foreign_realm_is_asked_about_again_before_a_password_goes_there() {
    let mut page = with_realm("https://evil.example/token", |request| match authorization(request) {
        BASIC => ok("application/json", TOKEN),
        _ => error(401, "UNAUTHORIZED"),
    });
    page.open("registry.example/library/a:1");
    let question = bayplan::view::fetching(&page.model).questions.remove(0);
    page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    sign_in(&mut page, "registry.example");
    let question = bayplan::view::fetching(&page.model).questions.remove(0);
    assert!(
        question.sentences.iter().any(|sentence| sentence.contains("your name and password")),
        "{question:?}"
    );
    assert!(page.requests.iter().all(|request| request.authorization.is_none()));
    page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: false }));
    assert!(page.requests.iter().all(|request| request.authorization.is_none()));
    assert_eq!(page.problems(), ["evil.example was not asked for a token, as you wished."]);
    keeps_secrets(&mut page);
}

#[test]
fn a_realm_that_is_not_asked() {
    for realm in ["http://registry.example/token", "https://registry.example@evil.example/token"] {
        let mut page = with_realm(realm, |_| ok("application/json", TOKEN));
        page.open("registry.example/library/a:1");
        assert_eq!(page.requests.len(), 1, "{realm}");
        assert!(bayplan::view::fetching(&page.model).questions.is_empty(), "{realm}");
        assert!(page.problems()[0].contains("is not asked"), "{:?}", page.problems());
    }
}

#[test]
fn a_token_that_does_not_do() {
    let mut page =
        with_realm("https://registry.example/token", |_| ok("application/json", br#"{"token":"other"}"#));
    page.open("registry.example/library/a:1");
    assert_eq!(page.requests.len(), 3, "one token, and no more");
    assert_eq!(page.problems(), ["registry.example shows this only to who signs in."]);
}

#[test]
fn a_token_that_is_none() {
    let mut page = with_realm("https://registry.example/token", |_| ok("text/html", b"<html>"));
    page.open("registry.example/library/a:1");
    assert_eq!(page.problems(), ["registry.example gave no token that can be used."]);
}

#[test]
fn a_challenge_that_is_hidden() {
    let mut page = Page::new(|_, _| error(401, "UNAUTHORIZED"));
    page.open("registry.example/a:1");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.headline.contains("the browser hides how"), "{problem:?}");
    assert_eq!(problem.sign_in.as_deref(), Some("registry.example"));
}

#[test]
fn no_redirect_is_followed_with_a_password() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| {
        if authorization(request) != BASIC {
            return challenge("Basic realm=x");
        }
        if request.url.contains("/blobs/") {
            assert_eq!(request.redirect, Redirect::Refuse);
            return Outcome::Failed(Failure::Redirected);
        }
        image.answer(request)
    });
    page.open("registry.example/a:1");
    sign_in(&mut page, "registry.example");
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.states(), "nothing to compare with, verified, not loaded, not loaded");
    assert!(page.problems()[0].contains("leads elsewhere"), "{:?}", page.problems());
    keeps_secrets(&mut page);
}

#[test]
fn the_relay_gets_tokens_of_anyone_and_no_password() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| {
        let url = request.url.as_str();
        if url == "relay/hosts.json" {
            return ok(
                "application/json",
                br#"{"version":1,"hosts":["registry-1.docker.io","auth.docker.io"]}"#,
            );
        }
        if url.contains("auth.docker.io/token") {
            return ok("application/json", TOKEN);
        }
        match authorization(request) {
            "Bearer t0ken" if url.contains("library/a") => image.answer(request),
            _ => challenge(r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io""#),
        }
    });
    page.send(Msg::Fetch(FetchMsg::OpenedAt { base: "https://page.example/#x".to_owned(), framed: false }));
    page.open("a:1");
    assert!(page.urls().iter().all(|url| url.starts_with("relay/")), "{:?}", page.urls());
    assert_eq!(page.states(), "nothing to compare with, not loaded");
    page.open("somebody/private:1");
    sign_in(&mut page, "registry-1.docker.io");
    let own: Vec<_> = page.requests.iter().filter(|request| authorization(request) == BASIC).collect();
    assert!(!own.is_empty());
    assert!(own.iter().all(|request| request.url.starts_with("https://auth.docker.io/token")), "{own:?}");
    keeps_secrets(&mut page);
}

#[test]
fn all_is_forgotten_when_begun_anew() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| match authorization(request) {
        BASIC => image.answer(request),
        _ => challenge("Basic realm=x"),
    });
    page.open("registry.example/a:1");
    sign_in(&mut page, "registry.example");
    page.send(Msg::Documents(DocumentsMsg::Clear));
    assert!(bayplan::view::fetching(&page.model).signed_in.is_empty());
    page.open("registry.example/a:1");
    assert_eq!(authorization(page.requests.last().unwrap()), "");
}

#[test]
fn a_realm_by_http_on_the_same_host_is_a_proxy_that_does_not_say_so() {
    for (realm, is_told) in [("http://registry.example/token", true), ("http://other.example/token", false)] {
        let mut page = with_realm(realm, |_| ok("application/json", TOKEN));
        page.open("registry.example/a:1");
        let diagnosis = &bayplan::view::fetching(&page.model).problems[0].diagnosis;
        assert!(diagnosis.headline.ends_with("it is not https."), "{}", diagnosis.headline);
        assert_eq!(format!("{diagnosis:?}").contains("X-Forwarded-Proto: https"), is_told, "{diagnosis:?}");
    }
}
