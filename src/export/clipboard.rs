//! What goes on the clipboard: what is shown, and nothing unseen.
//!
//! What is copied is often pasted into a terminal, which acts on control characters.

use crate::session::NotCopied;
use crate::text::escape::escaped;
use crate::text::unseen::{Unseen, unseen};

/// A text as it is shown: with escapes, in lines.
pub(super) fn shown(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    lines.join("\n")
}

/// The bytes as text, where a copy holds nothing that a terminal acts on and nobody sees.
pub(super) fn as_shown(bytes: &[u8]) -> Result<&str, NotCopied> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotCopied::NotText)?;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let harmless = match unseen(character) {
            Some(Unseen::Control) => match character {
                '\n' | '\t' => true,
                '\r' => rest.peek() == Some(&'\n'),
                _ => false,
            },
            // What prose is written with.
            None | Some(Unseen::Space | Unseen::Joiner | Unseen::Selector) => true,
            Some(_) => false,
        };
        if !harmless {
            return Err(NotCopied::Unseen);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_what_is_shown() {
        for (text, copied, reason) in [
            ("docker run \\\n  IMAGE", "docker run \\\n  IMAGE", "lines that are shown as lines"),
            ("a\u{1b}[201~\r", "a\\u{1b}[201~\\r", "the end of a paste, and a line"),
            ("a\u{202e}b", "a\\u{202e}b", "text turned around"),
            ("größe \u{3164}", "größe \\u{3164}", "a letter without ink"),
        ] {
            assert_eq!(shown(text), copied, "{reason}");
        }
    }

    #[test]
    fn bytes_are_copied_as_they_are_or_not() {
        for (bytes, copied, reason) in [
            ("{\r\n\t\"a\": \"é\"\r\n}\n".as_bytes(), true, "a document"),
            ("\u{2764}\u{fe0f} \u{ab}\u{a0}a\u{a0}\u{bb}".as_bytes(), true, "prose"),
            (b"\"caf\xe9\"", false, "no UTF-8"),
            (b"a\rtouch b", false, "a line that is not shown as one"),
            (b"a\x1b[2J", false, "an escape"),
            ("a\u{202e}b".as_bytes(), false, "text turned around"),
            ("a\u{200b}b".as_bytes(), false, "a character without a width"),
        ] {
            let text = as_shown(bytes).ok();
            assert_eq!(text.map(str::as_bytes), copied.then_some(bytes), "{reason}");
        }
    }
}
