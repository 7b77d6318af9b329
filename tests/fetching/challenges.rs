//! Challenges are a stranger's words: what is asked for on their account, and of whom.

use bayplan::registry::Outcome;
use bayplan::registry::diagnosis::Next;
use bayplan::registry::quota::Quota;
use bayplan::session::{FetchMsg, Msg};

use super::page::{Image, Page, answer, challenge, error, ok};

/// A page that opened `registry.example/a/b:1` of a registry with this challenge, which gives a token to all.
fn challenged(header: &str) -> Page {
    let image = Image::new(1);
    let header = header.to_owned();
    let mut page = Page::new(move |request, _| match &request.authorization {
        _ if request.url.contains("/token") => ok("application/json", br#"{"token":"t"}"#),
        Some(secret) if secret.reveal() == "Bearer t" => image.answer(request),
        _ => challenge(&header),
    });
    page.open("registry.example/a/b:1");
    page
}

fn token_urls(page: &Page) -> Vec<&str> {
    page.urls().into_iter().filter(|url| url.contains("/token")).collect()
}

#[test]
fn no_more_is_asked_for_than_to_read_what_was_named() {
    for (header, reason) in [
        (r#"Bearer realm="https://registry.example/token""#, "no scope"),
        (r#"Bearer realm="https://registry.example/token",scope="repository:a/b:pull,push""#, "to write"),
        (r#"Bearer realm="https://registry.example/token",scope="repository:a/b:push,x:pull""#, "two in one"),
        (r#"Bearer realm="https://registry.example/token",scope="repository:x/y:pull""#, "another's"),
        (r#"Bearer realm="https://registry.example/token",scope="registry:catalog:*""#, "the catalog"),
        (r#"Bearer realm="https://registry.example/token",scope=admin,scope="repository:x:*""#, "twice"),
        (r#"Bearer realm="https://registry.example/token?scope=repository:x:push""#, "in the realm itself"),
        (r#"Bearer realm="https://registry.example/token?%73cope=x&SCOPE=y&scope[]=z""#, "there, hidden"),
    ] {
        let page = challenged(header);
        assert_eq!(
            token_urls(&page),
            ["https://registry.example/token?scope=repository:a/b:pull"],
            "{reason}: {:?}",
            page.problems()
        );
        assert!(page.problems().is_empty(), "{reason}");
    }
}

#[test]
fn what_azure_wants_for_lists_reads_as_well() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| match &request.authorization {
        _ if request.url.contains("/oauth2/token") => ok("application/json", br#"{"token":"t"}"#),
        Some(_) if request.url.contains("/tags/list") => {
            ok("application/json", br#"{"name":"a","tags":["1"]}"#)
        }
        Some(_) => image.answer(request),
        None => challenge(
            r#"Bearer realm="https://mine.azurecr.io/oauth2/token",service="mine.azurecr.io",scope="repository:a:metadata_read""#,
        ),
    });
    page.send(Msg::Fetch(FetchMsg::Tags("mine.azurecr.io/a".to_owned())));
    assert!(page.urls()[1].ends_with("?service=mine.azurecr.io&scope=repository:a:metadata_read"));
    assert_eq!(bayplan::view::fetching(&page.model).tags.unwrap().tags, ["1"]);
}

#[test]
fn a_registry_that_wants_more_is_told_so() {
    let mut page = Page::new(|request, _| {
        if request.url.contains("/token") {
            return ok("application/json", br#"{"token":"t"}"#);
        }
        challenge(r#"Bearer realm="https://registry.example/token",scope="repository:mirror/a:pull""#)
    });
    page.open("registry.example/a:1");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.diagnosis.headline, "registry.example shows this only to who signs in.");
    let known = problem.diagnosis.known.join("\n");
    assert!(known.contains("repository:mirror/a:pull"), "{problem:#?}");
    assert!(known.contains("to read a alone"), "{problem:#?}");
}

#[test]
fn what_cannot_be_answered_is_told_and_nobody_is_asked() {
    let long = format!(r#"Bearer realm="https://registry.example/token",x="{}""#, "y".repeat(20_000));
    let service = format!(r#"Bearer realm="https://registry.example/token",service="{}""#, "y".repeat(5000));
    for (header, told, reason) in [
        (r#"Bearer realm="/token""#, "a realm has to be an absolute URL", "a path"),
        (r#"Bearer realm="//registry.example/token""#, "a realm has to be an absolute URL", "no scheme"),
        (r#"Bearer realm="Registry""#, "a realm has to be an absolute URL", "a title"),
        (r#"Bearer realm="http://registry.example/token""#, "it is not https", "http"),
        (r#"Bearer realm="javascript://registry.example/token""#, "it is not https", "another scheme"),
        (
            r#"Bearer realm="https://registry.example\@evil.example/token""#,
            "read it as another",
            "a backslash",
        ),
        ("Bearer realm=\"https://registry.example/token\r\nX-Y: z\"", "read it as another", "line ends"),
        ("Bearer", "it names no place to get one at", "nothing"),
        ("Bearer service=registry.example", "it names no place to get one at", "no realm"),
        (
            r#"Bearer realm="https://registry.example/token",realm="https://evil.example/token""#,
            "it has two values for \u{201c}realm\u{201d}",
            "two realms",
        ),
        (
            r#"Bearer realm="https://registry.example/token",service=a,service=b"#,
            "it has two values for \u{201c}service\u{201d}",
            "two services",
        ),
        (
            "Bearer realm=\"https://registry.example/token\",service=\"a\u{202e}\u{7}\"",
            "holds characters that can",
            "what is not seen",
        ),
        (&service, "is too long", "a long service"),
        (&long, "longer than any that is read", "a long header"),
    ] {
        let page = challenged(header);
        assert_eq!(page.requests.len(), 1, "{reason}: {:?}", page.urls());
        assert!(bayplan::view::fetching(&page.model).questions.is_empty(), "{reason}");
        let problem = bayplan::view::fetching(&page.model).problems.remove(0);
        assert!(problem.diagnosis.headline.contains(told), "{reason}: {problem:#?}");
        assert!(format!("{problem:?}").len() < 4000, "{reason}");
        assert!(problem.diagnosis.next.iter().any(|next| matches!(next, Next::Command(_))), "{reason}");
    }
}

#[test]
fn a_challenge_that_is_no_use_hides_none_that_is() {
    const GOOD: &str = r#"Bearer realm="https://registry.example/token""#;
    for other in [r#"Bearer realm="/token""#, "Negotiate", "NTLM TlRMTVNTUAAC==", "Bearer", "Basic realm=x"] {
        for header in [format!("{other}, {GOOD}"), format!("{GOOD}, {other}")] {
            let page = challenged(&header);
            assert_eq!(token_urls(&page).len(), 1, "{header}: {:?}", page.problems());
        }
    }
    // One for a name and a password can be answered by them.
    let mut page = Page::new(|request, _| match &request.authorization {
        Some(secret) if secret.reveal().starts_with("Basic ") => Image::new(1).answer(request),
        _ => challenge(r#"Bearer realm="/token", Basic realm="x""#),
    });
    page.open("registry.example/a/b:1");
    assert_eq!(bayplan::view::fetching(&page.model).problems[0].sign_in.as_deref(), Some("registry.example"));
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host: "registry.example".to_owned(),
        user: bayplan::registry::Secret::new("a"),
        password: bayplan::registry::Secret::new("b"),
    }));
    assert!(page.problems().is_empty(), "{:?}", page.problems());
}

#[test]
fn a_finding_of_fuzzing() {
    let page = challenged("B scope=repository:push:pull");
    assert_eq!(
        page.problems(),
        ["registry.example wants a way of signing in that a page can\u{2019}t do: B."]
    );
    let page = challenged("Bearer realm=https://registry.example/token,scope=repository:push:pull");
    assert_eq!(token_urls(&page), ["https://registry.example/token?scope=repository:a/b:pull"]);
    let page = challenged(&format!("{} realm=x", "S".repeat(9000)));
    assert!(page.problems()[0].len() < 200, "{:?}", page.problems());
}

/// An answer that says that it was asked too often.
fn too_often(retry_after: Option<&str>, quota: Option<(&str, &str)>) -> Outcome {
    let body = br#"{"errors":[{"code":"TOOMANYREQUESTS","message":"slow down"}]}"#;
    let mut answer = answer(429, "application/json", body);
    answer.headers.retry_after = retry_after.map(str::to_owned);
    answer.headers.quota = quota.and_then(|(limit, left)| Quota::read(Some(limit), Some(left)));
    Outcome::Answer(answer)
}

#[test]
fn asked_too_often() {
    for (retry_after, quota, requests, told, reason) in [
        (None, None, 2, "slow down", "nothing but words"),
        (Some("7"), None, 4, "7 seconds", "a short wait, which was waited for as often as others are"),
        (Some("3600"), None, 1, "60 minutes", "a long wait"),
        (Some("3600"), None, 1, "slow down", "with the registry's words"),
        (None, Some(("100;w=21600", "0;w=21600")), 1, "100 requests in 6 hours, and 0 are left", "used up"),
        (None, Some(("100;w=21600", "3;w=21600")), 2, "and 3 are left", "not used up"),
    ] {
        let quota: Option<(&str, &str)> = quota;
        let mut page = Page::new(move |_, _| too_often(retry_after, quota));
        page.open("registry.example/a:1");
        assert_eq!(page.requests.len(), requests, "{reason}");
        let problem = bayplan::view::fetching(&page.model).problems.remove(0);
        assert_eq!(problem.diagnosis.headline, "registry.example was asked too often.");
        let known = problem.diagnosis.known.join("\n");
        assert!(known.contains(told), "{reason}: {known}");
        assert_eq!(problem.sign_in.as_deref(), Some("registry.example"), "{reason}");
        assert!(!known.contains("Docker Hub"), "{known}");
    }
}

#[test]
fn a_limit_holds_for_all_that_waits() {
    let image = Image::new(40);
    let mut page = Page::new(move |request, _| {
        if request.url.contains("sha256:") { too_often(None, None) } else { image.answer(request) }
    });
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::All));
    assert!(page.requests.len() <= 1 + 2 * 6, "{}", page.requests.len());
    assert_eq!(page.problems(), ["registry.example was asked too often."]);
}

#[test]
fn a_limit_of_the_realm_and_one_of_an_account() {
    let mut page = Page::new(|request, _| match &request.authorization {
        None if request.url.contains("/token") => too_often(None, None),
        Some(secret) if request.url.contains("/token") && secret.reveal().starts_with("Basic ") => {
            ok("application/json", br#"{"token":"own"}"#)
        }
        Some(_) => too_often(None, None),
        None => challenge(r#"Bearer realm="https://registry.example/token""#),
    });
    page.open("registry.example/a:1");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.sign_in.as_deref(), Some("registry.example"));
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host: "registry.example".to_owned(),
        user: bayplan::registry::Secret::new("a"),
        password: bayplan::registry::Secret::new("b"),
    }));
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.known.join("\n").contains("with your account"), "{problem:#?}");
    assert_eq!(problem.sign_in, None, "signing in again lifts nothing");
}

#[test]
fn what_does_not_answer_for_now_was_not_asked_too_often() {
    let mut page = Page::new(|_, _| {
        let mut answer = answer(503, "text/plain", b"maintenance");
        answer.headers.retry_after = Some("3600".to_owned());
        Outcome::Answer(answer)
    });
    page.open("registry.example/a:1");
    assert_eq!(page.requests.len(), 1);
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.diagnosis.headline, "registry.example does not answer for now.");
    assert!(problem.diagnosis.known[0].contains("60 minutes"), "{problem:#?}");
}

#[test]
fn a_web_page_is_named_as_one() {
    const PORTAL: &[u8] = b"\r\n<!DOCTYPE html><title>Sign in to the network</title>";
    for label in ["text/html", "application/json", "application/vnd.oci.image.index.v1+json", ""] {
        let mut page = Page::new(move |_, _| ok(label, PORTAL));
        page.open("registry.example/a:1");
        assert_eq!(page.requests.len(), 1, "{label}");
        assert_eq!(page.problems(), ["registry.example answered with a web page."], "{label}");
        assert_eq!(page.model.inspection.blobs.len(), 0);
    }
    let mut page = Page::new(|_, _| error(404, "NAME_UNKNOWN"));
    page.open("registry.example/a:1");
    assert_ne!(page.problems(), ["registry.example answered with a web page."]);
}
