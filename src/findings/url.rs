//! URLs that a document would have somebody open.

use super::codes::{URL_MALFORMED, URL_SCHEME};
use super::member::{Shape, fits};
use super::report::Report;
use crate::json::Value;
use crate::text::quote::Quoted;

/// Checks each string of the array `urls`.
pub(super) fn check_all(report: &mut Report<'_>, urls: Value<'_>) {
    for url in urls.items() {
        if fits(report, "urls", url, Shape::Text) {
            check(report, url);
        }
    }
}

/// Checks the string `value`, which must be a URL.
pub(super) fn check(report: &mut Report<'_>, value: Value<'_>) {
    let Some(text) = value.as_str() else { return };
    match judge(&text) {
        Judgement::Web => {}
        Judgement::OtherScheme => report.add(&URL_SCHEME, value.span(), || {
            format!(
                "The scheme of {} is neither http nor https: don't open it. Bayplan makes no link of it.",
                Quoted(&text)
            )
        }),
        Judgement::Not(why) => {
            report.add(&URL_MALFORMED, value.span(), || format!("{} is not a URL: {why}.", Quoted(&text)));
        }
    }
}

enum Judgement {
    /// http or https, with a host.
    Web,
    /// Another scheme.
    OtherScheme,
    /// No URL, and why.
    Not(&'static str),
}

/// RFC 3986, section 3.1: `scheme ":" hier-part`; and the host that http and https must have.
fn judge(text: &str) -> Judgement {
    // Browsers skip white space and controls in front of a scheme and inside of it.
    let lead = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let Some((scheme, rest)) = lead.split_once(':') else { return Judgement::Not("it has no scheme") };
    let bare: String = scheme.chars().filter(|c| !c.is_control()).collect();
    let web = bare.eq_ignore_ascii_case("http") || bare.eq_ignore_ascii_case("https");
    let grammar = bare.starts_with(|c: char| c.is_ascii_alphabetic())
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    if !grammar {
        return Judgement::Not("it has no scheme");
    }
    if !web {
        return Judgement::OtherScheme;
    }
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Judgement::Not("it holds white space or a control character")
    } else if text.contains('\\') {
        Judgement::Not("it holds a backslash")
    } else if host.is_none_or(str::is_empty) {
        Judgement::Not("it has no host")
    } else {
        Judgement::Web
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_urls() {
        let kind = |text| match judge(text) {
            Judgement::Web => "web",
            Judgement::OtherScheme => "scheme",
            Judgement::Not(_) => "not",
        };
        for (text, is, reason) in [
            ("https://example.com/layer", "web", "https"),
            ("HTTP://example.com", "web", "schemes have no case"),
            ("javascript:alert(1)", "scheme", "runs in the page"),
            ("JaVaScRiPt:alert(1)", "scheme", "runs in the page"),
            (" \tjavascript:alert(1)", "scheme", "browsers skip what is in front"),
            ("java\nscript:alert(1)", "scheme", "browsers skip a line break inside"),
            ("data:text/html,x", "scheme", "a page of its own"),
            ("file:///etc/passwd", "scheme", "the reader's own files"),
            ("ftp://example.com/x", "scheme", "no client fetches it"),
            ("", "not", "nothing"),
            ("example.com/layer", "not", "no scheme"),
            ("//example.com/layer", "not", "no scheme"),
            ("https:example.com", "not", "no host"),
            ("https:///x", "not", "no host"),
            ("https://exa mple.com", "not", "a space"),
            ("https://example.com\\@evil.example", "not", "browsers take a backslash for a slash"),
            ("1http://example.com", "not", "a scheme starts with a letter"),
        ] {
            assert_eq!(kind(text), is, "{text}: {reason}");
        }
    }
}
