//! Challenges are bounded, each has a scheme, and what is asked for on their account is a URL that is read as
//! it was written.
#![no_main]

use bayplan::registry::challenge::challenges;
use bayplan::registry::token::{scopes, token_url};
use bayplan::registry::url::Url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let Some(realm) = Url::parse("https://auth.example/token") else { return };
    for challenge in challenges(header) {
        assert!(!challenge.scheme.is_empty());
        let scopes = scopes(&challenge, "a/b");
        assert!(scopes.iter().all(|scope| !scope.contains("push") || !scope.starts_with("repository:")));
        let url = token_url(&realm, challenge.get("service"), &scopes);
        if let Some(read) = Url::parse(&url.to_string()) {
            assert!(read.is_same_origin(&realm));
        }
    }
});
