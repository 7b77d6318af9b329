//! The rules of `deploy/`, each with the program that it is for, hold what its README promises.

use browser_tests::environment;
use browser_tests::servers::{
    Access, Answer, Body, Certificates, Front, Http, INDEX, Names, Registry, Relay, RelayKind, Reply, Rules,
    Scheme, World, get, request,
};

use crate::{Step, json};

const KINDS: [RelayKind; 5] =
    [RelayKind::Nginx, RelayKind::Caddy, RelayKind::Netlify, RelayKind::Cloudflare, RelayKind::Serve];

/// What the page's own fetch is sent with by a browser.
const OWN: [(&str, &str); 2] = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty")];

/// What the page's own fetch of `path` of `host` gets, with `headers` beside those of its browser.
fn fetched(relay: &Relay, host: &str, path: &str, headers: &[(&str, &str)]) -> browser_tests::Result<Reply> {
    get(relay.host(), &format!("/relay/{host}{path}"), &[&OWN, headers].concat())
}

/// What hosts send with the site's files.
const SITE: [(&str, &str); 4] = [
    ("content-security-policy", "frame-ancestors 'none'"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

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
            let missing = get(relay.host(), "/not-there", &[])?;
            assert_eq!(missing.status, 404, "{kind:?}");
            for reply in [&hosts, &get(relay.host(), "/style.css", &[])?, &missing] {
                for (name, value) in SITE {
                    assert_eq!(reply.header(name), Some(value), "{kind:?}");
                }
            }
            let asset = get(relay.host(), "/assets/none", &[])?;
            assert_eq!(asset.status, 404, "{kind:?}");
            let cached = get(relay.host(), "/style.css", &[])?;
            assert_eq!(cached.header("cache-control"), Some("no-cache"), "{kind:?}");
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
        let part = get(relay.host(), &at(&format!("blobs/{}", layer.digest)), &[OWN[0], OWN[1], range])?;
        assert_eq!((part.status, part.body.as_slice()), (206, &layer.bytes[..10]), "{kind:?}");
        assert_eq!(part.header("content-range").map(|range| range.starts_with("bytes 0-9/")), Some(true));
        let tags = get(relay.host(), &at("tags/list?n=1000&last=%30"), &OWN)?;
        assert_eq!(json(&tags)?["tags"][0], "1.0", "{kind:?}");
        let accept = ("Accept", INDEX);
        let head = request(relay.host(), "HEAD", &at("manifests/1.0"), &[OWN[0], OWN[1], accept])?;
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
        let own = OWN.as_slice();
        let cases = [
            (200, "GET", path.clone(), own),
            (200, "GET", format!("/relay/{}/token?service=x", registry.host()), own),
            (404, "GET", "/relay/127.0.0.1:9/v2/".into(), own),
            (404, "GET", format!("/relay/user@{}/v2/", registry.host()), own),
            (404, "GET", format!("/relay/{}/metrics", registry.host()), own),
            (404, "GET", format!("/relay/{}/v2/../metrics", registry.host()), own),
            (404, "GET", format!("/relay/{}/v2/%0d%0aX:%20y", registry.host()), own),
            (404, "GET", "/relay/".into(), own),
            (405, "POST", path.clone(), own),
            (405, "DELETE", path.clone(), own),
            // Programs say nothing, and no more do old browsers, or new ones over plain HTTP.
            (403, "GET", path.clone(), &[]),
            (403, "GET", path.clone(), &OWN[..1]),
            (403, "GET", path.clone(), &OWN[1..]),
            (403, "GET", path.clone(), &[("Sec-Fetch-Site", "cross-site"), OWN[1]]),
            (403, "GET", path.clone(), &[("Sec-Fetch-Site", "same-site"), OWN[1]]),
            (403, "GET", path.clone(), &[("Sec-Fetch-Site", "none"), OWN[1]]),
            (403, "GET", path.clone(), &[OWN[0], ("Sec-Fetch-Dest", "document")]),
            (403, "GET", path.clone(), &[OWN[0], ("Sec-Fetch-Dest", "script")]),
            (403, "GET", path.clone(), &[OWN[0], ("Sec-Fetch-Dest", "serviceworker")]),
        ];
        for (status, method, target, headers) in cases {
            let before = registry.asked().len();
            let reply = request(relay.host(), method, &target, headers)?;
            assert_eq!(reply.status, status, "{kind:?}: {method} {target} {headers:?}");
            let reached = registry.asked().len() - before;
            assert_eq!(reached, usize::from(status == 200), "{kind:?}: {method} {target} {headers:?}");
        }
    }
    Ok(())
}

/// What a registry may say to browsers, or to the server between, and none of them is to hear.
const HIDDEN: [(&str, &str); 18] = [
    ("Set-Cookie", "a=b"),
    ("Clear-Site-Data", "\"*\""),
    ("Refresh", "0; url=https://a.example/"),
    ("Location", "https://a.example/"),
    ("Strict-Transport-Security", "max-age=1"),
    ("Alt-Svc", "h3=\":443\""),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Content-Disposition", "inline"),
    ("Content-Security-Policy", "default-src *"),
    ("X-Content-Type-Options", "none"),
    ("Cache-Control", "public, max-age=1000"),
    ("Service-Worker-Allowed", "/"),
    ("NEL", "{}"),
    ("Report-To", "{}"),
    ("SourceMap", "/x"),
    ("X-Accel-Redirect", "/style.css"),
    ("X-Accel-Limit-Rate", "1"),
];

#[test]
fn sends_a_registry_what_it_needs_and_no_more() -> Step {
    let registry = Http::start(|_| {
        let answer =
            Answer::new(200, "").with("Docker-Content-Digest", "sha256:00").with("Link", "<x>; rel=next");
        HIDDEN.iter().fold(answer, |answer, (name, value)| answer.with(name, *value))
    })?;
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
        for (name, value) in HIDDEN {
            assert_ne!(reply.header(name), Some(value), "{kind:?} passes {name} on");
        }
        assert_eq!(reply.header("docker-content-digest"), Some("sha256:00"), "{kind:?}");
        assert_eq!(reply.header("link"), Some("<x>; rel=next"), "{kind:?}");
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
        let relay = start(kind, &[&front.host(), &cdn.host(), &store.host()])?;
        let target = format!("/v2/demo/app/blobs/{}?signature=a%2Fb%3D%3D&x=%20", config.digest);
        let secret = [("Authorization", "Basic secret")];
        let reply = fetched(&relay, &front.host(), &target, &secret)?;
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

/// A store's signature is in the query; and what the page asked the registry with is not for the store.
#[test]
fn a_redirect_is_asked_with_its_own_path_and_query() -> Step {
    let store = Http::start(|asked| match asked.path() {
        // On to a path without a query.
        "/a%2Fb" => Answer::new(302, "").with("Location", "/end"),
        "/x" => Answer::new(302, "").with("Location", "/y?again=/x?&&c=d==#fragment"),
        _ => Answer::new(200, "here"),
    })?;
    let store_origin = store.origin();
    let registry = Http::start(move |asked| {
        let number: usize = asked.parameters("to").first().and_then(|to| to.parse().ok()).unwrap_or_default();
        let to = [
            "/a%2Fb?sig=a%2Bb+c%3D%3D&e==&path&query",
            "/x?query=path",
            "/v2",
            "/%7Benv.HOME%7D?%7Benv.HOME%7D=x",
        ];
        Answer::new(307, "").with("Location", format!("{store_origin}{}", to[number.min(3)]))
    })?;
    for kind in KINDS {
        let relay = start(kind, &[&registry.host(), &store.host()])?;
        for (to, expected) in [
            (0, &["/a%2Fb?sig=a%2Bb+c%3D%3D&e==&path&query", "/end"][..]),
            (1, &["/x?query=path", "/y?again=/x?&&c=d=="]),
            (2, &["/v2"]),
            (3, &["/%7Benv.HOME%7D?%7Benv.HOME%7D=x"]),
        ] {
            let before = store.asked().len();
            let path = format!("/v2/demo/blobs/x?to={to}&secret=1&p={{env.HOME}}");
            let reply = fetched(&relay, &registry.host(), &path, &[])?;
            assert_eq!((reply.status, reply.body.as_slice()), (200, &b"here"[..]), "{kind:?}: {to}");
            assert_eq!(
                registry.asked().last().map(|asked| asked.target.replace("%7B", "{").replace("%7D", "}")),
                Some(path),
                "{kind:?}"
            );
            let asked: Vec<String> = store.asked().drain(before..).map(|asked| asked.target).collect();
            assert_eq!(asked, expected, "{kind:?}");
        }
    }
    Ok(())
}

/// As registries keep their blobs at hosts that are on no list.
#[test]
fn a_redirect_leads_to_public_names() -> Step {
    let store = Http::start(|_| Answer::new(200, "here"))?;
    let names = Names::start()?;
    let port = store.host().rsplit(':').next().unwrap_or_default().to_owned();
    let world = World { names: names.host(), port: &port };
    const STORES: [&str; 8] = [
        "production.cloudflare.docker.com",
        "docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com",
        "pkg-containers.githubusercontent.com",
        "cdn01.quay.io",
        "prod-registry-k8s-io-us-east-1.s3.dualstack.us-east-1.amazonaws.com",
        "my_bucket.s3.amazonaws.com",
        "europe-west2-docker.pkg.dev:443",
        "CDN.Example.ORG",
    ];
    let registry = Http::start(|asked| {
        let number: usize = asked.parameters("to").first().and_then(|to| to.parse().ok()).unwrap_or_default();
        Answer::new(307, "").with("Location", format!("http://{}/blob?a=b", STORES[number]))
    })?;
    for kind in KINDS {
        if kind == RelayKind::Serve {
            continue;
        }
        let site = environment::repository("static");
        let relay = Relay::in_world(Some(world), Scheme::Http, kind, &[&registry.host()], &site)?;
        for (number, name) in STORES.iter().enumerate() {
            let path = format!("/v2/demo/blobs/x?to={number}");
            let reply = fetched(&relay, &registry.host(), &path, &[("Authorization", "Basic secret")])?;
            assert_eq!((reply.status, reply.body.as_slice()), (200, &b"here"[..]), "{kind:?}: {name}");
            let asked = store.asked().pop().ok_or("The store was not asked.")?;
            assert_eq!(asked.target, "/blob?a=b", "{kind:?}");
            assert_eq!(asked.header("authorization"), None, "{kind:?}");
            let host = asked.header("host").unwrap_or_default().to_ascii_lowercase();
            let own = host.starts_with(&name.trim_end_matches(":443").to_ascii_lowercase());
            assert!(own || host == store.host(), "{kind:?}: {host}");
        }
    }
    Ok(())
}

#[test]
fn a_redirect_leads_nowhere_else() -> Step {
    let inside = Http::start(|_| Answer::new(200, "inside"))?;
    let other = Http::start(|_| Answer::new(200, "on the list"))?;
    let (inside_at, other_at) = (inside.host(), other.host());
    let names = Names::start()?;
    let port = inside_at.rsplit(':').next().unwrap_or_default().to_owned();
    let world = World { names: names.host(), port: &port };
    let cases = [
        String::new(),
        "ftp://127.0.0.1/".into(),
        "//127.0.0.1/".into(),
        format!("//{inside_at}/"),
        "javascript:alert(1)".into(),
        "/v2/demo/blobs/around".into(),
        "v2/".into(),
        // By an address, in whatever form.
        format!("http://{inside_at}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f000001:{port}/"),
        format!("http://0177.0.0.1:{port}/"),
        format!("http://127.1:{port}/"),
        format!("http://127.0.0.1.:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        "http://127.0.0.1/".into(),
        "http://2130706433/".into(),
        "http://0x7f.1/".into(),
        "http://0177.1/".into(),
        "http://[::1]/".into(),
        "http://1.1.1.1/".into(),
        // By a name that is nobody's in the world, or at another port.
        format!("http://localhost:{port}/"),
        "http://localhost/".into(),
        "http://localhost./".into(),
        "http://a.localhost/".into(),
        "http://router/".into(),
        "http://printer.local/".into(),
        "http://metadata.google.internal/".into(),
        "http://registry.default.svc/".into(),
        "http://nas.home.arpa/".into(),
        "http://cdn.example.org./".into(),
        format!("http://cdn.example.org:{port}/"),
        "http://cdn.example.org:80443/".into(),
        "http://-.example.org:x/".into(),
        // By what is read in two ways.
        format!("http://{other_at}@{inside_at}/"),
        format!("http://user:password@{other_at}/"),
        format!("http://{inside_at}\\@{other_at}/"),
        format!("http:\\\\{inside_at}/"),
        format!("http://{other_at}/ {inside_at}"),
        // By what Caddy would fill in.
        format!("http://{other_at}/{{env.HOME}}"),
        format!("http://{other_at}/?a={{env.HOME}}"),
        format!("http://{other_at}/?{{env.HOME}}"),
        "http://{env.HOME}.example.org/".into(),
        "/{env.HOME}".into(),
    ];
    for kind in KINDS {
        for location in &cases {
            let to = location.clone();
            let registry = Http::start(move |_| Answer::new(307, "").with("Location", &*to))?;
            let hosts = [&*registry.host(), &*other_at];
            let site = environment::repository("static");
            let world = Some(world).filter(|_| kind != RelayKind::Serve);
            let relay = Relay::in_world(world, Scheme::Http, kind, &hosts, &site)?;
            let reply = fetched(&relay, &registry.host(), "/v2/demo/blobs/around", &[])?;
            assert_eq!(reply.status, 502, "{kind:?} for “{location}”");
            assert!(registry.asked().len() <= 6, "{kind:?} went around {} times", registry.asked().len());
            assert!(inside.asked().is_empty(), "{kind:?} for “{location}”: {:?}", inside.asked());
            assert!(other.asked().is_empty(), "{kind:?} for “{location}”: {:?}", other.asked());
        }
    }
    Ok(())
}

#[test]
fn five_redirects_are_followed() -> Step {
    let registry = Http::start(|asked| {
        let left: u32 =
            asked.parameters("left").first().and_then(|left| left.parse().ok()).unwrap_or_default();
        match left.checked_sub(1) {
            Some(left) => Answer::new(302, "").with("Location", format!("{}?left={left}", asked.path())),
            None => Answer::new(200, "here"),
        }
    })?;
    for kind in KINDS {
        let relay = start(kind, &[&registry.host()])?;
        for (redirects, status) in [(0, 200), (1, 200), (5, 200), (6, 502)] {
            let path = format!("/v2/demo/blobs/x?left={redirects}");
            assert_eq!(
                fetched(&relay, &registry.host(), &path, &[])?.status,
                status,
                "{kind:?}: {redirects}"
            );
        }
    }
    Ok(())
}

#[test]
fn what_is_too_long_is_refused() -> Step {
    let registry = Http::start(|asked| match asked.path() {
        "/v2/head" => Answer::new(200, "x").with("Link", "x".repeat(20_000)),
        _ => Answer::new(200, "").sending(Body::Claims(10_000_000_000, b"x".to_vec())),
    })?;
    for kind in KINDS {
        let relay = start(kind, &[&registry.host()])?;
        assert_eq!(fetched(&relay, &registry.host(), "/v2/head", &[])?.status, 502, "{kind:?}");
        // nginx can't tell.
        if kind != RelayKind::Nginx {
            assert_eq!(fetched(&relay, &registry.host(), "/v2/body", &[])?.status, 502, "{kind:?}");
        }
    }
    Ok(())
}

#[test]
fn passes_a_challenge_on() -> Step {
    let registry = Registry::with_images(Access::Htpasswd)?;
    for kind in KINDS {
        let relay = start(kind, &[registry.host()])?;
        let reply = fetched(&relay, registry.host(), "/v2/demo/app/manifests/1.0", &[])?;
        assert_eq!(reply.status, 401, "{kind:?}");
        assert_eq!(reply.header("www-authenticate"), Some("Basic realm=\"Registry of a test\""), "{kind:?}");
    }
    Ok(())
}

#[test]
fn speaks_https_and_believes_only_whom_it_is_to_believe() -> Step {
    let certificates = Certificates::new()?;
    let registry = Registry::with_images(Access::Https(&certificates))?;
    for kind in KINDS {
        for (believed, status) in [(Some(&certificates), 200), (None, 502)] {
            let site = environment::repository("static");
            let relay = Relay::over(Scheme::Https(believed), kind, &[registry.host()], &site)?;
            let target = "/v2/demo/app/manifests/1.0";
            let reply = fetched(&relay, registry.host(), target, &[("Accept", INDEX)])?;
            assert_eq!(reply.status, status, "{kind:?}: {}", String::from_utf8_lossy(&reply.body));
        }
    }
    Ok(())
}
