//! `Link`: where a list goes on. RFC 8288, section 3; OCI distribution 1.1.1, "Listing Tags".

use super::url::Url;

/// The URL of the next page, as it stands in the header: the target of the first link whose relation is
/// `next`.
#[must_use]
pub fn next_target(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let (is_next, after) = parameters(after);
        if is_next {
            return Some(target.trim());
        }
        rest = after;
    }
    None
}

/// The next page of `page`, where it is of the same origin and of the same repository: a token would else go where
/// none should, and the list would go on with what is in another. `None` for none.
///
/// # Errors
/// The target, where it can't be followed.
pub fn next_page(page: &Url, header: Option<&str>) -> Result<Option<Url>, String> {
    let Some(target) = header.and_then(next_target) else { return Ok(None) };
    let next = page
        .join(target)
        .filter(|next| next.is_same_origin(page) && next != page && !is_of_other(page, next));
    next.map(Some).ok_or_else(|| target.to_owned())
}

/// Whether both are lists of a registry, and of two repositories.
#[must_use]
pub fn is_of_other(page: &Url, next: &Url) -> bool {
    let name = |url: &Url| {
        let path = url.path.strip_prefix("/v2/")?;
        let tags = path.strip_suffix("/tags/list");
        tags.or_else(|| Some(path.rsplit_once("/referrers/")?.0)).map(str::to_owned)
    };
    matches!((name(page), name(next)), (Some(one), Some(other)) if one != other)
}

/// Whether the parameters up to the next link say `rel=next`, and what is after them.
fn parameters(text: &str) -> (bool, &str) {
    let mut is_next = false;
    let mut rel_seen = false;
    let mut rest = text;
    loop {
        // A link without parameters, or after the last of them.
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(after) = rest.strip_prefix(';') else { return (is_next, rest) };
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at_checked(end).unwrap_or((after, ""));
        let Some(after) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let (value, after) = value(after.trim_start_matches([' ', '\t']));
        // Of several `rel`, the first counts; it may hold several relations.
        if name.trim().eq_ignore_ascii_case("rel") && !rel_seen {
            rel_seen = true;
            is_next = value.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
        }
        rest = after;
    }
}

/// A quoted string without its quotes, or a token. A relation has no escapes, so none are undone.
fn value(text: &str) -> (&str, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim_end(), rest);
    };
    let mut escaped = false;
    let end = quoted.find(|char| {
        let is_end = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        is_end
    });
    let (value, rest) = quoted.split_at_checked(end.unwrap_or(quoted.len())).unwrap_or((quoted, ""));
    (value, rest.strip_prefix('"').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn targets() {
        for (header, expected, reason) in [
            ("", None, "nothing"),
            (
                r#"</v2/a/tags/list?last=b&n=2>; rel="next""#,
                Some("/v2/a/tags/list?last=b&n=2"),
                "as in the specification",
            ),
            ("</x>;rel=next", Some("/x"), "without quotes and space"),
            ("</x> ; REL = Next", Some("/x"), "case and space"),
            (r#"</x>; rel="prev", </y>; rel="next""#, Some("/y"), "the second link"),
            (r#"</x>; rel="last next""#, Some("/x"), "two relations"),
            (
                r#"</x>; title="a, <b>; rel=next"; rel=prev, </y>; rel=next"#,
                Some("/y"),
                "a title with all signs in it",
            ),
            (r#"</x>; title="\"; rel=next""#, None, "an escaped quote"),
            ("</x>", None, "no relation"),
            ("</x>; rel=prev; rel=next", None, "of two, the first counts"),
            ("</x>; next", None, "a parameter without a value"),
            ("</a,b>; rel=next", Some("/a,b"), "a comma in a target"),
            ("</x; rel=next", None, "not closed"),
            ("/x; rel=next", None, "no angle brackets"),
            (r#"</x>; rel="next"#, Some("/x"), "a quote that is not closed"),
        ] {
            assert_eq!(next_target(header), expected, "{reason}");
        }
    }

    #[test]
    fn pages() {
        let page = Url::parse("https://a.example/v2/b/tags/list?n=2").unwrap();
        for (target, expected, reason) in [
            ("/v2/b/tags/list?n=2&last=c", Some("https://a.example/v2/b/tags/list?n=2&last=c"), "relative"),
            ("https://a.example:443/x", Some("https://a.example/x"), "absolute"),
            ("https://c.example/v2/b/tags/list", None, "another host"),
            ("http://a.example/v2/b/tags/list", None, "another scheme"),
            ("https://a.example:8443/x", None, "another port"),
            ("//c.example/x", None, "another host, in short"),
            ("https://a.example@c.example/", None, "another host, disguised"),
            ("/v2/b/tags/list?n=2", None, "the page itself"),
            ("/v2/z/z/tags/list?last=c", None, "another repository"),
            ("/v2/../../x", None, "dot segments"),
        ] {
            let header = format!("<{target}>; rel=next");
            let next = next_page(&page, Some(&header));
            match expected {
                Some(url) => assert_eq!(next.unwrap().unwrap().to_string(), url, "{reason}"),
                None => assert_eq!(next, Err(target.to_owned()), "{reason}"),
            }
        }
        assert_eq!(next_page(&page, None), Ok(None));
    }

    proptest! {
        #[test]
        fn no_input_panics(header in "[<>;,=\"\\\\ relnxtä]{0,40}|.*") {
            let page = Url::parse("https://a.example/v2/b/tags/list?n=2").unwrap();
            if let Ok(Some(next)) = next_page(&page, Some(&header)) {
                prop_assert!(next.is_same_origin(&page));
            }
        }
    }
}
