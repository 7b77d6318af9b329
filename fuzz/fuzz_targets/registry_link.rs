//! The next page of a list is of the list's own origin, and another page.
#![no_main]

use bayplan::registry::link::next_page;
use bayplan::registry::url::Url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let Some(page) = Url::parse("https://registry.example/v2/a/tags/list?n=2") else { return };
    if let Ok(Some(next)) = next_page(&page, Some(header)) {
        assert!(next.is_same_origin(&page) && next != page);
        assert_eq!(Url::parse(&next.to_string()), Some(next));
    }
});
