//! What a registry says of an error. OCI distribution 1.1.1, "Error Codes".

use crate::json::{self, Value};
use crate::limits;

/// One error of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryError {
    /// Its code, such as `MANIFEST_UNKNOWN`, in upper case.
    pub code: String,
    /// What the registry says of it; whatever text it likes.
    pub message: String,
}

/// The errors of a body: none where it is no such document.
#[must_use]
pub fn errors(body: &[u8]) -> Vec<RegistryError> {
    let reading = json::read(body);
    let Some(errors) = reading.root(body).and_then(|root| root.get("errors")) else { return Vec::new() };
    let read = |error: Value<'_>| {
        let code = error.get("code")?.as_str()?.to_ascii_uppercase();
        let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
        let short = |text: &str| text.chars().take(limits::REGISTRY_MESSAGE_CHARS).collect();
        Some(RegistryError { code: short(&code), message: short(&message) })
    };
    errors.items().filter_map(read).take(limits::REGISTRY_ERRORS).collect()
}

/// Whether the registry says that it has no such repository, so that no other way of asking helps.
#[must_use]
pub fn is_unknown_repository(errors: &[RegistryError]) -> bool {
    errors.iter().any(|error| error.code == "NAME_UNKNOWN")
}

/// What a code means, in a sentence; `None` for one that the specification does not have.
#[must_use]
pub fn meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "BLOB_UNKNOWN" => "The registry does not have this blob.",
        "DIGEST_INVALID" => "The registry takes the digest for an invalid one.",
        "MANIFEST_BLOB_UNKNOWN" => "The registry misses a blob of this manifest.",
        "MANIFEST_INVALID" => "The registry takes the manifest for an invalid one.",
        "MANIFEST_UNKNOWN" => "The registry has no manifest by this name in the repository.",
        "NAME_INVALID" => "The registry takes the repository\u{2019}s name for an invalid one.",
        "NAME_UNKNOWN" => {
            "The registry has no repository by this name, or shows it to nobody who is not signed in."
        }
        "SIZE_INVALID" => "The registry takes the size for a wrong one.",
        "TAG_INVALID" => "The registry takes the tag for an invalid one.",
        "UNAUTHORIZED" => "The registry wants to know who asks.",
        "DENIED" => "The registry does not allow this to whoever asks.",
        "UNSUPPORTED" => "The registry can\u{2019}t do this.",
        "TOOMANYREQUESTS" => "The registry was asked too often.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read() {
        for (body, expected, reason) in [
            (
                r#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{}}]}"#,
                "MANIFEST_UNKNOWN manifest unknown",
                "as specified",
            ),
            (r#"{"errors":[{"code":"denied"}]}"#, "DENIED ", "lower case, no message"),
            (r#"{"errors":[{"message":"x"}, 1, {"code":"A","message":2}]}"#, "A ", "what is none"),
            (r#"{"errors":{"code":"A"}}"#, "", "no list"),
            (r#"{"error":"x"}"#, "", "another form"),
            ("404 page not found\n", "", "text"),
            ("", "", "nothing"),
        ] {
            let errors = errors(body.as_bytes());
            let written: Vec<_> = errors.iter().map(|e| format!("{} {}", e.code, e.message)).collect();
            assert_eq!(written.join("|"), expected, "{reason}");
        }
    }

    #[test]
    fn a_long_message_is_cut_and_many_are_left_out() {
        let one = format!(r#"{{"code":"{0}","message":"{0}"}}"#, "ä".repeat(100_000));
        let body = format!(r#"{{"errors":[{}]}}"#, vec![one; 20].join(","));
        let errors = errors(body.as_bytes());
        assert_eq!(errors.len(), limits::REGISTRY_ERRORS);
        assert!(errors.iter().all(|error| error.message.chars().count() == limits::REGISTRY_MESSAGE_CHARS));
    }
}
