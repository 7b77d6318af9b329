//! Names of files that are saved: what every system takes, and shows as it is.

use super::unseen::unseen;
use crate::limits;

/// Names that Windows gives to devices, whatever ending stands after them.
/// <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>
const DEVICES: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// The longest ending that is kept of a name that is cut.
const ENDING: usize = 16;

/// A name for the file at `path`: its last part, without signs that some system gives a meaning, or that can't
/// be seen.
#[must_use]
pub fn file_name(path: &str) -> String {
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    let mut name: String = last.chars().map(|sign| if is_refused(sign) { '_' } else { sign }).collect();
    // Windows drops these from the end without a word.
    name.truncate(name.trim_end_matches(['.', ' ']).len());
    // Hidden files, options of commands, the home directory.
    if name.starts_with(['.', '-', '~', ' ']) || is_device(&name) {
        name.insert(0, '_');
    }
    if name.is_empty() { "file".to_owned() } else { cut(name) }
}

fn is_refused(sign: char) -> bool {
    matches!(sign, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') || unseen(sign).is_some()
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_port = |port: &str| {
        let mut rest = stem.strip_prefix(port).unwrap_or_default().chars();
        rest.next().is_some_and(|digit| "0123456789\u{b9}\u{b2}\u{b3}".contains(digit))
            && rest.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || is_port("COM") || is_port("LPT")
}

/// The name in as many bytes as are allowed; its ending is kept.
fn cut(name: String) -> String {
    if name.len() <= limits::FILE_NAME_BYTES {
        return name;
    }
    let dot = name.rfind('.').filter(|dot| name.len().saturating_sub(*dot) <= ENDING);
    let (stem, ending) = name.split_at_checked(dot.unwrap_or(name.len())).unwrap_or((&name, ""));
    let room = limits::FILE_NAME_BYTES.saturating_sub(ending.len());
    let end = stem.floor_char_boundary(room);
    format!("{}{ending}", stem.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unseen::all_seen;
    use proptest::prelude::*;

    #[test]
    fn names_that_every_system_takes() {
        for (path, name, reason) in [
            ("etc/passwd", "passwd", "the last part"),
            ("usr/share/größe 中文.txt", "größe 中文.txt", "letters of any script"),
            ("a/b/", "b", "a slash at the end"),
            ("..", "file", "nothing but dots"),
            ("", "file", "no name"),
            ("a\\..\\b.exe", "a_.._b.exe", "a backslash is a separator elsewhere"),
            ("root/.bashrc", "_.bashrc", "a hidden file"),
            ("-rf", "_-rf", "an option of a command"),
            ("~", "_~", "the home directory"),
            ("a/nul", "_nul", "a device of Windows"),
            ("AUX.h", "_AUX.h", "a device with an ending"),
            ("com1 .txt", "_com1 .txt", "a device with a space after it"),
            ("LPT\u{b2}", "_LPT\u{b2}", "a superscript digit counts"),
            ("COM12", "COM12", "no device"),
            ("c:\\a|b*?.txt", "c__a_b__.txt", "signs that Windows refuses"),
            ("gpj.\u{202e}exe", "gpj._exe", "text turned around"),
            ("a\u{3164}b\n\u{1b}[2J", "a_b__[2J", "what can't be seen"),
            ("a. . .", "a", "dots and spaces at the end"),
        ] {
            assert_eq!(file_name(path), name, "{reason}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = file_name(&format!("{}.tar.gz", "é".repeat(400)));
        assert!(name.len() <= limits::FILE_NAME_BYTES && name.ends_with("é.gz"), "{name}");
        let name = file_name(&format!("a.{}", "b".repeat(400)));
        assert_eq!(name.len(), limits::FILE_NAME_BYTES);
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_folder(path in any::<String>()) {
            let name = file_name(&path);
            prop_assert!(!name.is_empty() && name.len() <= limits::FILE_NAME_BYTES);
            prop_assert!(!name.contains(['/', '\\', ':']) && !name.starts_with('.') && all_seen(&name), "{name:?}");
            prop_assert_eq!(&file_name(&name), &name, "it is a name already");
        }
    }
}
