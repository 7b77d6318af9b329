//! What is known of how registries treat pages of other origins, and how that is known.

use super::hosts::{self, Cors};

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From answers that were recorded, or from what its makers wrote.
    Recorded,
    /// From nothing but that no answer to the contrary is known.
    Assumed,
}

/// What is known of `host`, as it stands in URLs.
#[must_use]
pub fn habit(host: &str) -> Option<(&'static str, Source)> {
    match hosts::by_host(host)?.cors? {
        Cors::Recorded(says) => Some((says, Source::Recorded)),
        Cors::Unseen => {
            Some(("No answer of this registry is known that allows pages of other origins.", Source::Assumed))
        }
    }
}

/// What the distribution project's registry is to be told, so that pages of `origin` may read it. Tried with
/// version 2.8.
#[must_use]
pub fn distribution_setting(origin: &str) -> String {
    format!(
        "http:\n  headers:\n    Access-Control-Allow-Origin: ['{origin}']\n    \
         Access-Control-Allow-Headers: ['Authorization']\n    \
         Access-Control-Expose-Headers: ['WWW-Authenticate', 'Link', 'Retry-After']"
    )
}

/// The same for zot.
#[must_use]
pub fn zot_setting(origin: &str) -> String {
    format!("\"http\": {{ \"allowOrigin\": \"{origin}\" }}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_known() {
        for (host, expected) in [
            ("registry-1.docker.io", Some(Source::Recorded)),
            ("my.azurecr.io", Some(Source::Recorded)),
            ("us.gcr.io", Some(Source::Assumed)),
            ("ghcr.io", Some(Source::Assumed)),
            ("ghcr.io.example", None),
            ("localhost", None),
        ] {
            assert_eq!(habit(host).map(|(_, source)| source), expected, "{host}");
        }
    }
}
