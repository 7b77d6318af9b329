//! Where a registry answers.

use super::hosts;
use super::relay::Relay;
use super::url::{Network, Url};

/// The address at which the registry of a reference answers: `https`, and on this machine `http`, as
/// registries there have no certificate. `None` for a name that browsers would read as another.
#[must_use]
pub fn endpoint(registry: &str) -> Option<Url> {
    let host = hosts::by_name(registry).and_then(|known| known.endpoint).unwrap_or(registry);
    let secure = Url::parse(&format!("https://{host}/"))?;
    if secure.network() == Network::Loopback { Url::parse(&format!("http://{host}/")) } else { Some(secure) }
}

/// The way of a request: to the host itself, or through the relay that the page found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the host itself.
    Direct,
    /// Through the relay.
    Relay,
}

/// The address to fetch `url` by, and which way that is. What carries the user's credentials goes to its host
/// alone.
#[must_use]
pub fn way(url: &Url, relay: &Relay, carries_credentials: bool) -> (String, Way) {
    match relay.path(url).filter(|_| !carries_credentials) {
        Some(path) => (path, Way::Relay),
        None => (url.to_string(), Way::Direct),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_registries_answer() {
        for (registry, expected) in [
            ("docker.io", Some("https://registry-1.docker.io/")),
            ("ghcr.io", Some("https://ghcr.io/")),
            ("Registry.Example:8443", Some("https://registry.example:8443/")),
            ("registry.example:443", Some("https://registry.example/")),
            ("registry.example:80", Some("https://registry.example:80/")),
            ("localhost", Some("http://localhost/")),
            ("localhost:5000", Some("http://localhost:5000/")),
            ("127.0.0.1:5000", Some("http://127.0.0.1:5000/")),
            ("[::1]:5000", Some("http://[::1]:5000/")),
            ("10.0.0.1:5000", Some("https://10.0.0.1:5000/")),
            ("127.1", None),
            ("registry.example:99999", None),
        ] {
            assert_eq!(endpoint(registry).map(|url| url.to_string()).as_deref(), expected, "{registry}");
        }
    }

    #[test]
    fn credentials_go_to_the_host_alone() {
        let relay = Relay::parse(br#"{"version": 1, "hosts": ["ghcr.io"]}"#).unwrap();
        let url = Url::parse("https://ghcr.io/v2/").unwrap();
        assert_eq!(way(&url, &relay, false), ("relay/ghcr.io/v2/".to_owned(), Way::Relay));
        assert_eq!(way(&url, &relay, true), ("https://ghcr.io/v2/".to_owned(), Way::Direct));
    }
}
