//! The rules of `deploy/`, each with the program that it is for, hold what its README promises.

use browser_tests::environment;
use browser_tests::servers::{
    Access, Answer, Certificates, Front, Http, INDEX, Registry, Relay, RelayKind, Rules, Scheme, get, request,
};

use crate::{Step, json};

const KINDS: [RelayKind; 5] =
    [RelayKind::Nginx, RelayKind::Caddy, RelayKind::Netlify, RelayKind::Cloudflare, RelayKind::Serve];

/// What the page's own fetch is sent with by a browser.
const OWN: [(&str, &str); 2] = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty")];

fn start(kind: RelayKind, hosts: &[&str]) -> browser_tests::Result<Relay> {
    Relay::start(kind, hosts, &environment::repository("static"))
}

#[test]
fn names_its_hosts_and_serves_the_site() -> Step {
    for kind in KINDS {
        let relay = start(kind, &["127.0.0.1:1", "127.0.0.1:2"])?;
        let hosts = get(relay.host(), "/relay/hosts.json", &[])?;
        assert_eq!(hosts.status, 200, "{kind:?}");
        let expected = serde_json::json!({ "version": 1, "hosts": ["127.0.0.1:1", "127.0.0.1:2"] });
        assert_eq!(json(&hosts)?, expected, "{kind:?}");
        assert!(
            hosts.header("content-type").is_some_and(|kind| kind.starts_with("application/json")),
            "{kind:?}"
        );
        if [RelayKind::Nginx, RelayKind::Caddy].contains(&kind) {
            let style = get(relay.host(), "/style.css", &[])?;
            assert_eq!(
                (style.status, style.body),
                (200, std::fs::read(environment::repository("static/style.css"))?)
            );
            assert_eq!(get(relay.host(), "/not-there", &[])?.status, 404, "{kind:?}");
        }
    }
    Ok(())
}

#[test]
fn brings_manifests_and_blobs_byte_for_byte() -> Step {
    let registry = Registry::with_images(Access::NoCors)?;
    let app = &registry.images().app;
    for kind in KINDS {
        let relay = start(kind, &[registry.host()])?;
        let at = |path: &str| format!("/relay/{}/v2/demo/app/{path}", registry.host());
        let index = get(relay.host(), &at("manifests/1.0"), &[OWN[0], OWN[1], ("Accept", INDEX)])?;
        assert_eq!((index.status, index.body.as_slice()), (200, app.index.bytes.as_slice()), "{kind:?}");
        assert_eq!(index.header("content-type"), Some(INDEX), "{kind:?}");
        assert_eq!(index.header("content-length"), Some(&*app.index.bytes.len().to_string()), "{kind:?}");
        let layer = &app.platforms[0].1[2];
        let range = ("Range", "bytes=0-9");
        let part = get(relay.host(), &at(&format!("blobs/{}", layer.digest)), &[range])?;
        assert_eq!((part.status, part.body.as_slice()), (206, &layer.bytes[..10]), "{kind:?}");
        let tags = get(relay.host(), &at("tags/list?n=1000&last=%30"), &[])?;
        assert_eq!(json(&tags)?["tags"][0], "1.0", "{kind:?}");
        let head = request(relay.host(), "HEAD", &at("manifests/1.0"), &[("Accept", INDEX)])?;
        assert_eq!((head.status, head.body.len()), (200, 0), "{kind:?}");
    }
    Ok(())
}

#[test]
fn refuses_whatever_is_not_its_business() -> Step {
    let registry = Http::start(|_| Answer::new(200, "come in"))?;
    for kind in KINDS {
        let relay = start(kind, &[&registry.host()])?;
        let path = format!("/relay/{}/v2/", registry.host());
        let cases = [
            (200, "GET", path.clone(), None),
            (200, "GET", format!("/relay/{}/token?service=x", registry.host()), None),
            (404, "GET", "/relay/127.0.0.1:9/v2/".into(), None),
            (404, "GET", format!("/relay/user@{}/v2/", registry.host()), None),
            (404, "GET", format!("/relay/{}/metrics", registry.host()), None),
            (404, "GET", format!("/relay/{}/v2/../metrics", registry.host()), None),
            (404, "GET", format!("/relay/{}/v2/%0d%0aX:%20y", registry.host()), None),
            (404, "GET", "/relay/".into(), None),
            (405, "POST", path.clone(), None),
            (405, "DELETE", path.clone(), None),
            (403, "GET", path.clone(), Some(("Sec-Fetch-Site", "cross-site"))),
            (403, "GET", path.clone(), Some(("Sec-Fetch-Dest", "document"))),
            (403, "GET", path.clone(), Some(("Sec-Fetch-Dest", "script"))),
            (403, "GET", path.clone(), Some(("Sec-Fetch-Dest", "serviceworker"))),
        ];
        for (status, method, target, headers) in cases {
            let before = registry.asked().len();
            let reply = request(relay.host(), method, &target, headers.as_slice())?;
            assert_eq!(reply.status, status, "{kind:?}: {method} {target} {headers:?}");
            let reached = registry.asked().len() - before;
            assert_eq!(reached, usize::from(status == 200), "{kind:?}: {method} {target} {headers:?}");
        }
    }
    Ok(())
}

#[test]
fn sends_a_registry_what_it_needs_and_no_more() -> Step {
    let registry =
        Http::start(|_| Answer::new(200, "").with("Set-Cookie", "a=b").with("Clear-Site-Data", "\"*\""))?;
    for kind in KINDS {
        let relay = start(kind, &[&registry.host()])?;
        let headers = [
            ("Accept", INDEX),
            ("Authorization", "Bearer token"),
            ("Cookie", "session=secret"),
            ("Origin", "http://page.test"),
            ("Referer", "http://page.test/#/secret"),
            ("X-Forwarded-For", "10.0.0.1"),
            OWN[0],
            OWN[1],
        ];
        let target = "/v2/demo/app/manifests/sha256:00?a=%2F&b=c+d";
        let reply = get(relay.host(), &format!("/relay/{}{target}", registry.host()), &headers)?;
        let asked = registry.asked();
        let asked = asked.last().ok_or("The registry was not asked.")?;
        assert_eq!(asked.target, target, "{kind:?}: the query stays as it is");
        assert_eq!(asked.header("host"), Some(&*registry.host()), "{kind:?}");
        assert_eq!(asked.header("accept"), Some(INDEX), "{kind:?}");
        assert_eq!(asked.header("authorization"), Some("Bearer token"), "{kind:?}");
        for (name, value) in asked.headers() {
            let name = name.to_ascii_lowercase();
            let known = ["host", "accept", "authorization", "user-agent", "accept-encoding", "connection"];
            // What undici, the fetch of Node.js, says by itself.
            let is_node = [RelayKind::Netlify, RelayKind::Cloudflare].contains(&kind);
            let runtime = is_node && ["sec-fetch-mode", "accept-language"].contains(&&*name);
            assert!(known.contains(&&*name) || runtime, "{kind:?} sends {name}: {value}");
        }
        for name in ["set-cookie", "clear-site-data"] {
            assert_eq!(reply.header(name), None, "{kind:?} passes {name} on");
        }
        let policy = reply.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("sandbox"), "{kind:?}: a stranger's document would run as the page's own");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{kind:?}");
        assert_eq!(reply.header("content-disposition"), Some("attachment"), "{kind:?}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{kind:?}");
    }
    Ok(())
}

#[test]
fn follows_redirects_and_leaves_the_credentials_behind() -> Step {
    let registry = Registry::with_images(Access::NoCors)?;
    let config = registry.images().app.config(0)?.clone();
    let store = Front::start(registry.host(), Rules::default())?;
    // Two redirects: to another host, and from there to another path of that host, without its name.
    let store_origin = store.origin();
    let cdn = Http::start(move |asked| match asked.target.strip_prefix("/signed") {
        Some(rest) => Answer::new(302, "").with("Location", format!("{store_origin}{rest}")),
        // Signatures may be long.
        None => {
            Answer::new(307, "").with("Location", format!("/signed{}&z={}", asked.target, "z".repeat(6000)))
        }
    })?;
    let front = Front::start(registry.host(), Rules { blobs_at: Some(cdn.origin()), ..Rules::default() })?;
    for kind in KINDS {
        let relay = start(kind, &[&front.host()])?;
        let target = format!("/v2/demo/app/blobs/{}?signature=a%2Fb%3D%3D&x=%20", config.digest);
        let secret = [("Authorization", "Basic secret")];
        let reply = get(relay.host(), &format!("/relay/{}{target}", front.host()), &secret)?;
        assert_eq!((reply.status, reply.body.as_slice()), (200, config.bytes.as_slice()), "{kind:?}");
        assert_eq!(reply.header("location"), None, "{kind:?}");
        assert_eq!(
            front.asked().last().and_then(|asked| asked.header("authorization")),
            Some("Basic secret")
        );
        let away: Vec<_> = cdn.asked().into_iter().rev().take(2).chain(store.asked().pop()).collect();
        assert_eq!(away.len(), 3, "{kind:?}");
        for asked in away {
            assert!(asked.target.contains(&target), "{kind:?}: {} is another address", asked.target);
            assert_eq!(asked.header("authorization"), None, "{kind:?} takes the credentials along");
        }
        assert_eq!(cdn.asked().last().and_then(|asked| asked.header("host")), Some(&*cdn.host()), "{kind:?}");
    }
    Ok(())
}

#[test]
fn gives_up_on_redirects_that_lead_nowhere() -> Step {
    let cases = ["", "ftp://127.0.0.1/", "//127.0.0.1/", "javascript:alert(1)", "/v2/demo/blobs/around"];
    for kind in KINDS {
        for location in cases {
            let registry = Http::start(move |_| Answer::new(307, "").with("Location", location))?;
            let relay = start(kind, &[&registry.host()])?;
            let reply = get(relay.host(), &format!("/relay/{}/v2/demo/blobs/around", registry.host()), &[])?;
            assert!(reply.status >= 500, "{kind:?}: {} for “{location}”", reply.status);
            assert!(registry.asked().len() <= 11, "{kind:?} went around {} times", registry.asked().len());
        }
    }
    Ok(())
}

#[test]
fn passes_a_challenge_on() -> Step {
    let registry = Registry::with_images(Access::Htpasswd)?;
    for kind in KINDS {
        let relay = start(kind, &[registry.host()])?;
        let reply = get(relay.host(), &format!("/relay/{}/v2/demo/app/manifests/1.0", registry.host()), &[])?;
        assert_eq!(reply.status, 401, "{kind:?}");
        assert_eq!(reply.header("www-authenticate"), Some("Basic realm=\"Registry of a test\""), "{kind:?}");
    }
    Ok(())
}

#[test]
fn speaks_https_and_believes_only_whom_it_is_to_believe() -> Step {
    let certificates = Certificates::new()?;
    let registry = Registry::with_images(Access::Https(&certificates))?;
    let target = format!("/relay/{}/v2/demo/app/manifests/1.0", registry.host());
    for kind in KINDS {
        for (believed, status) in [(Some(&certificates), 200), (None, 502)] {
            let site = environment::repository("static");
            let relay = Relay::over(Scheme::Https(believed), kind, &[registry.host()], &site)?;
            let reply = get(relay.host(), &target, &[("Accept", INDEX)])?;
            assert_eq!(reply.status, status, "{kind:?}: {}", String::from_utf8_lossy(&reply.body));
        }
    }
    Ok(())
}
