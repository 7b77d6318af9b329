//! Text of unknown origin, cut into what is shown as it is and what is shown as an escape.

use std::fmt::Write as _;

use super::unseen::{Unseen, unseen};

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Shown as it is.
    Plain(String),
    /// A character that is not seen, or that changes how others are seen.
    Escape {
        /// Its visible form: `\n`, `\u{202e}`.
        shown: String,
        /// What it is, for those who point at it.
        name: &'static str,
    },
    /// The text goes on for this many characters, which are left out.
    More(usize),
}

/// Cuts `text` into pieces; at most `limit` characters of it.
#[must_use]
pub fn pieces(text: &str, limit: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut characters = text.chars();
    for character in characters.by_ref().take(limit) {
        match unseen(character) {
            None => plain.push(character),
            Some(kind) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Plain(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Escape { shown: escape(character), name: name(character, kind) });
            }
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    let more = characters.count();
    if more > 0 {
        pieces.push(Piece::More(more));
    }
    pieces
}

/// The text with escapes in place, for attributes and titles, where there is no markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if unseen(character).is_some() {
            shown.push_str(&escape(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A JSON text with what is not seen in its strings as JSON's own escapes: the same to a program, and plain to
/// people. What is laid out by white space stays.
#[must_use]
pub fn in_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        if character >= '\x7f' && unseen(character).is_some() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(character);
        }
    }
    shown
}

/// The visible form of a character: `\n`, `\u{202e}`.
#[must_use]
pub fn escape(character: char) -> String {
    match character {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        _ => format!("\\u{{{:x}}}", u32::from(character)),
    }
}

const fn name(character: char, kind: Unseen) -> &'static str {
    match character {
        '\n' => "line feed",
        '\r' => "carriage return",
        '\t' => "tab",
        '\u{ad}' => "soft hyphen",
        _ => kind.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::unseen::all_seen;
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Piece {
        Piece::Plain(text.to_owned())
    }

    #[test]
    fn what_is_not_seen_is_escaped() {
        for (text, shown, reason) in [
            ("linux/arm64", "linux/arm64", "plain text stays as it is"),
            ("größe 中文 🙂", "größe 中文 🙂", "other scripts are no attack"),
            ("a\nb\r\tc", "a\\nb\\r\\tc", "line breaks could forge a row"),
            ("\0\u{7f}\u{85}", "\\u{0}\\u{7f}\\u{85}", "C0, DEL and C1"),
            ("gpj.\u{202e}exe", "gpj.\\u{202e}exe", "an override turns the rest around"),
            ("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}", "two names that look like one"),
            ("\u{e0041}", "\\u{e0041}", "tags carry hidden text"),
            ("a\u{fe0f}\u{3164}", "a\\u{fe0f}\\u{3164}", "a selector and a filler, both unseen"),
            ("a\u{a0}b\u{2800}c", "a\\u{a0}b\\u{2800}c", "blanks that look like a space"),
            ("\u{f8ff}\u{ffff}", "\\u{f8ff}\\u{ffff}", "what every font shows as it likes, and no character"),
        ] {
            assert_eq!(escaped(text), shown, "{reason}");
        }
    }

    #[test]
    fn json_says_the_same() {
        let text = "a\u{202e}\u{e0041}\u{3164}\u{7f}é\n🙂";
        let written = serde_json::to_string_pretty(&[text]).unwrap();
        let shown = in_json(&written);
        assert_eq!(shown, "[\n  \"a\\u202e\\udb40\\udc41\\u3164\\u007fé\\n🙂\"\n]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [text]);
    }

    #[test]
    fn cuts_and_counts() {
        let escape = Piece::Escape { shown: "\\n".to_owned(), name: "line feed" };
        assert_eq!(pieces("ab\ncd", 9), [plain("ab"), escape.clone(), plain("cd")]);
        assert_eq!(pieces("ab\ncd", 3), [plain("ab"), escape, Piece::More(2)]);
        assert_eq!(pieces("ab", 0), [Piece::More(2)]);
        assert_eq!(pieces("", 9), []);
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(text in any::<String>(), limit in 0usize..99) {
            prop_assert!(all_seen(&escaped(&text)));
            let whole: String = pieces(&text, usize::MAX).into_iter().map(|piece| match piece {
                Piece::Plain(text) | Piece::Escape { shown: text, .. } => text,
                Piece::More(_) => String::new(),
            }).collect();
            prop_assert_eq!(whole, escaped(&text));
            let bounded = pieces(&text, limit);
            prop_assert!(bounded.len() <= limit + 1);
        }
    }
}
