//! What terminals, logs and mails put between the characters: colour codes, and a time or a quote mark before each line.

use std::borrow::Cow;

/// A text without them. Its lines stay lines.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    match without_quote_marks(text) {
        // A quotation within a quotation stays one.
        Some(plain) => Cow::Owned(without_codes_and_times(&plain).into_owned()),
        None => without_codes_and_times(text),
    }
}

fn without_codes_and_times(text: &str) -> Cow<'_, str> {
    let is_clean = !text.contains('\u{1b}') && text.lines().all(|line| after_time(line).is_none());
    if is_clean {
        return Cow::Borrowed(text);
    }
    let plain = without_codes(text);
    let mut clean = String::with_capacity(plain.len());
    for line in plain.split_inclusive('\n') {
        clean.push_str(after_time(line).unwrap_or(line));
    }
    Cow::Owned(clean)
}

/// A text that is quoted, as mails and Markdown do it: `>` before each line, a space after it at most, and JSON among
/// the lines. What stands before the quotation and after it may be anything.
fn without_quote_marks(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = lines.iter().position(|line| line.starts_with('>'))?;
    let last = lines.iter().rposition(|line| line.starts_with('>'))?;
    let inside = lines.get(first..=last)?;
    let quoted = |line: &&str| {
        let rest = line.strip_prefix('>')?;
        Some(rest.strip_prefix(' ').unwrap_or(rest).to_owned())
    };
    let plain: Vec<String> = inside.iter().map(quoted).collect::<Option<_>>()?;
    let is_json = plain.iter().any(|line| line.starts_with(['{', '[']));
    if plain.len() < 3 || !is_json {
        return None;
    }
    let (before, after) = (lines.get(..first)?.concat(), lines.get(last.saturating_add(1)..)?.concat());
    Some([before, plain.concat(), after].concat())
}

/// ECMA-48, section 5.4: `ESC [`, up to a byte of `@` to `~`; `ESC ]`, up to BEL or `ESC \`; or one byte more.
fn without_codes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('[') => {
                let is_inside = |char: char| ('\u{20}'..='\u{3f}').contains(&char);
                let code = chars.as_str().trim_start_matches(is_inside);
                let ends = code.starts_with(|char: char| ('@'..='~').contains(&char));
                rest = code.get(usize::from(ends)..).unwrap_or_default();
            }
            Some(']') => {
                // A title or a link, which no line goes beyond.
                let end = chars.as_str().find(['\u{7}', '\u{1b}', '\n']).unwrap_or(chars.as_str().len());
                let code = chars.as_str().get(end..).unwrap_or_default();
                rest = code.strip_prefix('\u{7}').or_else(|| code.strip_prefix("\u{1b}\\")).unwrap_or(code);
            }
            _ => rest = chars.as_str(),
        }
    }
    plain.push_str(rest);
    plain
}

/// What follows `2026-11-30T06:04:48.1234567Z ` at the start of a line; `None` where there is no such time.
fn after_time(line: &str) -> Option<&str> {
    const SHAPE: &[u8; 19] = b"0000-00-00T00:00:00";
    let bytes = line.as_bytes();
    let head = bytes.get(..SHAPE.len())?;
    let fits = |(byte, shape): (&u8, &u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' '),
        _ => byte == shape,
    };
    if !head.iter().zip(SHAPE).all(fits) {
        return None;
    }
    let rest = line.get(SHAPE.len()..)?;
    let rest = rest
        .strip_prefix(['.', ','])
        .map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = match rest.strip_prefix('Z') {
        Some(rest) => rest,
        None if rest.starts_with(['+', '-']) => {
            rest.get(1..)?.trim_start_matches(|char: char| char.is_ascii_digit() || char == ':')
        }
        None => rest,
    };
    rest.strip_prefix([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out() {
        for (text, clean, reason) in [
            ("{}\n", "{}\n", "nothing"),
            ("\u{1b}[1;39m{\u{1b}[0m}", "{}", "colours"),
            ("\u{1b}]0;a title\u{7}$ \u{1b}]8;;http://x\u{1b}\\y", "$ y", "a title, and a link"),
            ("\u{1b}(B{}\u{1b}", "B{}", "a code of one byte, and one that is cut off"),
            ("\u{1b}[", "", "another that is cut off"),
            (
                "2026-11-30T06:04:48.1234567Z {\n2026-11-30T06:04:49Z   \"a\": 1\n}\n",
                "{\n  \"a\": 1\n}\n",
                "times",
            ),
            ("2026-11-30T06:04:48+01:00 a\r\n", "a\r\n", "a time with its zone"),
            ("2026-11-30 06:04:48,123 a", "a", "as some loggers write it"),
            ("2026-11-30T06:04:48Z", "2026-11-30T06:04:48Z", "a time alone"),
            ("> {\n>   \"a\": 1\n> }\n", "{\n  \"a\": 1\n}\n", "a quotation"),
            ("He wrote:\n\n> It says\n>\n> {}\n\nSo?\n", "He wrote:\n\nIt says\n\n{}\n\nSo?\n", "in a mail"),
            ("> GET /v2/\n> Host: x\n> \n< {}\n", "> GET /v2/\n> Host: x\n> \n< {}\n", "what curl sent"),
            ("> {\n  \"a\": 1\n> }\n", "> {\n  \"a\": 1\n> }\n", "a prompt"),
            ("{\"a\": \"2026-11-30T06:04:48Z b\"}", "{\"a\": \"2026-11-30T06:04:48Z b\"}", "a time within"),
        ] {
            assert_eq!(cleaned(text), clean, "{reason}");
        }
    }
}
