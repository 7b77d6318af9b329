//! A challenge that wants a token, held to what can be asked for.
//!
//! Every part of a challenge is a stranger's word: the realm decides whom the page asks, the service and the scope
//! what the token opens. So a realm is an address that can be read in one way only, a service is a short name, and
//! of a scope only that counts which reads the repository that was asked for ([`super::token::scope`]).

use super::challenge::Challenge;
use super::realm::{self, Refusal, Trust};
use super::token;
use super::url::Url;
use crate::limits;

/// Where a token is got, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The realm.
    pub realm: Url,
    /// Whom the token is to be for.
    pub service: Option<String>,
    /// What it is to open.
    pub scope: String,
    /// What the challenge wants beyond that, as it stands there.
    pub beyond: Option<String>,
}

/// Why a challenge can't be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The header is longer than is read.
    TooLong,
    /// It names no realm.
    NoRealm,
    /// This parameter is there with two values.
    Repeated(&'static str),
    /// The service is no short name, or holds what can't be seen.
    Service,
    /// The realm, as written, is not asked.
    Realm(Refusal, String),
}

/// Reads the first challenge for a token that can be answered, or says what is wrong with the first of them; `None`
/// where no token is wanted.
#[must_use]
pub fn read(found: &[Challenge], registry: &Url, repository: &str) -> Option<Result<Bearer, Flaw>> {
    let mut wanted = found.iter().filter(|challenge| challenge.is("Bearer"));
    let first = of(wanted.next()?, registry, repository);
    let good =
        first.is_err().then(|| wanted.find_map(|other| of(other, registry, repository).ok())).flatten();
    Some(good.map_or(first, Ok))
}

fn of(challenge: &Challenge, registry: &Url, repository: &str) -> Result<Bearer, Flaw> {
    let once = |name: &'static str| challenge.once(name).map_err(|_| Flaw::Repeated(name));
    let written = once("realm")?.ok_or(Flaw::NoRealm)?;
    let service = once("service")?;
    if service.is_some_and(|service| !is_name(service)) {
        return Err(Flaw::Service);
    }
    let (realm, trust) = realm::trust(registry, written);
    let refused =
        |refusal| Flaw::Realm(refusal, written.chars().take(limits::REGISTRY_MESSAGE_CHARS).collect());
    let realm = match (realm, trust) {
        (_, Trust::Refuse(refusal)) => return Err(refused(refusal)),
        (None, _) => return Err(refused(Refusal::Unreadable)),
        (Some(realm), Trust::Own | Trust::Ask(_)) => realm,
    };
    let scope = token::scope(challenge, registry, repository);
    let beyond = token::beyond(challenge, &scope);
    Ok(Bearer { realm, service: service.map(str::to_owned), scope, beyond })
}

/// Services are hosts, and now and then a title.
fn is_name(service: &str) -> bool {
    service.len() <= limits::SERVICE_BYTES
        && service.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::super::challenge::challenges;
    use super::*;

    fn told(header: &str) -> String {
        let registry = Url::parse("https://registry.example/").unwrap();
        match read(&challenges(header), &registry, "a/b") {
            None => "nothing".to_owned(),
            Some(Err(flaw)) => format!("{flaw:?}"),
            Some(Ok(bearer)) => {
                assert_eq!(bearer.scope, "repository:a/b:pull");
                format!("{} for {}", bearer.realm, bearer.service.as_deref().unwrap_or("-"))
            }
        }
    }

    #[test]
    fn what_is_answered() {
        let long = format!(r#"Bearer realm="https://a.example/", service="{}""#, "x".repeat(257));
        let longest = format!(r#"Bearer realm="https://a.example/", service="{}""#, "x".repeat(256));
        for (header, expected, reason) in [
            ("", "nothing", "no challenge"),
            ("Basic realm=x", "nothing", "another scheme"),
            (
                r#"Bearer realm="https://a.example/t",service="a b""#,
                "https://a.example/t for a b",
                "as usual",
            ),
            ("Bearer", "NoRealm", "nothing is named"),
            (r#"Bearer realm="",service=x"#, "NoRealm", "an empty realm"),
            (r#"Bearer realm="/token""#, r#"Realm(NotAbsolute, "/token")"#, "a path"),
            (r#"Bearer realm="http://a.example/""#, r#"Realm(Insecure, "http://a.example/")"#, "not https"),
            (
                r#"Bearer realm="https://a.example/",realm="https://b.example/""#,
                r#"Repeated("realm")"#,
                "two realms: clients differ in which they take",
            ),
            (
                r#"Bearer realm="https://a.example/",service=a,service=b"#,
                r#"Repeated("service")"#,
                "two services",
            ),
            (
                r#"Bearer realm="https://a.example/",service=a,service="a""#,
                "https://a.example/ for a",
                "the same twice",
            ),
            ("Bearer realm=\"https://a.example/\",service=\"a\r\nX: y\"", "Service", "line ends"),
            (
                "Bearer realm=\"https://a.example/\",service=\"a\u{202e}b\"",
                "Service",
                "what turns text around",
            ),
            (&long, "Service", "a long one"),
            (
                r#"Bearer realm="/token", Bearer realm="https://a.example/""#,
                "https://a.example/ for -",
                "the second can be answered",
            ),
            (
                r#"Bearer realm="/token", Basic realm=x, Bearer realm="http://a.example/""#,
                r#"Realm(NotAbsolute, "/token")"#,
                "neither can, and the first is told",
            ),
            ("B scope=repository:push:pull", "nothing", "found by fuzzing"),
        ] {
            assert_eq!(told(header), expected, "{reason}");
        }
        assert!(told(&longest).starts_with("https://a.example/"));
    }
}
