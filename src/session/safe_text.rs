//! Text of unknown origin, cut into what is shown as it is and what is shown as an escape.
//!
//! Control characters, bidirectional controls and characters without a width can make text look like
//! other text. Unicode Standard Annex 9 (bidirectional controls) and Annex 31 with the property
//! `Default_Ignorable_Code_Point`: what is in it is not seen on the screen.

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
            Some(name) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Plain(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Escape { shown: escape(character), name });
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

fn escape(character: char) -> String {
    match character {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        _ => format!("\\u{{{:x}}}", u32::from(character)),
    }
}

/// What kind of unseen character this is; `None` for one that is seen.
const fn unseen(character: char) -> Option<&'static str> {
    Some(match character {
        '\n' => "line feed",
        '\r' => "carriage return",
        '\t' => "tab",
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => "control character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "control of the writing direction"
        }
        '\u{2028}' | '\u{2029}' => "line or paragraph separator",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "character without a width",
        '\u{ad}' => "soft hyphen",
        '\u{fff9}'..='\u{fffb}' => "annotation control",
        // The rest of Default_Ignorable_Code_Point, Unicode 17, DerivedCoreProperties.txt.
        '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => "character that is not shown",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
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
        ] {
            assert_eq!(escaped(text), shown, "{reason}");
        }
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
            prop_assert!(escaped(&text).chars().all(|character| unseen(character).is_none()));
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
