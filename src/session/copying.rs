//! What goes on the clipboard: what is shown, and nothing unseen.
//!
//! What is copied is often pasted into a terminal, which acts on control characters.

use std::rc::Rc;

use super::effect::Effect;
use super::model::{Model, Tone};
use super::notices::notice;
use crate::text::escape::escaped;
use crate::text::unseen::{Unseen, unseen};

/// Copies a text as it is shown: with escapes, in lines.
pub(super) fn copy(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(share) = &mut model.share {
        share.copies_other = true;
    }
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    vec![Effect::Copy(lines.join("\n"))]
}

/// Copies bytes as they are, where that is what is shown of them.
pub(super) fn copy_bytes(model: &mut Model, bytes: &Rc<[u8]>) -> Vec<Effect> {
    match as_shown(bytes) {
        Ok(text) => vec![Effect::Copy(text.to_owned())],
        Err(why) => notice(model, Tone::Warn, why),
    }
}

/// The bytes as text, where a copy holds nothing that a terminal acts on and nobody sees.
fn as_shown(bytes: &[u8]) -> Result<&str, &'static str> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "Nothing was copied: these bytes are not UTF-8. Save them instead.")?;
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
            return Err(
                "Nothing was copied: the text holds characters that are not seen, shown here as escapes, \
                        and a copy would hold them, too. Save it instead.",
            );
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Msg, update};

    #[test]
    fn what_is_copied_is_what_is_shown() {
        for (text, copied, reason) in [
            ("docker run \\\n  IMAGE", "docker run \\\n  IMAGE", "lines that are shown as lines"),
            ("a\u{1b}[201~\r", "a\\u{1b}[201~\\r", "the end of a paste, and a line"),
            ("a\u{202e}b", "a\\u{202e}b", "text turned around"),
            ("größe \u{3164}", "größe \\u{3164}", "a letter without ink"),
        ] {
            let effects = update(&mut Model::default(), Msg::Copy(text.to_owned()));
            assert_eq!(effects, [Effect::Copy(copied.to_owned())], "{reason}");
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
            let mut model = Model::default();
            let effects = update(&mut model, Msg::CopyBytes(bytes.into()));
            let text = effects.iter().find_map(|effect| match effect {
                Effect::Copy(text) => Some(text.as_bytes()),
                _ => None,
            });
            assert_eq!(text, copied.then_some(bytes), "{reason}");
            assert_eq!(model.notices.len(), usize::from(!copied), "{reason}");
        }
    }
}
