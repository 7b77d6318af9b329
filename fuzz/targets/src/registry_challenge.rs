//! Challenges are bounded, each has a scheme, and on no account is more asked for than to read what was named, of
//! a place that is read as it was written.

use bayplan::registry::bearer;
use bayplan::registry::challenge::challenges;
use bayplan::registry::token::token_url;
use bayplan::registry::url::Url;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(header: &str) {
    let Some(registry) = Url::parse("https://registry.example/v2/a/b/manifests/1") else { return };
    let found = challenges(header);
    assert!(found.iter().all(|challenge| !challenge.scheme.is_empty()));
    let Some(Ok(bearer)) = bearer::read(&found, &registry, "a/b") else { return };
    let actions = bearer.scope.strip_prefix("repository:a/b:");
    assert!(
        actions.is_some_and(|it| ["pull", "metadata_read", "pull,metadata_read"].contains(&it)),
        "{bearer:?}"
    );
    let url = token_url(&bearer.realm, bearer.service.as_deref(), &[bearer.scope]);
    assert!(url.is_same_origin(&bearer.realm));
    let query = url.query.as_deref().unwrap_or_default();
    let names = query.split(['&', ';']).map(|pair| pair.split('=').next().unwrap_or_default());
    assert_eq!(names.filter(|name| name.eq_ignore_ascii_case("scope")).count(), 1, "{query}");
    if let Some(read) = Url::parse(&url.to_string()) {
        assert!(read.is_same_origin(&bearer.realm));
    }
}
