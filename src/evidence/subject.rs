//! Trusted identities of notation's trust policy: which names a certificate's subject has to have.
//!
//! `x509.subject: C=US, ST=WA, O=example` is any subject that has these three, whatever else it has. Several of them are
//! parted by `;`: one is enough.
//!
//! <https://github.com/notaryproject/specifications/blob/v1.1.0/specs/trust-store-trust-policy.md#trusted-identities-constraints>

/// What such an identity begins with.
const START: &str = "x509.subject:";

/// Whether an expected identity is one or several of a trust policy.
#[must_use]
pub fn is_of_policy(expected: &str) -> bool {
    expected.trim_start().starts_with(START)
}

/// Whether a subject, as RFC 4514 writes it, is one of those that are trusted.
#[must_use]
pub fn is_trusted(expected: &str, subject: &str) -> bool {
    let own = names(subject);
    parts(expected, ';').into_iter().any(|one| {
        let Some(asked) = one.trim().strip_prefix(START) else { return false };
        if asked.trim() == "*" {
            return true;
        }
        let asked = names(asked);
        // An identity that asks for nothing is none.
        !asked.is_empty() && asked.iter().all(|name| own.contains(name))
    })
}

/// The names of a subject: their types in capitals, their values without escapes. What is no name matches none.
fn names(text: &str) -> Vec<(String, String)> {
    let one = |part: &str| match part.split_once('=') {
        Some((kind, value)) => (kind.trim().to_uppercase(), plain(value.trim())),
        None => (String::new(), part.trim().to_owned()),
    };
    let parts = parts(text, ',').into_iter().flat_map(|part| parts(part, '+'));
    parts.filter(|part| !part.trim().is_empty()).take(NAMES).map(one).collect()
}

/// Names of one subject that are read: the specification knows eight.
const NAMES: usize = 32;

/// What stands between signs that are not escaped, nor in quotes.
fn parts(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut begin, mut is_escaped, mut is_quoted) = (Vec::new(), 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if letter == sign && !is_quoted => {
                parts.extend(text.get(begin..at));
                begin = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(begin..));
    parts
}

/// A value without its escapes and quotes: `\,` is a comma, and `\C3\A4` the letter of these bytes.
fn plain(value: &str) -> String {
    let value = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let digit =
            |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let mut ahead = rest.clone();
        match (digit(ahead.next()), digit(ahead.next())) {
            (Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = ahead;
            }
            _ => bytes.extend(rest.next()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_asked_for_must_be_there() {
        let subject = r"CN=release,OU=a\, b,O=Example Test,ST=WA,C=US";
        for (expected, is) in [
            ("x509.subject: C=US, ST=WA, O=Example Test", true),
            ("x509.subject:O=Example Test,ST=WA,C=US", true),
            ("x509.subject: c=US, st=WA, o=Example Test", true),
            (r"x509.subject: OU=a\, b, C=US", true),
            (r#"x509.subject: OU="a, b", C=US"#, true),
            ("x509.subject: C=US, ST=WA, O=Example", false),
            ("x509.subject: C=US, L=Seattle", false),
            ("x509.subject: C=CA; x509.subject: C=US, ST=WA", true),
            ("x509.subject: *", true),
            ("x509.subject:", false),
            ("x509.subject: ,", false),
            ("C=US", false),
        ] {
            assert_eq!(is_trusted(expected, subject), is, "{expected}");
        }
        assert!(is_of_policy(" x509.subject: C=US") && !is_of_policy("CN=x509.subject:"));
    }

    #[test]
    fn escapes_of_bytes() {
        assert_eq!(plain(r"Gro\C3\9Fe"), "Große");
        assert_eq!(plain(r"a\+b\"), "a+b");
    }

    #[test]
    fn a_value_can_not_pretend_to_be_another_name() {
        assert!(!is_trusted("x509.subject: O=Example", r"CN=a\,O=Example,C=US"));
        assert!(!is_trusted("x509.subject: O=Example", "CN=\"a,O=Example\",C=US"));
    }
}
