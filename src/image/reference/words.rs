//! The words of what people type and paste.

/// A word of a text, and the byte where it begins. A line break that ends a command is a word of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Word<'a> {
    /// The word without its first `bytes`.
    pub fn after(self, bytes: usize) -> Word<'a> {
        Word { text: self.text.get(bytes..).unwrap_or_default(), at: self.at.saturating_add(bytes) }
    }

    /// The word without what people put around a name: quotes, backticks, brackets, a comma after it.
    pub fn bare(self) -> Word<'a> {
        const AROUND: [char; 7] = ['"', '\'', '`', '<', '>', ',', ';'];
        let rest = self.text.trim_start_matches(AROUND);
        let at = self.at.saturating_add(self.text.len().saturating_sub(rest.len()));
        Word { text: rest.trim_end_matches(AROUND), at }
    }

    /// Whether a command ends before this word: at another one, at a redirection, or at a comment.
    pub fn ends_command(self) -> bool {
        matches!(self.text, "\n" | "&&" | "||" | "|" | "|&" | "&" | ";" | ";;")
            || self.text.trim_start_matches(|digit: char| digit.is_ascii_digit()).starts_with(['<', '>', '#'])
    }
}

impl Word<'_> {
    /// Whether a shell would read the word as it stands here: each quotation mark, backtick and bracket in it is
    /// closed in it, too.
    pub fn is_closed(self) -> bool {
        let (mut open, mut backticks, mut depth) = (None, 0_usize, 0_isize);
        let mut signs = self.text.chars();
        while let Some(sign) = signs.next() {
            match (sign, open) {
                ('\\', None | Some('"')) => drop(signs.next()),
                ('\'' | '"', None) => open = Some(sign),
                (mark, Some(of)) if mark == of => open = None,
                ('`', _) => backticks = backticks.saturating_add(1),
                ('(', _) => depth = depth.saturating_add(1),
                (')', _) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        open.is_none() && backticks.is_multiple_of(2) && depth == 0
    }
}

/// Splits a text into words as a shell does: white space between quotation marks, or after a backslash, is a part
/// of its word; a line that ends in a backslash goes on in the next. A mark that nothing closes is one of the
/// word's signs.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let last = [text.rfind('\''), text.rfind('"')];
    let mut words = Vec::new();
    let (mut start, mut open, mut broken, mut goes_on) = (None, None, None, false);
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        if let Some(mark) = open {
            if sign == mark {
                open = None;
            } else if sign == '\\' && mark == '"' {
                signs.next();
            }
            continue;
        }
        let ends_line = || {
            let rest = signs.as_str().trim_start_matches([' ', '\t', '\r']);
            rest.is_empty() || rest.starts_with('\n')
        };
        // Backticks and carets are for PowerShell and cmd.exe, and stand alone.
        let is_join = match sign {
            '\\' => ends_line(),
            '`' | '^' => start.is_none() && ends_line(),
            _ => false,
        };
        if sign.is_whitespace() || is_join {
            words.extend(start.take().map(|from| word(text, from, at)));
            if is_join {
                goes_on = true;
            } else if sign == '\n' && !std::mem::take(&mut goes_on) {
                broken = Some(at);
            }
            continue;
        }
        if start.is_none() {
            let before = broken.take().filter(|_| !words.is_empty());
            words.extend(before.map(|at| word(text, at, at.saturating_add(1))));
            start = Some(at);
        }
        match sign {
            '\'' if last[0] > Some(at) => open = Some(sign),
            '"' if last[1] > Some(at) => open = Some(sign),
            '\\' => drop(signs.next()),
            _ => {}
        }
    }
    words.extend(start.map(|from| word(text, from, text.len())));
    words
}

fn word(text: &str, from: usize, to: usize) -> Word<'_> {
    Word { text: text.get(from..to).unwrap_or_default(), at: from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_a_shells() {
        for (text, expected, reason) in [
            ("docker pull  alpine\n", vec!["docker", "pull", "alpine"], "white space"),
            ("-p 'a b' c", vec!["-p", "'a b'", "c"], "a quoted word"),
            ("-p a\"b c\"d e", vec!["-p", "a\"b c\"d", "e"], "quotes within a word"),
            ("-p \"a \\\" b\" c", vec!["-p", "\"a \\\" b\"", "c"], "a mark in quotes"),
            ("-p a\\ b c", vec!["-p", "a\\ b", "c"], "a space after a backslash"),
            ("don't pull", vec!["don't", "pull"], "a mark that nothing closes"),
            ("a \\\n  b\\\nc", vec!["a", "b", "c"], "lines that go on"),
            ("a \\  \r\n b `\n c ^\nd", vec!["a", "b", "c", "d"], "lines that go on, elsewhere"),
            ("\n a\n\n b\n", vec!["a", "\n", "b"], "lines that end"),
            ("`alpine`", vec!["`alpine`"], "a name in backticks"),
        ] {
            assert_eq!(texts(text), expected, "{reason}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_in_its_place(text in "([a-z'\"\\\\ \n`]|é){0,40}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.at >= end && !word.text.is_empty());
                end = word.at + word.text.len();
                prop_assert_eq!(text.get(word.at..end), Some(word.text));
            }
        }
    }
}
