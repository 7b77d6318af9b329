//! JSON that begins a line of a text.

use crate::pace::Pace;

/// Whether a text that begins with a bracket goes on as JSON does: `[me@host ~]$` and `{{ .Values }}` don't.
pub(super) fn opens(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, next) = (chars.next(), chars.find(|char| !char.is_whitespace()));
    match (first, next) {
        (Some('{'), next) => matches!(next, Some('"' | '}')),
        (_, next) => matches!(next, Some('{' | '[' | '"' | ']')),
    }
}

/// Bytes that are looked at in one go.
const A_GO: usize = 16 * 1024;

/// The end of the object or array that `text` begins with: the byte after its last bracket; `None` where it does
/// not end. What is within strings counts for nothing.
pub(super) async fn end(text: &str, pace: &Pace) -> Option<usize> {
    let mut state = Within::default();
    for (at, go) in (0..).step_by(A_GO).zip(text.as_bytes().chunks(A_GO)) {
        if let Some(end) = state.end(go) {
            return Some(at + end);
        }
        pace.spend(go.len() / 4).await;
    }
    None
}

/// Where in an object or array one is.
#[derive(Default)]
struct Within {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Within {
    /// The byte after the last bracket, where that is in these bytes.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at.saturating_add(1));
                    }
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    #[test]
    fn where_it_ends() {
        for (text, expected, reason) in [
            ("{}", Some(2), "at once"),
            ("{\"a\":[1,{}]} x", Some(12), "after what is within"),
            ("{\"a\":\"}\\\"}\"}%", Some(12), "brackets in strings"),
            ("{\"a\":1", None, "it does not end"),
            ("{\"a", None, "nor does a string"),
        ] {
            assert_eq!(at_once(end(text, &Pace::default())), expected, "{reason}");
        }
    }
}
