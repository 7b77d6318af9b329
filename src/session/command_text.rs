//! Command lines that are put into the box whole: with what a shell is told, which may be secret.
//!
//! A text that is no reference becomes a document, is kept for a reload, and goes into reports and links. What was
//! typed for a shell does not.

use crate::image::reference::prompt::{TOOLS, is_assignment, is_before_a_command, program};

/// Programs that people call beside the tools for images.
const OTHERS: &str =
    "curl wget http https xh echo printf cat export set read cd base64 tee jq gh aws gcloud git ssh";

/// What the names of options and variables for passwords and tokens have in them.
const SECRET: [&str; 8] = ["pass", "token", "secret", "cred", "auth", "key", "bearer", "login"];

/// Whether `text` is command lines and nothing else, or begins with one that may hold a password or a token.
pub(super) fn is_command(text: &str) -> bool {
    let (mut goes_on, mut any, mut all, mut secret) = (false, false, true, false);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        // What a command printed.
        if line.trim_start().starts_with(['{', '[', '<']) {
            return secret;
        }
        let starts = starts_a_command(line);
        if !starts && !goes_on && line.trim_start().starts_with('#') {
            continue;
        }
        if !any && !starts {
            return false;
        }
        (any, all) = (true, all && (starts || goes_on));
        secret |= (starts || goes_on) && line.split_whitespace().any(may_be_secret);
        goes_on = line.trim_end().ends_with(['\\', '`', '^']);
    }
    any && (all || secret)
}

fn starts_a_command(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| is_before_a_command(word));
    let known = |name: &str| {
        TOOLS.split_ascii_whitespace().chain(OTHERS.split_ascii_whitespace()).any(|it| it == name)
    };
    words.next().is_some_and(|first| known(program(first))) && words.next().is_some()
}

/// An option, a variable or a header for what is secret, or an address with a name in it.
fn may_be_secret(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'']);
    let lower = word.to_ascii_lowercase();
    let named = |of: &str| SECRET.iter().any(|secret| of.contains(secret));
    matches!(word, "-u" | "-p" | "--user" | "login")
        || (word.starts_with('-') && named(&lower))
        || (is_assignment(word) && lower.split('=').next().is_some_and(named))
        || lower.starts_with("authorization")
        || lower == "bearer"
        || lower
            .split_once("://")
            .is_some_and(|(_, rest)| rest.split('/').next().is_some_and(|host| host.contains('@')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_to_a_shell() {
        for (text, command, reason) in [
            ("curl -H 'Authorization: Bearer s3cret' https://r.example/v2/", true, "a command alone"),
            ("docker login -u me -p s3cret\ndocker pull alpine", true, "two commands"),
            ("docker login r.example --password-stdin <<EOF\ns3cret\nEOF", true, "a text for a command"),
            ("export TOKEN=s3cret\ncurl \\\n  -H \"Authorization: $TOKEN\"", true, "a variable"),
            ("echo s3cret | docker login --password-stdin", true, "a pipe"),
            ("# first\ndocker pull alpine", true, "a comment before it"),
            ("# A title", false, "a comment alone"),
            ("$ docker manifest inspect alpine\n{\n}", false, "what a command prints, and the command"),
            ("$ crane manifest --registry-token s3cret alpine\n{\n}", true, "a token before what is printed"),
            ("$ curl https://me:s3cret@r.example/v2/\n{}", true, "a name in an address"),
            ("$ docker images --digests\nREPOSITORY  TAG", false, "what is printed is no command"),
            ("FROM alpine\nRUN curl -u a:b x", false, "a Dockerfile"),
            ("{\"a\":1}", false, "a document"),
            ("hello world", false, "text"),
        ] {
            assert_eq!(is_command(text), command, "{reason}");
        }
    }
}
