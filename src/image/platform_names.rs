//! The names that operating systems and architectures have.

use std::borrow::Cow;

/// The operating systems that Go (`internal/syslist`, GOOS) or the specifications name.
const SYSTEMS: [&str; 19] = [
    "linux",
    "windows",
    "darwin",
    "aix",
    "android",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "wasi",
    "zos",
];

/// The architectures that Go (GOARCH) or the specifications name, the reserved ones among them.
const ARCHITECTURES: [&str; 26] = [
    "amd64",
    "arm64",
    "arm",
    "386",
    "ppc64le",
    "riscv64",
    "s390x",
    "amd64p32",
    "armbe",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "riscv",
    "s390",
    "sparc",
    "sparc64",
    "wasm",
    "wasm32",
    "wasm64",
];

/// Other names for architectures, which [`normalize`](super::platform_normal::normalize) replaces.
pub(super) const ALIASES: [&str; 6] = ["x86_64", "x86-64", "aarch64", "i386", "armhf", "armel"];

/// Whether this is a GOOS that Go or the specifications name, as it is written there.
#[must_use]
pub fn is_system(os: &str) -> bool {
    SYSTEMS.contains(&os)
}

/// Whether this is a GOARCH that Go or the specifications name, as it is written there.
#[must_use]
pub fn is_architecture(architecture: &str) -> bool {
    ARCHITECTURES.contains(&architecture)
}

/// Whether this is another name for an architecture, in lower case.
#[must_use]
pub fn is_alias(architecture: &str) -> bool {
    ALIASES.contains(&architecture)
}

/// `strings.ToLower` as far as it can make a name that some platform has, and without a copy where there is
/// nothing to lower: the tables for all letters are 10 kB.
#[must_use]
pub fn to_lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        // Beyond ASCII only these two become a letter that some platform's name has.
        let lower = |c: char| match c {
            '\u{212a}' => 'k',
            '\u{130}' => 'i',
            _ => c.to_ascii_lowercase(),
        };
        Cow::Owned(text.chars().map(lower).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_lower_copies_only_what_it_changes() {
        assert!(matches!(to_lower("arm64"), Cow::Borrowed("arm64")));
        assert_eq!(to_lower("AMD64"), "amd64");
        assert_eq!(to_lower("\u{212a}V\u{130}"), "kvi", "Kelvin's sign and the dotted I become ASCII");
    }
}
