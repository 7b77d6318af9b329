//! A document's text in a sentence: bounded, and with what can't be seen shown as escapes.

use std::fmt;

use super::escape::escape;
use super::unseen::unseen;

/// As many characters of a document's text as a sentence shows.
const SHOWN: usize = 64;

/// Shows a text in quotation marks.
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", Shown(self.0))
    }
}

/// Shows a text as it is, for what a person may copy.
pub struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars().take(SHOWN) {
            match unseen(character) {
                Some(_) => f.write_str(&escape(character))?,
                None => write!(f, "{character}")?,
            }
        }
        f.write_str(if self.0.chars().nth(SHOWN).is_some() { "…" } else { "" })
    }
}

/// `1 layer`, `2 layers`.
pub struct Count(pub usize, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, noun) = self;
        write!(f, "{count} {noun}{}", if *count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_cannot_be_seen() {
        for (text, shown) in [
            ("amd64", "“amd64”"),
            ("a\"b\\c", "“a\"b\\c”"),
            ("a\u{202e}b", "“a\\u{202e}b”"),
            ("a\u{200b}b\n", "“a\\u{200b}b\\n”"),
            ("\u{3164}\u{2800}", "“\\u{3164}\\u{2800}”"),
        ] {
            assert_eq!(Quoted(text).to_string(), shown);
        }
        assert_eq!(Quoted(&"x".repeat(65)).to_string(), format!("“{}…”", "x".repeat(64)));
    }
}
