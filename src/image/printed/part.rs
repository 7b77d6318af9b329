//! JSON that begins a line of a text.

/// Whether a text that begins with a bracket goes on as JSON does: `[me@host ~]$` and `{{ .Values }}` don't.
pub(super) fn opens(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, next) = (chars.next(), chars.find(|char| !char.is_whitespace()));
    match (first, next) {
        (Some('{'), next) => matches!(next, Some('"' | '}')),
        (_, next) => matches!(next, Some('{' | '[' | '"' | ']')),
    }
}

/// The end of the object or array that `text` begins with: the byte after its last bracket; `None` where it does
/// not end. What is within strings counts for nothing.
pub(super) fn end(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at.saturating_add(1));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_ends() {
        for (text, expected, reason) in [
            ("{}", Some(2), "at once"),
            ("{\"a\":[1,{}]} x", Some(12), "after what is within"),
            ("{\"a\":\"}\\\"}\"}%", Some(12), "brackets in strings"),
            ("{\"a\":1", None, "it does not end"),
            ("{\"a", None, "nor does a string"),
        ] {
            assert_eq!(end(text), expected, "{reason}");
        }
    }
}
