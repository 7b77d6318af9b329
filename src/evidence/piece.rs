//! A piece of evidence: a document that was read, with what is inside of its envelope. Nothing of it is verified by that.

use std::rc::Rc;

use super::claims::Claims;
use super::document::{Document, Envelope};
use super::statement::{Kind, Statement};
use super::{Artifact, Bytes, Form, Signed};
use crate::json::{self, Value};
use crate::pace::Pace;

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is evidence of.
    pub kind: Kind,
    /// How it is written.
    pub written: Written,
    /// The type of its statement's predicate, where it has a statement.
    pub predicate_type: Option<String>,
    /// The digests that it says it is about, `algorithm:encoded`; the first [`SPOKEN_OF`] of them.
    pub speaks_of: Vec<String>,
    /// What it claims.
    pub claims: Option<Claims>,
    /// The statement that is inside of an envelope.
    pub inside: Option<Rc<[u8]>>,
}

/// How a piece is written, and by what it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A sigstore bundle, by a certificate or by a key that it does not have.
    Bundle {
        /// Whether it is by a key.
        by_key: bool,
    },
    /// A DSSE envelope that stands alone, by a key.
    Envelope,
    /// What cosign signs: the signature stands in the annotations of its descriptor.
    SimpleSigning,
    /// An envelope of notation.
    Notation(Form),
    /// An in-toto statement that nobody signed here.
    Statement,
    /// A bill of materials, or statements on vulnerabilities, that nobody signed here.
    Plain,
}

/// Digests that are kept of what one piece says it is about. An index has some dozens of platforms.
const SPOKEN_OF: usize = 1000;

impl Piece {
    /// Reads a document; `None` where it is no evidence.
    pub async fn read(bytes: &[u8], root: Option<Value<'_>>, pace: &Pace) -> Option<Self> {
        if is_cose(bytes) {
            return Some(Self::new(Kind::Signature, Written::Notation(Form::Cose), Vec::new()));
        }
        match Document::read_in_pieces(root?, pace).await? {
            Document::Bundle(bundle) => {
                let written = Written::Bundle { by_key: bundle.by_key };
                match bundle.envelope {
                    Some(envelope) => Some(Self::of_envelope(written, envelope, pace).await),
                    None => {
                        Some(Self::new(Kind::Signature, written, bundle.message_digest.into_iter().collect()))
                    }
                }
            }
            Document::Envelope(envelope) => Some(Self::of_envelope(Written::Envelope, envelope, pace).await),
            Document::Notation(notation) => {
                let of = notation.target.into_iter().collect();
                Some(Self::new(Kind::Signature, Written::Notation(Form::Jws), of))
            }
            Document::SimpleSigning(payload) => {
                let of = payload.digest.map(|told| told.text).into_iter().collect();
                Some(Self::new(Kind::Signature, Written::SimpleSigning, of))
            }
            Document::Statement(statement) => {
                let claims = Claims::read_in_pieces(root?, pace).await;
                Some(Self::of_statement(Written::Statement, &statement, claims))
            }
            Document::Sbom(sbom) => {
                let of = sbom.of.items.iter().map(|told| told.text.clone()).take(SPOKEN_OF).collect();
                let piece = Self::new(Kind::Sbom, Written::Plain, of);
                Some(Self { claims: Some(Claims::Sbom(sbom)), ..piece })
            }
            Document::Vex(vex) => {
                let piece = Self::new(Kind::Vex, Written::Plain, vex.digests());
                Some(Self { claims: Some(Claims::Vex(vex)), ..piece })
            }
        }
    }

    fn new(kind: Kind, written: Written, speaks_of: Vec<String>) -> Self {
        Self { kind, written, predicate_type: None, speaks_of, claims: None, inside: None }
    }

    async fn of_envelope(written: Written, envelope: Envelope, pace: &Pace) -> Self {
        let Some(payload) = envelope.payload else { return Self::new(Kind::Other, written, Vec::new()) };
        let reading = json::read_in_pieces(&payload, pace).await;
        let root = reading.root(&payload);
        let statement = root.and_then(Statement::read);
        let piece = match (root, &statement) {
            (Some(root), Some(statement)) => {
                let claims = Claims::read_in_pieces(root, pace).await;
                Self::of_statement(written, statement, claims)
            }
            _ => Self::new(Kind::Other, written, Vec::new()),
        };
        Self { inside: Some(payload.into()), ..piece }
    }

    fn of_statement(written: Written, statement: &Statement, claims: Option<Claims>) -> Self {
        let digests = statement.subjects.items.iter().flat_map(|subject| &subject.digests.items);
        let of = digests.map(|told| told.text.clone()).take(SPOKEN_OF).collect();
        // The type says what it is; a type that nobody knows may be of a known shape all the same.
        let kind = match (statement.kind(), &claims) {
            (Kind::Other, Some(claims)) => claims.kind(),
            (kind, _) => kind,
        };
        let predicate_type = statement.predicate_type.as_ref().map(|told| told.text.clone());
        Self { predicate_type, claims, ..Self::new(kind, written, of) }
    }

    /// Whether a document is likely to be evidence, without reading it whole.
    #[must_use]
    pub fn is_likely(bytes: &[u8], root: Option<Value<'_>>) -> bool {
        is_cose(bytes) || root.is_some_and(Document::is_likely)
    }

    /// Whether it has a signature of its own. What cosign signs has it beside itself, if at all.
    #[must_use]
    pub const fn is_signed(&self) -> bool {
        matches!(self.written, Written::Bundle { .. } | Written::Envelope | Written::Notation(_))
    }

    /// Whether it is signed by a key, which has to be given.
    #[must_use]
    pub const fn is_by_key(&self) -> bool {
        matches!(self.written, Written::Bundle { by_key: true } | Written::Envelope)
    }

    /// What a verifier is asked, where it has a signature of its own: `about` is the digest that it must speak of, and
    /// `message` the bytes of that digest, where they are here and what is signed is bytes.
    #[must_use]
    pub fn signed(&self, bytes: &[u8], about: &str, message: Option<&[u8]>) -> Option<Signed> {
        let own = || Bytes(bytes.to_vec());
        match self.written {
            Written::Bundle { .. } => {
                let message = message.filter(|_| self.inside.is_none());
                let artifact = match message {
                    Some(message) => Artifact::Bytes(Bytes(message.to_vec())),
                    None => Artifact::Digest(about.to_owned()),
                };
                Some(Signed::Bundle { bundle: own(), artifact })
            }
            Written::Envelope => Some(Signed::Envelope { envelope: own() }),
            Written::Notation(form) => {
                Some(Signed::Notation { form, envelope: own(), target: about.to_owned() })
            }
            Written::SimpleSigning | Written::Statement | Written::Plain => None,
        }
    }
}

/// Whether bytes begin as a COSE_Sign1 does: tag 18, an array of four, and a header in a byte string.
/// RFC 9052, section 4.2.
fn is_cose(bytes: &[u8]) -> bool {
    matches!(bytes, [0xd2, 0x84, header, ..] if header >> 5 == 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    fn read(text: &str) -> Option<Piece> {
        let reading = json::read(text.as_bytes());
        at_once(Piece::read(text.as_bytes(), reading.root(text.as_bytes()), &Pace::default()))
    }

    #[test]
    fn what_is_inside_of_an_envelope_is_read() {
        let statement = r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"ab"}}],
            "predicateType":"https://spdx.dev/Document","predicate":{"spdxVersion":"SPDX-2.3","packages":[{"name":"a"}]}}"#;
        let payload = STANDARD.encode(statement);
        let piece =
            read(&format!(r#"{{"payloadType":"t","payload":"{payload}","signatures":[{{}}]}}"#)).unwrap();
        assert_eq!((piece.kind, piece.written), (Kind::Sbom, Written::Envelope));
        assert_eq!(piece.speaks_of, ["sha256:ab"]);
        assert!(matches!(&piece.claims, Some(Claims::Sbom(sbom)) if sbom.packages.len() == 1));
        assert_eq!(piece.inside.as_deref(), Some(statement.as_bytes()));
        assert!(piece.is_signed() && piece.is_by_key());
    }

    #[test]
    fn kinds_and_what_they_speak_of() {
        let simple = r#"{"critical":{"image":{"docker-manifest-digest":"sha256:ab"}}}"#;
        let cosign = r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"ab"}}],
            "predicateType":"https://sigstore.dev/cosign/sign/v1"}"#;
        for (text, kind) in [
            (simple, Kind::Signature),
            (cosign, Kind::Signature),
            (
                r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"ab"}}],"predicate":
                {"buildDefinition":{}}}"#,
                Kind::Provenance,
            ),
            (
                r#"{"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"products":[{"@id":"pkg:oci/a@sha256%3Aab"}]}]}"#,
                Kind::Vex,
            ),
            (r#"{"bomFormat":"CycloneDX","metadata":{"component":{"version":"sha256:ab"}}}"#, Kind::Sbom),
        ] {
            let piece = read(text).unwrap();
            assert_eq!((piece.kind, piece.speaks_of), (kind, vec!["sha256:ab".to_owned()]), "{text}");
        }
        assert_eq!(read(r#"{"schemaVersion":2}"#), None);
    }
}
