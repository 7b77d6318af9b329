//! The fragment of a link: the documents, and beside them what is looked at.

use std::borrow::Cow;
use std::fmt;

/// What stands after the `#`: `PAYLOAD`, `PAYLOAD/VIEW`, `/VIEW`, or nothing.
///
/// The view is kept apart from the payload, so that the address bar can follow it without packing the
/// documents again. Its grammar is the session's; here it is any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// What [`pack`](super::pack) made, unchecked.
    pub payload: Option<&'a str>,
    /// What is looked at, such as `0.2/raw?host=linux/arm64&client=containerd`. Empty when nothing is said.
    pub view: Cow<'a, str>,
}

impl<'a> Fragment<'a> {
    /// Reads a fragment, with or without its `#`. Every text is some fragment: what its payload is worth
    /// shows when it is unpacked, and a percent sign that starts no escape stands for itself.
    #[must_use]
    pub fn parse(fragment: &'a str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (payload, view) = fragment.split_once('/').unwrap_or((fragment, ""));
        Self { payload: Some(payload).filter(|payload| !payload.is_empty()), view: decoded(view) }
    }
}

/// Without the `#`. The view keeps letters, digits and the few signs that chat programs and Markdown leave
/// within a link; all else is percent-encoded, and so is a sign at the end, which they would cut off.
impl fmt::Display for Fragment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.payload.unwrap_or_default())?;
        if self.view.is_empty() {
            return Ok(());
        }
        f.write_str("/")?;
        let mut bytes = self.view.bytes().peekable();
        while let Some(byte) = bytes.next() {
            let is_sign = matches!(byte, b'-' | b'.' | b'_' | b'/' | b'=' | b'&' | b'?' | b':' | b'+' | b'@');
            if byte.is_ascii_alphanumeric() || (is_sign && bytes.peek().is_some()) {
                write!(f, "{}", char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

/// `text` with its percent escapes undone; as it is when they would not give UTF-8.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if let ([b'%', ..], Some((high, low, after))) = (rest, escape(tail)) {
            out.push(high * 16 + low);
            rest = after;
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The two hexadecimal digits that `bytes` start with, and what follows them.
fn escape(bytes: &[u8]) -> Option<(u8, u8, &[u8])> {
    let [high, low, rest @ ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some((digit(*high)?, digit(*low)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_parts_are_told_apart() {
        let table = [
            // Nothing at all: the page as it opens first.
            ("", None, ""),
            ("#", None, ""),
            // Documents alone.
            ("#1abc", Some("1abc"), ""),
            // A view alone, as while nothing was packed yet.
            ("#/0.2/raw", None, "0.2/raw"),
            ("1abc/0.2/raw?host=linux/arm64", Some("1abc"), "0.2/raw?host=linux/arm64"),
            // An empty view is none.
            ("1abc/", Some("1abc"), ""),
            ("/a%20b%2F", None, "a b/"),
            // Not an escape: stands for itself.
            ("/100%", None, "100%"),
            ("/%zz%4", None, "%zz%4"),
            // Escapes of bytes that are not UTF-8: kept as they are.
            ("/%FF", None, "%FF"),
        ];
        for (fragment, payload, view) in table {
            assert_eq!(Fragment::parse(fragment), Fragment { payload, view: view.into() }, "{fragment}");
        }
    }

    #[test]
    fn a_sign_at_the_end_is_encoded() {
        let fragment = Fragment { payload: Some("1abc"), view: "why?".into() };
        assert_eq!(fragment.to_string(), "1abc/why%3F");
    }

    proptest! {
        #[test]
        fn any_view_survives(view in ".*") {
            let fragment = Fragment { payload: Some("1abc_-"), view: view.into() };
            let text = fragment.to_string();
            prop_assert!(text.is_ascii() && !text.contains(char::is_whitespace));
            prop_assert_eq!(Fragment::parse(&text), fragment);
        }

        #[test]
        fn any_text_is_a_fragment_that_survives(text in ".*") {
            let fragment = Fragment::parse(&text);
            let written = fragment.to_string();
            prop_assert_eq!(Fragment::parse(&written), fragment);
        }
    }
}
