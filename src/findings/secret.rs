//! What looks like a secret in a config: its environment and history go wherever the image goes.
//!
//! Names decide, and the prefixes that providers give their keys; no finding repeats a value.

use super::codes::SECRET_IN_CONFIG;
use super::member::part;
use super::report::Report;
use crate::json::{Span, Value};
use crate::text::quote::Quoted;

/// Words of a name, between its underscores, that stand for a secret.
const WORDS: [&str; 10] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "SECRETS",
    "TOKEN",
    "APIKEY",
    "CREDENTIAL",
    "CREDENTIALS",
    "PWD",
];
/// What stands in front of KEY in the name of a secret one.
const KEYS: [&str; 6] = ["API", "ACCESS", "PRIVATE", "SECRET", "ENCRYPTION", "SIGNING"];
/// Words at the end of a name that say that the value is not the secret itself.
const HARMLESS: [&str; 9] = ["FILE", "PATH", "DIR", "URL", "NAME", "ID", "TTL", "LENGTH", "ENABLED"];
/// How keys of well-known providers start.
const PREFIXES: [&str; 12] = [
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "npm_",
    "dckr_pat_",
    "-----BEGIN ",
];

/// Checks the environment variable `name` of the string `entry`.
pub(super) fn check_env(report: &mut Report<'_>, entry: Value<'_>, name: &str, value: &str) {
    if is_secret(name, value) {
        let text = entry.as_str().unwrap_or_default();
        tell(report, part(entry, &text, 0, name.len()), name);
    }
}

/// Checks the command of a history step: build arguments and variables stand in it as they were given.
pub(super) fn check_command(report: &mut Report<'_>, command: Value<'_>) {
    let text = command.as_str().unwrap_or_default();
    if !(text.starts_with('|') || text.contains("ARG ") || text.contains("ENV ")) {
        return;
    }
    let mut from = 0;
    for word in text.split(' ') {
        if let Some((name, value)) = word.split_once('=')
            && is_secret(name, value)
        {
            tell(report, part(command, &text, from, from + name.len()), name);
        }
        from += word.len() + 1;
    }
}

fn tell(report: &mut Report<'_>, span: Span, name: &str) {
    report.add(&SECRET_IN_CONFIG, span, || {
        format!(
            "The variable {} looks like a secret, and everyone who has the image can read its \
            value. If it is one, replace it, and give it when a container starts or as a build \
            secret.",
            Quoted(name)
        )
    });
}

fn is_secret(name: &str, value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']);
    // An empty value, or one taken from elsewhere, gives nothing away.
    if value.is_empty()
        || value.starts_with('$')
        || value.starts_with('/')
        || matches!(value, "true" | "false")
    {
        return false;
    }
    if PREFIXES.iter().any(|prefix| value.starts_with(prefix) && value.len() > prefix.len() + 8) {
        return true;
    }
    let name = name.to_ascii_uppercase();
    let words: Vec<&str> = name.split(['_', '-', '.']).collect();
    if words.len() == 1 && name == "PWD" || words.last().is_some_and(|last| HARMLESS.contains(last)) {
        return false;
    }
    words.iter().any(|word| WORDS.contains(word))
        || words.windows(2).any(|pair| matches!(pair, [kind, "KEY"] if KEYS.contains(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_secrets_by_name() {
        for (name, value, secret, reason) in [
            ("DB_PASSWORD", "hunter2", true, "a password"),
            ("db-password", "hunter2", true, "in other letters"),
            ("NPM_TOKEN", "x", true, "a token"),
            ("AWS_SECRET_ACCESS_KEY", "x", true, "a key"),
            ("API_KEY", "x", true, "a key"),
            ("HARMLESS_NAME_OF", "ghp_0123456789abcdef", true, "the value starts like a GitHub token"),
            ("DB_PASSWORD", "", false, "nothing in it"),
            ("DB_PASSWORD", "$OTHER", false, "taken from elsewhere"),
            ("DB_PASSWORD_FILE", "x", false, "where the secret is, not what"),
            ("TOKEN_PATH", "x", false, "where the secret is, not what"),
            ("AWS_ACCESS_KEY_ID", "x", false, "an ID is public"),
            ("GPG_KEY", "E3FF2839", false, "a public key, as the Python images have it"),
            ("TOKENIZERS_PARALLELISM", "8", false, "another word"),
            ("PWD", "x", false, "the working directory"),
            ("PATH", "/usr/bin", false, "no secret"),
        ] {
            assert_eq!(is_secret(name, value), secret, "{name}={value}: {reason}");
        }
    }
}
