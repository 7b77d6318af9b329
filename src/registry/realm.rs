//! Who may give tokens for a registry.
//!
//! A registry names the place that gives its tokens, the realm, and whoever answers for a registry could name
//! any. A realm is trusted where it is the registry's own host, or is known to belong to it; of any other, the
//! user is asked before anything is sent there, be it only the name of the repository.

use super::hosts;
use super::url::{Network, Url};

/// Whether a realm is asked for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It belongs to the registry.
    Own,
    /// It may be anyone's: the user decides.
    Ask(Concern),
    /// It is not asked at all.
    Refuse(Refusal),
}

/// What is to be thought of before a realm is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// It is another host than the registry's.
    Foreign,
    /// The registry is out in the world, and its realm on this machine or in a private network: it may be
    /// meant to reach what it can't reach itself.
    Inward,
}

/// Why a realm is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no whole address, but a path or a name: whose host is meant is anyone's guess.
    NotAbsolute,
    /// It can't be read, or could be read in more than one way.
    Unreadable,
    /// It is not `https`, and not on this machine like its registry.
    Insecure,
}

/// Whether `realm`, as written in a challenge of the registry at `registry`, is asked for a token. Both the
/// realm's URL and what is thought of it are given.
#[must_use]
pub fn trust(registry: &Url, realm: &str) -> (Option<Url>, Trust) {
    let Some(realm) = Url::parse(realm) else { return (None, Trust::Refuse(unread(realm))) };
    let trust = trust_of(registry, &realm);
    (Some(realm), trust)
}

/// Why a text is no URL that is asked.
fn unread(realm: &str) -> Refusal {
    match realm.split_once(':') {
        // `https:/a` and `https:a` are read in more than one way, whatever they are.
        Some((scheme, _)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Refusal::Unreadable
        }
        Some((scheme, rest)) if rest.starts_with("//") && is_scheme(scheme) => Refusal::Insecure,
        _ => Refusal::NotAbsolute,
    }
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn trust_of(registry: &Url, realm: &Url) -> Trust {
    let both_here = registry.network() == Network::Loopback && realm.network() == Network::Loopback;
    if !realm.secure && !both_here {
        return Trust::Refuse(Refusal::Insecure);
    }
    if registry.host == realm.host {
        return Trust::Own;
    }
    // A pair is known by its names alone, so that neither may be on a port of its own.
    let is_usual = registry.secure && registry.port.is_none() && realm.port.is_none();
    if is_usual && is_known_pair(&registry.host, &realm.host) {
        return Trust::Own;
    }
    let inward = realm.network() != Network::Public && registry.network() != realm.network();
    Trust::Ask(if inward { Concern::Inward } else { Concern::Foreign })
}

fn is_known_pair(registry: &str, realm: &str) -> bool {
    let known = hosts::by_host(registry).filter(|known| known.host() == registry);
    known.is_some_and(|known| known.realm == Some(realm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_trusted() {
        const FOREIGN: Trust = Trust::Ask(Concern::Foreign);
        const INWARD: Trust = Trust::Ask(Concern::Inward);
        const INSECURE: Trust = Trust::Refuse(Refusal::Insecure);
        const UNREADABLE: Trust = Trust::Refuse(Refusal::Unreadable);
        const NOT_ABSOLUTE: Trust = Trust::Refuse(Refusal::NotAbsolute);
        for (registry, realm, expected, reason) in [
            ("https://registry-1.docker.io", "https://auth.docker.io/token", Trust::Own, "a known pair"),
            ("https://ghcr.io", "https://ghcr.io/token", Trust::Own, "the same host"),
            ("https://quay.io", "https://quay.io/v2/auth", Trust::Own, "the same host"),
            ("https://my.azurecr.io", "https://my.azurecr.io/oauth2/token", Trust::Own, "the same host"),
            ("https://registry.gitlab.com", "https://gitlab.com/jwt/auth", Trust::Own, "a known pair"),
            (
                "https://icr.io.evil.example",
                "https://iam.cloud.ibm.com/x",
                FOREIGN,
                "another's host that looks like one",
            ),
            ("https://a.example:8443", "https://a.example/token", Trust::Own, "another port of the host"),
            ("https://a.example", "http://a.example/token", INSECURE, "not https"),
            ("https://a.example", "https://auth.a.example/token", FOREIGN, "a neighbour may be anyone"),
            ("https://evil.example", "https://auth.docker.io/token", FOREIGN, "a pair of someone else's"),
            (
                "https://registry-1.docker.io",
                "https://auth.docker.io.evil.example/",
                FOREIGN,
                "only begins alike",
            ),
            (
                "https://registry-1.docker.io",
                "https://auth.docker.io:8443/token",
                FOREIGN,
                "a port of its own",
            ),
            ("http://localhost:5000", "http://localhost:5001/token", Trust::Own, "all on this machine"),
            ("http://localhost:5000", "http://127.0.0.1:5001/token", FOREIGN, "this machine by another name"),
            ("http://localhost:5000", "https://auth.example/token", FOREIGN, "from here to the world"),
            ("http://localhost:5000", "http://auth.example/token", INSECURE, "and not https"),
            ("https://a.example", "https://127.0.0.1/token", INWARD, "from the world to this machine"),
            ("https://a.example", "https://localhost/token", INWARD, "the same by name"),
            ("https://a.example", "https://[::1]/token", INWARD, "the same by IPv6"),
            ("https://a.example", "https://169.254.169.254/latest", INWARD, "to a cloud's own service"),
            ("https://a.example", "https://printer.local/", INWARD, "to a private network"),
            ("https://registry.corp", "https://auth.corp/token", FOREIGN, "within a private network"),
            ("https://a.example", "http://127.0.0.1/token", INSECURE, "inward and not https"),
            ("https://a.example", "https://a.example@evil.example/", UNREADABLE, "a user"),
            ("https://a.example", "token", NOT_ABSOLUTE, "relative"),
            ("https://a.example", "/token", NOT_ABSOLUTE, "a path"),
            ("https://a.example", "//a.example/token", NOT_ABSOLUTE, "without a scheme"),
            ("https://a.example", "a.example/token", NOT_ABSOLUTE, "a name and a path"),
            ("https://a.example", "a.example:443/token", NOT_ABSOLUTE, "a name, a port and a path"),
            ("https://a.example", "Registry Realm", NOT_ABSOLUTE, "a title, as Basic has one"),
            ("https://a.example", "", NOT_ABSOLUTE, "empty"),
            ("https://a.example", "ftp://a.example/", INSECURE, "another scheme"),
            ("https://a.example", "https:/a.example/", UNREADABLE, "a slash too few"),
            ("https://a.example", "https:\\\\a.example", UNREADABLE, "backslashes"),
            ("https://a.example", "https://a.example/\r\nX: y", UNREADABLE, "line ends"),
        ] {
            let registry = Url::parse(registry).unwrap();
            assert_eq!(trust(&registry, realm).1, expected, "{reason}: {realm}");
        }
    }
}
