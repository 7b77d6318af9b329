//! The architecture that people write into tags and file names: `app:1.2-arm64`, `Dockerfile.aarch64`.

use super::platform_names::to_lower;

/// Words for architectures, and the architecture as Go calls it. The parts of `x86_64` are no words of it.
const WORDS: [(&str, &str); 31] = [
    ("amd64", "amd64"),
    ("x86_64", "amd64"),
    ("x64", "amd64"),
    ("amd64v2", "amd64"),
    ("amd64v3", "amd64"),
    ("arm64", "arm64"),
    ("aarch64", "arm64"),
    ("arm64v8", "arm64"),
    ("arm64v9", "arm64"),
    ("armv8", "arm64"),
    ("arm", "arm"),
    ("arm32", "arm"),
    ("armhf", "arm"),
    ("armel", "arm"),
    ("armv5", "arm"),
    ("armv6", "arm"),
    ("armv7", "arm"),
    ("armv6l", "arm"),
    ("armv7l", "arm"),
    ("arm32v5", "arm"),
    ("arm32v6", "arm"),
    ("arm32v7", "arm"),
    ("386", "386"),
    ("i386", "386"),
    ("i686", "386"),
    ("ppc64le", "ppc64le"),
    ("s390x", "s390x"),
    ("riscv64", "riscv64"),
    ("loong64", "loong64"),
    ("mips64le", "mips64le"),
    ("mips64", "mips64"),
];

/// The architecture that a text names; `None` where it names none, or two.
#[must_use]
pub fn architecture_of(text: &str) -> Option<&'static str> {
    let lower = to_lower(text);
    let words = lower.split(|char: char| !(char.is_ascii_alphanumeric() || char == '_'));
    // `_` is a part of x86_64, and separates words otherwise.
    let words = words.flat_map(|word| {
        let whole = word.contains("x86_64").then_some("x86_64");
        whole.into_iter().chain(word.split('_').filter(move |_| whole.is_none()))
    });
    let mut found = None;
    for word in words {
        let Some((_, architecture)) = WORDS.iter().find(|(known, _)| *known == word) else { continue };
        match found {
            None => found = Some(*architecture),
            Some(before) if before == *architecture => {}
            Some(_) => return None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn architectures_in_names() {
        for (text, found, reason) in [
            ("1.2-arm64", Some("arm64"), "a tag"),
            ("Dockerfile.AARCH64", Some("arm64"), "another name of it"),
            ("linux_x86_64", Some("amd64"), "a name with the sign in it"),
            ("linux_amd64", Some("amd64"), "the sign between words"),
            ("amd64-arm64", None, "two"),
            ("armory", None, "a part of a word"),
            ("latest", None, "none"),
        ] {
            assert_eq!(architecture_of(text), found, "{reason}");
        }
    }
}
