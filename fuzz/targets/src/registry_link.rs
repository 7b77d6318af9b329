//! The next page of a list is of the list's own origin, and another page.

use bayplan::registry::link::next_page;
use bayplan::registry::url::Url;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(header: &str) {
    let Some(page) = Url::parse("https://registry.example/v2/a/tags/list?n=2") else { return };
    if let Ok(Some(next)) = next_page(&page, Some(header)) {
        assert!(next.is_same_origin(&page) && next != page);
        assert_eq!(Url::parse(&next.to_string()), Some(next));
    }
}
