//! Cosign's payload: simple signing, which names the manifest that is signed.
//!
//! <https://github.com/containers/image/blob/main/docs/containers-signature.5.md>

use super::told::Told;
use crate::image::digest::Digest;
use crate::json::Value;

/// A payload of simple signing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimpleSigning {
    /// `critical.identity.docker-reference`: the name that it was signed under.
    pub reference: Option<Told>,
    /// `critical.image.docker-manifest-digest`: what is signed.
    pub digest: Option<Told>,
}

impl SimpleSigning {
    /// Reads a payload; `None` for any other document.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        let critical = root.get("critical")?;
        Some(Self {
            reference: Told::at(critical, &["identity", "docker-reference"]),
            digest: Told::at(critical, &["image", "docker-manifest-digest"]),
        })
    }

    /// Whether what is signed is the manifest of this digest.
    #[must_use]
    pub fn is_about(&self, digest: &Digest) -> bool {
        self.digest.as_ref().is_some_and(|told| told.text == digest.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn the_digest_alone_says_what_is_signed() {
        let a = format!("sha256:{}", "a".repeat(64));
        let text = format!(
            r#"{{"critical":{{"identity":{{"docker-reference":"r"}},"image":{{"docker-manifest-digest":"{a}"}},
            "type":"cosign container image signature"}},"optional":null}}"#
        );
        let reading = json::read(text.as_bytes());
        let payload = SimpleSigning::read(reading.root(text.as_bytes()).unwrap()).unwrap();
        assert!(payload.is_about(&Digest::parse(&a).unwrap()));
        assert!(!payload.is_about(&Digest::parse(&format!("sha256:{}", "b".repeat(64))).unwrap()));
        assert_eq!(payload.reference.unwrap().text, "r");
        let none = json::read(b"{}");
        assert_eq!(SimpleSigning::read(none.root(b"{}").unwrap()), None);
    }
}
