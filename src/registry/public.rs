//! Registries that everybody knows, so that asking them of what a link names gives nothing away.

use super::hosts;

/// Whether a link may have this registry asked by itself.
#[must_use]
pub fn is_public(registry: &str) -> bool {
    hosts::by_name(registry).is_some_and(|known| known.public)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_known() {
        for (registry, expected, reason) in [
            ("docker.io", true, "Docker Hub"),
            ("us.gcr.io", true, "a region"),
            ("europe-west1-docker.pkg.dev", true, "a region"),
            ("evilgcr.io", false, "only ends alike"),
            ("gcr.io.evil.example", false, "only begins alike"),
            (".gcr.io", false, "nothing in front"),
            ("docker.io:8443", false, "a port of its own"),
            ("ghcr.io.", false, "another name"),
            ("my.azurecr.io", false, "somebody's own"),
            ("localhost:5000", false, "this machine"),
            ("10.0.0.1", false, "a private network"),
            ("registry.example", false, "anybody"),
        ] {
            assert_eq!(is_public(registry), expected, "{reason}");
        }
    }
}
