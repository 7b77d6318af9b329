//! Text in Markdown that is shown as itself: GitHub's kind, in a line, a heading or a cell of a table.
//!
//! A backslash or a character reference keeps nobody from making a link of `a@b.example`, `@name`, `#1`, `GH-1`
//! or a commit's number: that is done with the text after it was read. Nothing is done with what is code. So a
//! word in which anything could be found is written as code, and the others as they are.
//! <https://github.github.com/gfm/#autolinks-extension->,
//! <https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls>

use super::escape::escaped;

/// Signs around a word that are no part of it.
const BEFORE: [char; 5] = ['(', '\u{201c}', '\u{2018}', '"', '\''];
const AFTER: [char; 13] =
    [')', '\u{201d}', '\u{2019}', '"', '\'', '.', ',', ';', ':', '?', '!', '%', '\u{2026}'];

/// `text` as it is shown: what is not seen is written out, and what Markdown could read as more than text is code.
#[must_use]
pub fn text(text: &str) -> String {
    let shown = escaped(text);
    let mut written = String::with_capacity(shown.len());
    for word in shown.trim_matches(' ').split(' ') {
        let first = written.is_empty();
        if !first {
            written.push(' ');
        }
        let inside = word.trim_start_matches(BEFORE).trim_end_matches(AFTER);
        if first && starts_a_block(word) {
            push_code(&mut written, word);
        } else if is_plain(inside) && !goes_on_in_signs(word) {
            written.push_str(word);
        } else {
            let (before, rest) = word.split_at_checked(word.find(inside).unwrap_or(0)).unwrap_or(("", word));
            let after = rest.get(inside.len()..).unwrap_or_default();
            written.push_str(before);
            push_code(&mut written, inside);
            written.push_str(after);
        }
    }
    written
}

/// `text` as code, word for word.
#[must_use]
pub fn code(text: &str) -> String {
    let mut written = String::with_capacity(text.len().saturating_add(2));
    for (at, word) in escaped(text).trim_matches(' ').split(' ').enumerate() {
        if at > 0 {
            written.push(' ');
        }
        push_code(&mut written, word);
    }
    written
}

/// A word as code. What would end the code or a table's cell stands outside of it.
fn push_code(written: &mut String, word: &str) {
    for part in word.split_inclusive(['`', '|']) {
        let inside = part.trim_end_matches(['`', '|']);
        if !inside.is_empty() {
            written.push('`');
            written.push_str(inside);
            written.push('`');
        }
        match part.chars().next_back() {
            Some('`') => written.push_str("&#96;"),
            Some('|') => written.push_str("&#124;"),
            _ => {}
        }
    }
}

/// A list, a rule or an underline: what a line is by its first word.
fn starts_a_block(word: &str) -> bool {
    let digits = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
    word.chars().all(|sign| "-+=".contains(sign))
        || (digits.len() < word.len() && matches!(digits, "." | ")"))
}

/// `:name:` or `www.`, of which signs after the word are a part.
fn goes_on_in_signs(word: &str) -> bool {
    word.bytes().filter(|byte| *byte == b':').nth(1).is_some() || word.to_ascii_lowercase().contains("www.")
}

/// Whether nothing is found in a word: no sign of Markdown or HTML, no address, no mention, no reference.
fn is_plain(word: &str) -> bool {
    let plain =
        |sign: char| !sign.is_ascii() || sign.is_ascii_alphanumeric() || ".,;:-+='\"?/()".contains(sign);
    word.chars().all(plain)
        && !word.contains("://")
        && !word.to_ascii_lowercase().contains("gh-")
        && !word.split(|sign: char| !sign.is_ascii_alphanumeric()).any(is_commit)
}

/// Seven digits of a commit's number, or more.
fn is_commit(part: &str) -> bool {
    part.len() >= 7 && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use comrak::nodes::{AstNode, NodeValue};
    use comrak::{Arena, Options, parse_document};
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_document_becomes_markdown() {
        for (text, expected, reason) in [
            ("linux/arm64/v8", "linux/arm64/v8", "nothing to do"),
            ("localhost:5017/a", "localhost:5017/a", "a port is harmless"),
            (
                "The size is 12, not \u{201c}13\u{201d}.",
                "The size is 12, not \u{201c}13\u{201d}.",
                "a sentence",
            ),
            ("1. one", "`1.` one", "a list"),
            ("- one", "`-` one", "a list"),
            ("a|b", "`a`&#124;`b`", "a new column"),
            ("a`b", "`a`&#96;`b`", "the end of code"),
            ("a\nb", r"`a\nb`", "a new row"),
            ("<img src=x>", "`<img` `src=x>`", "HTML"),
            ("[a](b)", "`[a](b`)", "a link"),
            ("(https://example.com).", "(`https://example.com`).", "an address"),
            ("www.evil.example", "`www.evil.example`", "an address without a scheme"),
            ("www..", "`www`..", "what would be one"),
            ("a@b.example", "`a@b.example`", "a mail address"),
            ("@all,", "`@all`,", "a mention"),
            ("o/r#1", "`o/r#1`", "an issue"),
            ("GH-1", "`GH-1`", "an issue, too"),
            ("deadbee", "`deadbee`", "a commit"),
            (":tada:", "`:tada`:", "a picture"),
            ("x86_64", "`x86_64`", "an underline, which may be half of an emphasis"),
            ("a & b", "a `&` b", "a character reference"),
            ("\u{202e}abc", r"`\u{202e}abc`", "text turned around"),
            ("\u{3164}", r"`\u{3164}`", "a letter without ink"),
        ] {
            assert_eq!(super::text(text), expected, "{reason}");
        }
        assert_eq!(code("sha256:0a"), "`sha256:0a`");
        assert_eq!(code("a b|"), "`a` `b`&#124;");
    }

    /// What is read of Markdown: its text with that of code, and the text alone; `None` where there is more.
    fn read(markdown: &str) -> Option<(String, String)> {
        let mut options = Options::default();
        let extension = &mut options.extension;
        extension.strikethrough = true;
        extension.table = true;
        extension.autolink = true;
        extension.tasklist = true;
        extension.footnotes = true;
        extension.math_dollars = true;
        extension.shortcodes = true;
        let arena = Arena::new();
        let (mut all, mut alone) = (String::new(), String::new());
        let root: &AstNode<'_> = parse_document(&arena, markdown, &options);
        for node in root.descendants() {
            match &node.data.borrow().value {
                NodeValue::Text(text) => {
                    all.push_str(text);
                    alone.push_str(text);
                }
                NodeValue::Code(code) => {
                    all.push_str(&code.literal);
                    alone.push('\n');
                }
                NodeValue::Document
                | NodeValue::Paragraph
                | NodeValue::Heading(_)
                | NodeValue::Table(_)
                | NodeValue::TableRow(_)
                | NodeValue::TableCell => alone.push('\n'),
                _ => return None,
            }
        }
        Some((all, alone))
    }

    /// What is made of text after it was read: see the address above.
    fn is_found(line: &str) -> bool {
        line.contains(['@', '#'])
            || line.to_ascii_lowercase().contains("gh-")
            || line.contains("://")
            || line.split(|sign: char| !sign.is_ascii_alphanumeric()).any(is_commit)
    }

    proptest! {
        #[test]
        fn what_is_read_is_the_text_and_nothing_else(
            parts in proptest::collection::vec(
                prop_oneof![
                    "[ -~]{0,3}",
                    "(www\\.|https?://|ftp://|mailto:|evil\\.example|a@b\\.example|@all|#1|GH-1|deadbeef|:tada:|\\$x\\$|\\[\\^1\\]|\\[x\\]|\\*\\*|__|~~|<b>|<!--|&amp;|\\||`|\\\\|- |1\\. |> |---|===|    |\\n|\u{202e}|\u{3164}|é|“|’)",
                ],
                0..8,
            ),
        ) {
            let given = parts.concat();
            let expected = escaped(&given);
            let expected: Vec<&str> = expected.split(' ').filter(|word| !word.is_empty()).collect();
            for written in [text(&given), code(&given)] {
                for markdown in [
                    written.clone(),
                    format!("## {written}\n"),
                    format!("| a | b |\n| --- | --- |\n| {written} | |\n"),
                ] {
                    let found = read(&markdown);
                    prop_assert!(found.is_some(), "more than text: {markdown}");
                    let (all, alone) = found.unwrap();
                    let all = all.strip_prefix("ab").filter(|_| markdown.starts_with('|')).unwrap_or(&all);
                    let all: Vec<&str> = all.split(' ').filter(|word| !word.is_empty()).collect();
                    prop_assert_eq!(&all, &expected, "{}", markdown);
                    prop_assert!(!alone.lines().any(is_found), "{alone} of {markdown}");
                }
            }
        }
    }
}
