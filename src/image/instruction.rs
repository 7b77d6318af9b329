//! The command of a history step, as the line of a Dockerfile that it came from.

use std::borrow::Cow;
use std::fmt;

/// The instructions of a Dockerfile; those that BuildKit and the older builder write in front of a step.
/// <https://docs.docker.com/reference/dockerfile/>
const INSTRUCTIONS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// The shells that a builder puts in front of a command.
const SHELLS: [&str; 4] = ["/bin/sh -c ", "/bin/bash -c ", "cmd /S /C ", "powershell -Command "];

/// What a step did: an instruction, where one is known, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction<'a> {
    /// `RUN`, `COPY` and so on; `None` for a text that is none of these, such as a tool's remark.
    pub name: Option<&'static str>,
    /// What stands after it.
    pub text: Cow<'a, str>,
}

impl<'a> Instruction<'a> {
    /// Reads a step's `created_by`.
    ///
    /// BuildKit writes the instruction, then ` # buildkit`. The older builder writes a shell in front of
    /// everything, and `#(nop)` before instructions that ran nothing. Both write the arguments of the
    /// build in front of the shell: `|1 VERSION=1.2 /bin/sh -c …`.
    #[must_use]
    pub fn read(created_by: &'a str) -> Self {
        let whole = created_by.trim();
        let text = whole.strip_suffix("# buildkit").unwrap_or(whole).trim_end();
        let (name, rest) = split_name(text);
        match name {
            Some("RUN") => Self { name, text: Cow::Borrowed(without_shell(rest).unwrap_or(rest)) },
            Some("EXPOSE") => Self { name, text: ports(rest) },
            Some(_) => Self { name, text: Cow::Borrowed(rest) },
            None => match without_shell(text) {
                Some(inside) => match inside.strip_prefix("#(nop)") {
                    Some(instruction) => {
                        let (name, rest) = split_name(instruction.trim_start());
                        let text = if name == Some("EXPOSE") { ports(rest) } else { Cow::Borrowed(rest) };
                        Self { name, text }
                    }
                    None => Self { name: Some("RUN"), text: Cow::Borrowed(inside) },
                },
                None => Self { name: None, text: Cow::Borrowed(text) },
            },
        }
    }
}

/// `RUN apk add tzdata`
impl fmt::Display for Instruction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) if self.text.is_empty() => f.write_str(name),
            Some(name) => write!(f, "{name} {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

fn split_name(text: &str) -> (Option<&'static str>, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match INSTRUCTIONS.iter().find(|name| **name == word) {
        Some(name) => (Some(name), rest.trim_start()),
        None => (None, text),
    }
}

/// What a shell was given to run, without the arguments of the build and without the shell.
fn without_shell(text: &str) -> Option<&str> {
    let command = match text.strip_prefix('|') {
        // How many arguments there are does not say where they end: a value may hold spaces.
        Some(_) => SHELLS.iter().filter_map(|shell| text.find(shell)).min().and_then(|at| text.get(at..))?,
        None => text,
    };
    SHELLS.iter().find_map(|shell| command.strip_prefix(shell)).map(str::trim)
}

/// BuildKit prints the ports as Go prints a map: `map[8080/tcp:{} 9102/tcp:{}]`.
fn ports(text: &str) -> Cow<'_, str> {
    match text.strip_prefix("map[").and_then(|inside| inside.strip_suffix(']')) {
        Some(inside) => Cow::Owned(inside.replace(":{}", "")),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_builders_write() {
        for (created_by, name, text, reason) in [
            ("COPY hello / # buildkit", Some("COPY"), "hello /", "BuildKit"),
            ("RUN /bin/sh -c apk add tzdata # buildkit", Some("RUN"), "apk add tzdata", "BuildKit's shell"),
            ("RUN |1 V=1 2 /bin/sh -c echo $V # buildkit", Some("RUN"), "echo $V", "BuildKit's arguments"),
            ("/bin/sh -c #(nop)  CMD [\"bash\"]", Some("CMD"), "[\"bash\"]", "the older builder"),
            ("/bin/sh -c #(nop) ADD file:ab in / ", Some("ADD"), "file:ab in /", "with its space at the end"),
            ("/bin/sh -c apt-get update", Some("RUN"), "apt-get update", "a command of the older builder"),
            ("|2 A=1 B=2 /bin/sh -c make", Some("RUN"), "make", "with arguments"),
            ("cmd /S /C #(nop)  ENV A=1", Some("ENV"), "A=1", "Windows"),
            ("cmd /S /C dir", Some("RUN"), "dir", "Windows"),
            ("EXPOSE map[8080/tcp:{} 9102/tcp:{}]", Some("EXPOSE"), "8080/tcp 9102/tcp", "a Go map"),
            ("Apply image 10.0.20348.4171", None, "Apply image 10.0.20348.4171", "Microsoft's base layers"),
            ("RUNNING", None, "RUNNING", "a word that begins as an instruction"),
            ("|9 no shell", None, "|9 no shell", "arguments, and nothing after them"),
            ("bazel build ...", None, "bazel build ...", "another tool"),
            ("", None, "", "nothing"),
        ] {
            let read = Instruction::read(created_by);
            assert_eq!((read.name, read.text.as_ref()), (name, text), "{reason}");
            assert!(read.to_string().ends_with(text), "{reason}");
        }
    }
}
