//! Words of a command line that people paste into a shell.
//!
//! What is written is what the word is in bash, zsh and the other shells that have `$'…'` (POSIX.1-2024,
//! section 2.2.4); and no shell in use, PowerShell and fish among them, takes a part of it for a command.
//! PowerShell ends a string at typographic quotation marks, too; Windows PowerShell hands `"` on as the end of
//! an argument; fish takes `\'` for a sign of the string. So each of these is written as an escape.

use std::fmt::Write as _;

use super::unseen::unseen;

/// The word, quoted where it needs to be; `None` where no command line can have it, for it holds a NUL.
#[must_use]
pub fn quoted(word: &str) -> Option<String> {
    if word.contains('\0') {
        return None;
    }
    if is_plain(word) {
        return Some(word.to_owned());
    }
    let literal = |sign: char| !is_quote(sign) && unseen(sign).is_none();
    if word.chars().all(literal) && !word.ends_with('\\') {
        return Some(format!("'{word}'"));
    }
    let mut written = String::from("$'");
    for sign in word.chars() {
        match sign {
            '\\' => written.push_str("\\\\"),
            '"' => written.push_str("\\\""),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            // zsh looks for its history here.
            '!' => written.push_str("\\x21"),
            _ if literal(sign) => written.push(sign),
            // Bytes: what `\u` stands for depends on the locale.
            _ => {
                for byte in sign.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(written, "\\x{byte:02x}");
                }
            }
        }
    }
    written.push('\'');
    Some(written)
}

/// Whether a word needs no quotes in any shell. Some take `=`, `@` or `%` at its beginning for more, and
/// PowerShell cuts an option at a dot or a colon.
fn is_plain(word: &str) -> bool {
    let option = word.trim_start_matches('-');
    let is_option = option.len() < word.len();
    let first =
        |first: char| first.is_ascii_alphanumeric() || (!is_option && matches!(first, '/' | '.' | '_'));
    option.starts_with(first)
        && option.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-./:=@_".contains(&byte))
        && !(is_option && option.contains(['.', ':']))
}

/// What ends a string, in one shell or another.
const fn is_quote(sign: char) -> bool {
    matches!(sign, '\'' | '"' | '\u{2018}'..='\u{201b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell() {
        for (word, written, reason) in [
            ("alpine:3.22", "alpine:3.22", "plain"),
            ("a/b@sha256:0", "a/b@sha256:0", "a reference"),
            ("", "''", "nothing is a word, too"),
            ("a b", "'a b'", "a space"),
            ("$(id) `id` ${A}", "'$(id) `id` ${A}'", "what runs a command"),
            ("%PATH%", "'%PATH%'", "a variable of cmd.exe"),
            ("=ls", "'=ls'", "zsh puts a program's path there"),
            ("@args", "'@args'", "PowerShell puts arguments there"),
            ("--quiet", "--quiet", "an option"),
            ("-D1.2", "'-D1.2'", "PowerShell makes two of it"),
            ("--%", "'--%'", "PowerShell reads no further"),
            ("[::1]:5000/a", "'[::1]:5000/a'", "a shell's pattern"),
            ("it's", "$'it\\x27s'", "a quotation mark"),
            ("\u{2019};id", "$'\\xe2\\x80\\x99;id'", "one that PowerShell takes for it"),
            ("a\"b", "$'a\\\"b'", "Windows PowerShell does not hand it on"),
            ("C:\\", "$'C:\\\\'", "fish would go on in the next word"),
            ("a\n\u{1b}[201~!", "$'a\\n\\x1b[201~\\x21'", "the end of a paste, and a line"),
            ("\u{202e}b", "$'\\xe2\\x80\\xaeb'", "text turned around"),
        ] {
            assert_eq!(quoted(word).as_deref(), Some(written), "{reason}");
        }
        assert_eq!(quoted("a\0b"), None, "the end of a word for every program");
    }
}
