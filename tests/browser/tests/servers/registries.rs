//! The registries hold what was pushed, and let in whom they should.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::servers::{
    Access, Cors, Front, Given, INDEX, MANIFEST, PASSWORD, Registry, Rules, Tokens, USER, get, request,
};

use crate::{Step, json};

const INDEX_PATH: &str = "/v2/demo/app/manifests/1.0";

#[test]
fn holds_what_skopeo_pushed_byte_for_byte() -> Step {
    let registry = Registry::with_images(Access::NoCors)?;
    let app = &registry.images().app;
    let index = get(registry.host(), INDEX_PATH, &[("Accept", INDEX)])?;
    assert_eq!((index.status, index.body.as_slice()), (200, app.index.bytes.as_slice()));
    assert_eq!(index.header("access-control-allow-origin"), None, "as it comes, it lets no page in");
    for (_, [manifest, config, layer]) in &app.platforms {
        for (kind, blob) in [("manifests", manifest), ("blobs", config), ("blobs", layer)] {
            let target = format!("/v2/demo/app/{kind}/{}", blob.digest);
            let reply = get(registry.host(), &target, &[("Accept", MANIFEST)])?;
            assert_eq!((reply.status, reply.body.as_slice()), (200, blob.bytes.as_slice()), "{kind}");
        }
    }
    Ok(())
}

#[test]
fn lets_pages_in_when_it_is_told_to() -> Step {
    let registry = Registry::with_images(Access::Cors)?;
    let index = get(registry.host(), INDEX_PATH, &[("Accept", INDEX), ("Origin", "http://page.test")])?;
    assert_eq!(index.header("access-control-allow-origin"), Some("*"));
    Ok(())
}

/// Why a page of another origin can't bring a password or a token: the preflight that asks whether it may is
/// itself refused, because it has none. No setting of docker-registry changes that; a relay or a front does.
#[test]
fn refuses_the_preflight_where_it_wants_credentials() -> Step {
    let tokens = Tokens::start(Given::ToAnyone)?;
    for (access, status) in [(Access::Cors, 200), (Access::Htpasswd, 401), (Access::Token(&tokens), 401)] {
        let registry = Registry::with_images(access)?;
        let preflight = [("Origin", "http://page.test"), ("Access-Control-Request-Headers", "authorization")];
        assert_eq!(request(registry.host(), "OPTIONS", INDEX_PATH, &preflight)?.status, status);
    }
    Ok(())
}

#[test]
fn asks_for_a_password_and_takes_the_right_one() -> Step {
    let registry = Registry::with_images(Access::Htpasswd)?;
    let refused = get(registry.host(), INDEX_PATH, &[])?;
    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("www-authenticate"), Some("Basic realm=\"Registry of a test\""));
    for (password, status) in [(PASSWORD, 200), ("another", 401)] {
        let credentials = format!("Basic {}", STANDARD.encode(format!("{USER}:{password}")));
        let reply = get(registry.host(), INDEX_PATH, &[("Accept", INDEX), ("Authorization", &credentials)])?;
        assert_eq!(reply.status, status);
    }
    Ok(())
}

#[test]
fn takes_the_token_that_the_token_server_gives() -> Step {
    for (given, without_password) in [(Given::ToAnyone, 200), (Given::ToUsers, 401)] {
        let tokens = Tokens::start(given)?;
        let registry = Registry::with_images(Access::Token(&tokens))?;
        let refused = get(registry.host(), INDEX_PATH, &[])?;
        let challenge = refused.header("www-authenticate").unwrap_or_default();
        assert!(challenge.starts_with(&format!("Bearer realm=\"{}\"", tokens.realm())), "{challenge}");
        assert!(challenge.contains("scope=\"repository:demo/app:pull\""), "{challenge}");

        let host = tokens.server().host();
        let ask = "/token?service=x&scope=repository:demo/app:pull";
        assert_eq!(get(&host, ask, &[])?.status, without_password);
        let credentials = format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")));
        let answer = get(&host, ask, &[("Authorization", &credentials)])?;
        let token = json(&answer)?["token"].as_str().unwrap_or_default().to_owned();
        let bearer = format!("Bearer {token}");
        let reply = get(registry.host(), INDEX_PATH, &[("Accept", INDEX), ("Authorization", &bearer)])?;
        assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
        // For another repository it is worth nothing.
        let other = "/v2/demo/other/manifests/1.0";
        assert_eq!(get(registry.host(), other, &[("Authorization", &bearer)])?.status, 401);
    }
    Ok(())
}

#[test]
fn a_front_sends_who_asks_for_a_blob_elsewhere_and_takes_down_who_asked() -> Step {
    let registry = Registry::with_images(Access::NoCors)?;
    let cdn = Front::start(registry.host(), Rules::default())?;
    let rules = Rules { blobs_at: Some(cdn.origin()), cors: Cors::Simple, ..Rules::default() };
    let front = Front::start(registry.host(), rules)?;
    let config = registry.images().app.config(0)?;
    let target = format!("/v2/demo/app/blobs/{}", config.digest);
    let reply = get(&front.host(), &target, &[("Authorization", "Basic secret")])?;
    assert_eq!((reply.status, reply.header("location")), (307, Some(&*format!("{}{target}", cdn.origin()))));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    assert_eq!(get(&cdn.host(), &target, &[])?.body, config.bytes);
    assert_eq!(front.asked().first().and_then(|asked| asked.header("authorization")), Some("Basic secret"));
    assert_eq!(get(&front.host(), INDEX_PATH, &[("Accept", INDEX)])?.status, 200, "only blobs lie elsewhere");
    Ok(())
}
