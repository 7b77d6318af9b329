//! Command lines that are put into the box whole: with what a shell is told, which may be secret.
//!
//! A text that is no reference becomes a document, is kept for a reload, and goes into reports and links. What was
//! typed for a shell does not.

use crate::image::reference::prompt::{TOOLS, is_assignment, is_before_a_command, program};

/// Programs that people call beside the tools for images.
const OTHERS: &str =
    "curl wget http https xh echo printf cat export set read cd base64 tee jq gh aws gcloud git ssh";

/// Programs that call the one that is named after them.
const WRAPPERS: &str = "sudo doas sshpass winpty wsl wsl.exe pwsh powershell runas xargs";

/// Such that are words of plain text, too.
const PLAIN_WRAPPERS: [&str; 6] = ["env", "exec", "time", "command", "nohup", "RUN"];

/// What the names of options and variables for passwords and tokens have in them.
const SECRET: [&str; 8] = ["pass", "token", "secret", "cred", "auth", "key", "bearer", "login"];

/// Whether `text` is command lines and nothing else, or begins with one that may hold a password or a token.
pub(super) fn is_command(text: &str) -> bool {
    let (mut goes_on, mut any, mut all, mut secret) = (false, false, true, false);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let starts = starts_a_command(line);
        // What a command printed.
        if !starts && line.trim_start().starts_with(['{', '[', '<']) {
            return secret;
        }
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

/// Whether no word of `text` looks like a password, a token, or the option for one.
pub(super) fn holds_no_secret(text: &str) -> bool {
    !text.split_whitespace().any(may_be_secret)
}

/// Whether `text` is a private key, or the headers of a request that signs in, before any document.
pub(super) fn is_secret(text: &str) -> bool {
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']));
    lines.take_while(|line| !line.starts_with(['{', '[', '<'])).any(|line| {
        let name = line.split(':').next().unwrap_or_default();
        let is_header =
            ["authorization", "proxy-authorization"].iter().any(|it| name.eq_ignore_ascii_case(it));
        (is_header && name.len() < line.len())
            || (line.starts_with("-----BEGIN ") && line.contains("PRIVATE KEY"))
    })
}

fn starts_a_command(line: &str) -> bool {
    let line = after_prompt(line.trim_start());
    calls_a_program(line) || {
        // A prompt whose end is a word's: `me@host:~$`, `[me@host ~]#`, `me@host ~ %`.
        let ends: &[&str] = if line.starts_with('[') { &["]$", "]#"] } else { &["$", "#", "%", ">"] };
        let mut rest = line;
        (0..3).any(|_| {
            let Some((word, after)) = rest.split_once(' ') else { return false };
            rest = after.trim_start();
            ends.iter().any(|end| word.ends_with(end)) && !word.contains('"') && calls_a_program(rest)
        }) && !line.starts_with(['{', '<'])
    }
}

/// What stands after the prompt of Windows, whose folder may have spaces in its name: `PS C:\\a b>`, `C:\\>`.
fn after_prompt(line: &str) -> &str {
    let folder = line.strip_prefix("PS ").unwrap_or(line);
    let mut signs = folder.chars();
    let is_drive =
        signs.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && signs.as_str().starts_with(":\\");
    let after = folder.split_once('>').filter(|_| is_drive || folder.len() < line.len());
    after.map_or(line, |(_, after)| after)
}

/// Whether a line begins with a program's name and more, or with a variable for what is secret.
fn calls_a_program(line: &str) -> bool {
    let mut wrapped = false;
    let mut words = line.split_whitespace().skip_while(|word| {
        wrapped |= PLAIN_WRAPPERS.contains(word);
        *word == "RUN" || (*word != "sudo" && !is_secret_variable(word) && is_before_a_command(word))
    });
    let Some(first) = words.next() else { return false };
    if is_secret_variable(first) {
        return true;
    }
    let lower = first.to_ascii_lowercase();
    let known = [TOOLS, OTHERS, WRAPPERS]
        .into_iter()
        .flat_map(str::split_ascii_whitespace)
        .any(|known| known == program(&lower));
    let is_plain = lower == first;
    let more: Vec<&str> = words.collect();
    // A name with a capital letter begins sentences, too.
    (known && !more.is_empty() && (is_plain || more.iter().any(|word| may_be_secret(word))))
        || (wrapped && first.starts_with('-'))
}

/// `TOKEN=…`, `$env:TOKEN="…"`, `$token`
fn is_secret_variable(word: &str) -> bool {
    let shell = word.strip_prefix('$');
    let name = word.split('=').next().unwrap_or_default().to_ascii_lowercase();
    (shell.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
        || is_assignment(word))
        && SECRET.iter().any(|secret| name.contains(secret))
}

/// An option, a variable or a header for what is secret, or an address with a name in it.
fn may_be_secret(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'']);
    let lower = word.to_ascii_lowercase();
    let named = |of: &str| SECRET.iter().any(|secret| of.contains(secret));
    matches!(lower.as_str(), "-u" | "-p" | "--user" | "login")
        || is_secret_variable(word)
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
            ("PS C:\\> docker login -u b -p s3cret r.example", true, "PowerShell's prompt"),
            ("PS C:\\Program Files> docker login -p s3cret", true, "one with a space in its folder"),
            ("C:\\>docker login -p s3cret", true, "the prompt of cmd.exe"),
            ("root@host:~# docker login -p s3cret", true, "root's prompt"),
            ("bob@host:~$ docker login -p s3cret\nLogin Succeeded", true, "a prompt, and an answer"),
            ("[bob@host ~]$ docker login -p s3cret", true, "a prompt in brackets"),
            ("bob@host ~ % docker login -p s3cret", true, "a prompt of three words"),
            ("Docker login -p s3cret", true, "a capital letter"),
            ("DOCKER LOGIN -u me r.example", true, "capital letters"),
            ("Docker images are small", false, "a sentence"),
            ("winpty docker login -p s3cret", true, "a program before it"),
            ("wsl docker login -p s3cret", true, "another"),
            ("sudo -p x docker pull a", true, "an option of sudo's"),
            ("env -i docker login -p s3cret", true, "an option of env's"),
            ("sshpass -p s3cret ssh a@b", true, "a program for passwords"),
            ("RUN docker login -p s3cret", true, "a line of a Dockerfile"),
            ("$env:TOKEN=\"s3cret\"; docker pull alpine", true, "a variable of PowerShell's"),
            ("$env:TOKEN = \"s3cret\"", true, "the same with spaces, alone"),
            ("REGISTRY_TOKEN=s3cret", true, "a variable alone"),
            ("bob@host:~$ docker manifest inspect alpine\n{\n}", false, "a prompt, and what is printed"),
            ("[1, \"a]$ docker login -p b\"]", false, "a document in brackets"),
            ("time flies", false, "plain words"),
            ("hello world", false, "text"),
        ] {
            assert_eq!(is_command(text), command, "{reason}");
        }
    }

    #[test]
    fn what_is_a_secret_itself() {
        for (text, secret, reason) in [
            ("Authorization: Basic czNjcmV0", true, "a header"),
            ("GET /v2/ HTTP/1.1\nauthorization: Bearer s3cret", true, "a request"),
            ("> GET /v2/ HTTP/1.1\n> Authorization: Bearer s3cret\n{}", true, "what curl -v prints"),
            ("-----BEGIN RSA PRIVATE KEY-----\ns3cret\n-----END RSA PRIVATE KEY-----", true, "a key"),
            ("-----BEGIN CERTIFICATE-----\nMII", false, "a certificate"),
            ("{\n\"authorization\": 1}", false, "a document"),
            ("authorization", false, "a word"),
        ] {
            assert_eq!(is_secret(text), secret, "{reason}");
        }
    }
}
