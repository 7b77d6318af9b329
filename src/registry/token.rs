//! Tokens: what to ask for and where, and what is given. The distribution project's token authentication:
//! <https://distribution.github.io/distribution/spec/auth/token/>

use super::challenge::Challenge;
use super::hosts;
use super::secret::Secret;
use super::url::Url;
use crate::json;
use crate::limits;

/// What a token is asked for: to read `repository`, and nothing else, whatever a challenge names. Its actions are
/// those of [`READING`] that the challenge names for this repository, or else `pull`. The grammar of repositories
/// leaves out all signs that part one scope from another.
#[must_use]
pub fn scope(challenge: &Challenge, registry: &Url, repository: &str) -> String {
    let named = || challenge.all("scope").flat_map(str::split_ascii_whitespace);
    let own = hosts::by_host(&registry.host).and_then(|known| known.scope);
    if let Some(own) = own.filter(|own| named().any(|scope| scope == *own)) {
        return own.to_owned();
    }
    let whose = format!("repository:{repository}:");
    let wants = |action: &&str| {
        let mut actions = named().filter_map(|scope| scope.strip_prefix(&whose));
        actions.any(|actions| actions.split(',').any(|named| named == *action))
    };
    let actions: Vec<&str> = READING.into_iter().filter(wants).collect();
    let actions = if actions.is_empty() { "pull".to_owned() } else { actions.join(",") };
    whose + &actions
}

/// Actions that change nothing. `metadata_read` is what Azure wants for lists.
const READING: [&str; 2] = ["pull", "metadata_read"];

/// What a challenge wants beyond `scope`, as it stands there; `None` where that is all.
#[must_use]
pub fn beyond(challenge: &Challenge, scope: &str) -> Option<String> {
    let (whose, reading) = scope.rsplit_once(':').unwrap_or((scope, ""));
    let is_within = |named: &str| {
        named == scope
            || named.strip_prefix(whose).and_then(|rest| rest.strip_prefix(':')).is_some_and(|actions| {
                actions.split(',').all(|action| reading.split(',').any(|it| it == action))
            })
    };
    let named = challenge.all("scope").flat_map(str::split_ascii_whitespace);
    let beyond: Vec<_> = named.filter(|named| !is_within(named)).collect();
    (!beyond.is_empty()).then(|| beyond.join(" ").chars().take(limits::REGISTRY_MESSAGE_CHARS).collect())
}

/// The address to ask `realm` at. What its query says already is kept, but for what only this page says: by a
/// realm's own `scope` a token would open more than is asked for here.
#[must_use]
pub fn token_url(realm: &Url, service: Option<&str>, scopes: &[String]) -> Url {
    let service = service.map(|service| format!("service={}", escaped(service)));
    let scopes = scopes.iter().map(|scope| format!("scope={}", escaped(scope)));
    let own = realm.query.iter().flat_map(|query| query.split(['&', ';']));
    let own = own.filter(|pair| is_kept(pair)).map(str::to_owned);
    let parts: Vec<_> = own.chain(service).chain(scopes).collect();
    Url { query: Some(parts.join("&")), ..realm.clone() }
}

/// Parameters of the token protocol, by GET and of its OAuth 2 form: who asks, for what, and how long it holds.
const OURS: [&str; 10] = [
    "service",
    "scope",
    "account",
    "client_id",
    "offline_token",
    "access_type",
    "grant_type",
    "refresh_token",
    "username",
    "password",
];

/// Whether a pair of a realm's query may stay: its name is no parameter of ours, and can't be read as one.
fn is_kept(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    is_plain && !name.is_empty() && !OURS.iter().any(|ours| ours.eq_ignore_ascii_case(name))
}

/// Percent-encoded, but for what a query's value may hold as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b',' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The token of an answer: `token`, or `access_token` as OAuth 2 has it; both are the same where both are
/// there. `None` where there is none, or one that can't stand in a header.
#[must_use]
pub fn token(body: &[u8]) -> Option<Secret> {
    if body.len() > limits::TOKEN_ANSWER_BYTES {
        return None;
    }
    let reading = json::read(body);
    let root = reading.root(body)?;
    let text = |key| root.get(key).and_then(|value| value.as_str()).filter(|text| !text.is_empty());
    let token = text("token").or_else(|| text("access_token"))?;
    // RFC 6750, section 2.1, `b64token`; some have other signs, and none may end the header.
    let is_plain = token.len() <= limits::TOKEN_BYTES && token.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then(|| Secret::new(token.into_owned()))
}

/// `Authorization` with a token.
#[must_use]
pub fn bearer(token: &Secret) -> Secret {
    Secret::new(format!("Bearer {}", token.reveal()))
}

/// `Authorization` with a user's name and password. RFC 7617, in UTF-8.
#[must_use]
pub fn basic(user: &str, password: &Secret) -> Secret {
    use base64::Engine as _;
    let pair = format!("{user}:{}", password.reveal());
    Secret::new(format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair)))
}

#[cfg(test)]
mod tests {
    use super::super::challenge::challenges;
    use super::*;

    #[test]
    fn no_more_is_asked_for_than_to_read_what_was_named() {
        const HUB: &str = "https://registry-1.docker.io/";
        for (registry, wanted, asked, beyond, reason) in [
            (HUB, "", "repository:a/b:pull", None, "none named"),
            (HUB, "repository:a/b:pull", "repository:a/b:pull", None, "as usual"),
            (
                HUB,
                "repository:a/b:pull,push,delete",
                "repository:a/b:pull",
                Some("repository:a/b:pull,push,delete"),
                "more than reading",
            ),
            (HUB, "repository:a/b:*", "repository:a/b:pull", Some("repository:a/b:*"), "all"),
            (HUB, "repository:a/b:metadata_read", "repository:a/b:metadata_read", None, "Azure, for lists"),
            (
                HUB,
                "repository:a/b:metadata_read repository:a/b:pull",
                "repository:a/b:pull,metadata_read",
                None,
                "both",
            ),
            (
                HUB,
                "repository:a/b:push registry:catalog:*",
                "repository:a/b:pull",
                Some("repository:a/b:push registry:catalog:*"),
                "nothing that is reading",
            ),
            (HUB, "repository:x/a/b:pull", "repository:a/b:pull", Some("repository:x/a/b:pull"), "another's"),
            (HUB, "repository:a:pull", "repository:a/b:pull", Some("repository:a:pull"), "its folder"),
            (
                HUB,
                "repository:a/b:push,x:pull",
                "repository:a/b:pull",
                Some("repository:a/b:push,x:pull"),
                "a scope that holds another's sign",
            ),
            (
                HUB,
                "repository:push:pull",
                "repository:a/b:pull",
                Some("repository:push:pull"),
                "found by fuzzing",
            ),
            (HUB, "Repository:a/b:pull", "repository:a/b:pull", Some("Repository:a/b:pull"), "another case"),
            (HUB, "aws", "repository:a/b:pull", Some("aws"), "another registry's word"),
            (HUB, "offline_access admin", "repository:a/b:pull", Some("offline_access admin"), "any word"),
            ("https://public.ecr.aws/", "aws", "aws", None, "Amazon's own"),
            ("https://public.ecr.aws/", "admin", "repository:a/b:pull", Some("admin"), "and no other"),
            (
                HUB,
                "repository:a/b:pull&scope=repository:x:pull",
                "repository:a/b:pull",
                Some("repository:a/b:pull&scope=repository:x:pull"),
                "a sign of queries",
            ),
        ] {
            let challenge = &challenges(&format!("Bearer realm=\"x\",scope=\"{wanted}\""))[0];
            let registry = Url::parse(registry).unwrap();
            let scope = scope(challenge, &registry, "a/b");
            assert_eq!(scope, asked, "{reason}");
            assert_eq!(super::beyond(challenge, &scope).as_deref(), beyond, "{reason}");
        }
        let two = &challenges(r#"Bearer scope="repository:x:pull", scope="repository:a/b:pull""#)[0];
        assert_eq!(scope(two, &Url::parse(HUB).unwrap(), "a/b"), "repository:a/b:pull", "a parameter twice");
        let long = format!("Bearer scope=\"{}\"", "x".repeat(9999));
        let beyond = beyond(&challenges(&long)[0], "repository:a/b:pull").unwrap();
        assert_eq!(beyond.len(), limits::REGISTRY_MESSAGE_CHARS);
    }

    #[test]
    fn addresses() {
        const SCOPE: &str = "scope=repository:a:pull";
        for (realm, service, expected, reason) in [
            (
                "https://auth.docker.io/token",
                Some("registry.docker.io"),
                "https://auth.docker.io/token?service=registry.docker.io&",
                "as usual",
            ),
            (
                "https://a.example/token?x=1",
                None,
                "https://a.example/token?x=1&",
                "a realm's own query stays",
            ),
            (
                "https://a.example/token?",
                Some("a b&c=d"),
                "https://a.example/token?service=a%20b%26c%3Dd&",
                "escapes",
            ),
            (
                "https://a.example/token?scope=repository:x:push&x=1&service=y&account=z",
                None,
                "https://a.example/token?x=1&",
                "but for what is asked for",
            ),
            (
                "https://a.example/token?x=1;scope=y&Scope=y&%73cope=y&scope[]=y&scope&+scope=y&=y",
                None,
                "https://a.example/token?x=1&",
                "in whatever form",
            ),
        ] {
            let realm = Url::parse(realm).unwrap();
            let url = token_url(&realm, service, &["repository:a:pull".to_owned()]);
            assert_eq!(url.to_string(), format!("{expected}{SCOPE}"), "{reason}");
            assert!(Url::parse(&url.to_string()).is_some());
        }
    }

    #[test]
    fn tokens() {
        let long = format!(r#"{{"token": "{}"}}"#, "a".repeat(limits::TOKEN_BYTES + 1));
        for (body, expected, reason) in [
            (r#"{"token": "a.b-c", "expires_in": 300}"#, Some("a.b-c"), "as specified"),
            (r#"{"access_token": "a"}"#, Some("a"), "as OAuth has it"),
            (r#"{"token": "", "access_token": "a"}"#, Some("a"), "an empty one is none"),
            (r#"{"token": "a", "access_token": "b"}"#, Some("a"), "the first of both"),
            (r#"{"token": "a\r\nX-Y: z"}"#, None, "it would end the header"),
            (r#"{"token": "ä"}"#, None, "no header can hold it"),
            (r#"{"token": 1}"#, None, "no text"),
            (r#"["token"]"#, None, "no object"),
            ("<html>", None, "a page"),
            (long.as_str(), None, "too long"),
        ] {
            assert_eq!(token(body.as_bytes()).as_ref().map(Secret::reveal), expected, "{reason}");
        }
    }

    #[test]
    fn headers() {
        assert_eq!(bearer(&Secret::new("a")).reveal(), "Bearer a");
        assert_eq!(
            basic("Aladdin", &Secret::new("open sesame")).reveal(),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
    }
}
