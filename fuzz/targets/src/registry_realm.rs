//! A realm that is trusted is https or on this machine, and its URL is read as it was written.

use bayplan::registry::realm::{Trust, trust};
use bayplan::registry::url::{Network, Url};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(realm: &str) {
    for registry in ["https://registry-1.docker.io/", "https://registry.example/", "http://localhost:5000/"] {
        let Some(registry) = Url::parse(registry) else { return };
        let (url, trust) = trust(&registry, realm);
        let Some(url) = url else {
            assert!(matches!(trust, Trust::Refuse(_)));
            continue;
        };
        assert_eq!(Url::parse(&url.to_string()).as_ref(), Some(&url));
        if trust == Trust::Own {
            assert!(url.secure || url.network() == Network::Loopback);
            assert!(url.host == registry.host || url.host == "auth.docker.io");
        }
    }
}
