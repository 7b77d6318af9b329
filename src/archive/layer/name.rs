//! Names of entries: what they are made of, what is odd about them, and which of them are whiteouts.
//!
//! OCI image specification 1.1.1, layer.md, whiteouts.

use crate::text::unseen::all_seen;

/// What is odd about a name, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameMarks(pub u8);

impl NameMarks {
    /// It begins with a slash.
    pub const ABSOLUTE: Self = Self(1);
    /// It leads out of the root: `../etc`. Clients keep it inside, or refuse the layer.
    pub const ESCAPES: Self = Self(2);
    /// It has control characters, or others that can't be seen.
    pub const UNSEEN: Self = Self(4);
    /// It is not UTF-8.
    pub const NOT_UTF8: Self = Self(8);

    /// Its last part begins with `.wh.`.
    pub const WHITEOUT: Self = Self(16);
    /// It lies in the root and begins with `.wh..wh.`, or lies below such a directory: AUFS kept it for itself.
    pub const PRIVATE: Self = Self(32);

    /// Whether one of `other`'s bits is set here.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Self, condition: bool) -> Self {
        if condition { Self(self.0 | other.0) } else { self }
    }
}

/// What is odd about `path`.
#[must_use]
pub fn marks(path: &[u8]) -> NameMarks {
    let mut depth = 0_usize;
    let mut escapes = false;
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if depth == 0 => escapes = true,
            b".." => depth -= 1,
            _ => depth += 1,
        }
    }
    let last = path.rsplit(|byte| *byte == b'/').find(|part| !matches!(*part, b"" | b"."));
    let mut marks = NameMarks::default()
        .and(NameMarks::PRIVATE, is_private(path))
        .and(NameMarks::WHITEOUT, last.is_some_and(|last| last.starts_with(b".wh.")))
        .and(NameMarks::ABSOLUTE, path.first() == Some(&b'/'))
        .and(NameMarks::ESCAPES, escapes)
        .and(NameMarks::UNSEEN, path.iter().any(|byte| *byte < 0x20 || *byte == 0x7f));
    if !path.is_ascii() {
        match std::str::from_utf8(path) {
            Ok(text) => marks = marks.and(NameMarks::UNSEEN, !all_seen(text)),
            Err(_) => marks = marks.and(NameMarks::NOT_UTF8, true),
        }
    }
    marks
}

/// Where AUFS kept files with several names, in the root of a layer.
const PRIVATE_LINKS: &[u8] = b".wh..wh.plnk";

fn is_private(path: &[u8]) -> bool {
    // Few paths have it in them at all.
    path.windows(8).any(|piece| piece == b".wh..wh.")
        && match parts(path).as_slice() {
            [] | [b".wh..wh..opq"] => false,
            [first, ..] => first.starts_with(b".wh..wh."),
        }
}

/// The name of a file in AUFS's own folder of links, by which hard links ask for it.
#[must_use]
pub fn private_link(path: &[u8]) -> Option<&[u8]> {
    match parts(path).as_slice() {
        [first, .., last] if first.starts_with(PRIVATE_LINKS) => Some(last),
        _ => None,
    }
}

/// The parts of a path, with `.` and nothing left out, and `..` taken back as far as the root: what Go's
/// `filepath.Clean` makes of it after a slash.
#[must_use]
pub fn parts(path: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts
}

/// What an entry's last part says of the layers below. AUFS's own is told by [`NameMarks::PRIVATE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whiteout<'a> {
    /// `.wh.name`: this name is gone.
    Of(&'a [u8]),
    /// `.wh..wh..opq`: all that was in this directory is gone.
    Opaque,
    /// `.wh.`, `.wh..` and `.wh...`: no name that can be gone.
    Nothing,
}

/// Reads the last part of a path as a whiteout.
#[must_use]
pub fn whiteout(last: &[u8]) -> Option<Whiteout<'_>> {
    let name = last.strip_prefix(b".wh.")?;
    Some(match name {
        b".wh..opq" => Whiteout::Opaque,
        b"" | b"." | b".." => Whiteout::Nothing,
        _ => Whiteout::Of(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names() {
        for (path, expected) in [
            (&b"usr/bin/env"[..], NameMarks::default()),
            (b"./usr/", NameMarks::default()),
            (b"a/../b", NameMarks::default()),
            (b"a/../../b", NameMarks::ESCAPES),
            (b"/../etc", NameMarks(NameMarks::ABSOLUTE.0 | NameMarks::ESCAPES.0)),
            (b"a\x1b[2J", NameMarks::UNSEEN),
            (b"a\n", NameMarks::UNSEEN),
            ("ünïcödé".as_bytes(), NameMarks::default()),
            ("exe.\u{202e}gpj".as_bytes(), NameMarks::UNSEEN),
            ("sh\u{3164}".as_bytes(), NameMarks::UNSEEN),
            ("a\u{a0}b".as_bytes(), NameMarks::UNSEEN),
            (b"caf\xe9", NameMarks::NOT_UTF8),
            (b"...", NameMarks::default()),
            (b"etc/.wh.passwd", NameMarks::WHITEOUT),
            (b".wh..wh..opq", NameMarks::WHITEOUT),
            (b"./.wh..wh.plnk/", NameMarks(NameMarks::WHITEOUT.0 | NameMarks::PRIVATE.0)),
            (b".wh..wh.plnk/12.3", NameMarks::PRIVATE),
            (b".wh..wh..opq/x", NameMarks::PRIVATE),
            (b"etc/.wh..wh.plnk", NameMarks::WHITEOUT),
        ] {
            assert_eq!(marks(path), expected, "{}", path.escape_ascii());
        }
    }

    #[test]
    fn parts_stay_below_the_root() {
        for (path, expected) in [
            ("./usr//bin/", vec!["usr", "bin"]),
            ("/usr/../etc/./x", vec!["etc", "x"]),
            ("../../etc", vec!["etc"]),
            ("./", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<_> =
                parts(path.as_bytes()).into_iter().map(|part| str::from_utf8(part).unwrap()).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn whiteouts() {
        for (last, expected) in [
            (&b".wh.name"[..], Some(Whiteout::Of(b"name"))),
            (b".wh..hidden", Some(Whiteout::Of(b".hidden"))),
            (b".wh..wh..opq", Some(Whiteout::Opaque)),
            (b".wh..wh..opaque", Some(Whiteout::Of(b".wh..opaque"))),
            (b".wh..wh..wh..opq", Some(Whiteout::Of(b".wh..wh..opq"))),
            (b".wh.", Some(Whiteout::Nothing)),
            (b".wh..", Some(Whiteout::Nothing)),
            (b".wh...", Some(Whiteout::Nothing)),
            (b".wh....", Some(Whiteout::Of(b"..."))),
            (b".wh", None),
            (b"name.wh.", None),
        ] {
            assert_eq!(whiteout(last), expected, "{}", last.escape_ascii());
        }
    }
}
