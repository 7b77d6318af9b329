//! The beginning of a long text.

use std::fmt::{self, Display, Write};

/// Writes `value` up to `most` characters, and `…` where there are more. No more of it is looked at than that.
#[must_use]
pub fn cut(value: impl Display, most: usize) -> String {
    let mut cutter = Cutter { text: String::new(), left: most };
    // It fails where the text is cut, and so ends early.
    if write!(cutter, "{value}").is_err() {
        cutter.text.push('…');
    }
    cutter.text
}

struct Cutter {
    text: String,
    left: usize,
}

impl Write for Cutter {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        match more.char_indices().nth(self.left) {
            Some((end, _)) => {
                self.text.push_str(more.get(..end).unwrap_or_default());
                self.left = 0;
                Err(fmt::Error)
            }
            None => {
                self.left = self.left.saturating_sub(more.chars().count());
                self.text.push_str(more);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        for (text, most, shown) in
            [("", 0, ""), ("", 3, ""), ("éé", 2, "éé"), ("ééé", 2, "éé…"), ("a", 0, "…")]
        {
            assert_eq!(cut(text, most), shown);
        }
        assert_eq!(cut(format_args!("{}{}{}", "ab", "cd", "ef"), 3), "abc…", "in any number of pieces");
        assert_eq!(cut(format_args!("{}{}", "ab", "cd"), 4), "abcd");
    }
}
