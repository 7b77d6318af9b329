//! The relay: a path of the page's own host that leads to registries.
//!
//! `relay/hosts.json` beside the page names the hosts that it serves: `{"version": 1, "hosts": ["ghcr.io"]}`,
//! each as it stands in URLs, with its port where that is not 443. `https://HOST/PATH?QUERY` is then fetched as
//! `relay/HOST/PATH?QUERY`, which needs no word of the registry's: it is of the page's own origin.

use std::collections::BTreeSet;

use super::url::{Network, Url};
use crate::json;
use crate::limits;

/// The file that names the hosts, relative to the page.
pub const HOSTS_FILE: &str = "relay/hosts.json";

/// The version of the file that is read.
const VERSION: u64 = 1;

/// The hosts that the relay serves; none where there is no relay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relay {
    hosts: BTreeSet<String>,
}

impl Relay {
    /// Reads the file; `None` for what is none of ours, such as the page that a server gives for all that it
    /// does not have.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > limits::RELAY_BYTES {
            return None;
        }
        let reading = json::read(bytes);
        let root = reading.root(bytes).filter(|_| reading.is_json())?;
        if root.get("version")?.as_u64() != Some(VERSION) {
            return None;
        }
        let named = root.get("hosts")?.strings().filter_map(|host| {
            let url = Url::parse(&format!("https://{host}/"))?;
            (url.path == "/" && url.query.is_none()).then(|| url.authority())
        });
        // One after the other: to collect them would sort them first, by a sort of their own.
        let mut hosts = BTreeSet::new();
        hosts.extend(named.take(limits::RELAY_HOSTS));
        Some(Self { hosts })
    }

    /// The hosts, in order.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }

    /// The path to fetch `url` by, relative to the page; `None` where the relay does not serve its host. A
    /// registry on this machine is relayed where the file says so, and is asked by the relay as it likes.
    #[must_use]
    pub fn path(&self, url: &Url) -> Option<String> {
        let served = self.hosts.contains(&url.authority());
        if !served || !url.secure && url.network() != Network::Loopback {
            return None;
        }
        let query = url.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        Some(format!("relay/{}{}{query}", url.authority(), url.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read() {
        for (text, expected, reason) in [
            (
                r#"{"version": 1, "hosts": ["ghcr.io", "localhost:5000"]}"#,
                Some("ghcr.io localhost:5000"),
                "as written by the rules",
            ),
            (r#"{"version": 1, "hosts": []}"#, Some(""), "none"),
            (
                r#"{"version": 1, "hosts": ["a/../b", "a b", "a?c", 1, "Quay.io:443"]}"#,
                Some("quay.io"),
                "what is no host",
            ),
            (r#"{"version": 2, "hosts": ["a"]}"#, None, "a later version"),
            (r#"{"hosts": ["a"]}"#, None, "no version"),
            (r#"{"version": 1, "hosts": ["ghcr.io"]"#, None, "cut off"),
            ("<!doctype html>", None, "the page itself"),
        ] {
            let relay = Relay::parse(text.as_bytes());
            let hosts = relay.map(|relay| relay.hosts().collect::<Vec<_>>().join(" "));
            assert_eq!(hosts.as_deref(), expected, "{reason}");
        }
    }

    #[test]
    fn paths() {
        let relay = Relay::parse(br#"{"version": 1, "hosts": ["ghcr.io", "localhost:5000", "a.example"]}"#);
        for (url, expected) in [
            ("https://ghcr.io/token?a=b", Some("relay/ghcr.io/token?a=b")),
            ("http://localhost:5000/v2/", Some("relay/localhost:5000/v2/")),
            ("https://ghcr.io:8443/v2/", None),
            ("http://a.example/v2/", None),
            ("https://quay.io/v2/", None),
        ] {
            let path = relay.as_ref().unwrap().path(&Url::parse(url).unwrap());
            assert_eq!(path.as_deref(), expected, "{url}");
        }
    }
}
