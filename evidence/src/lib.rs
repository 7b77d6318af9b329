//! Verifies signatures of container images: sigstore's bundles, cosign's signatures, GitHub's attestations, notation's
//! envelopes, and signatures by plain keys.
//!
//! It implements [`bayplan::evidence::Verifier`] and answers with plain data. All cryptography is done by kept crates:
//! `sigstore-verify` pinned to one version, RustCrypto's primitives ([`provider`]), and rustls-webpki for chains. What is here is
//! which of them is asked for what ([`bundle`], [`key`], [`notation`]), by which root ([`roots`]), and what their
//! refusals mean ([`refusal`]).
//!
//! # Invariants
//!
//! - A root is chosen before anything is verified, and no other is tried after it.
//! - What a root has, a signature must have: a log entry where the root names logs, an SCT where it names logs of
//!   certificates. Nothing that is there and does not verify is left out.
//! - The answer says what was checked and what was not. Nobody is expected here: who should have signed is decided by
//!   whoever asks.

mod bundle;
mod certificate;
mod key;
mod notation;
mod provider;
mod refusal;
mod roots;

use std::sync::Once;

use bayplan::evidence::{Question, Refusal, Signed, Verdict, Verifier, Why};
use bayplan::limits;

/// The verifier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence;

impl Verifier for Evidence {
    fn verify(&self, question: &Question) -> Verdict {
        install();
        check_size(&question.signed)?;
        let trust = &question.trust;
        match &question.signed {
            Signed::Bundle { bundle, artifact } => bundle::verify(&bundle.0, artifact, trust),
            Signed::Message { message, signature } => key::verify_message(&message.0, &signature.0, trust),
            Signed::Envelope { envelope } => key::verify_envelope(&envelope.0, trust),
            Signed::Notation { form, envelope, target } => {
                notation::verify(*form, &envelope.0, target, trust)
            }
        }
    }
}

/// Gives the crates of sigstore the primitives, once.
fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // A provider that somebody installed before is as good.
        let _ = sigstore_verify::crypto::install_default_provider(&provider::RustCrypto);
    });
}

fn check_size(signed: &Signed) -> Result<(), Refusal> {
    let bytes = match signed {
        Signed::Bundle { bundle, .. } => bundle.0.len(),
        Signed::Message { message, signature } => message.0.len().max(signature.0.len()),
        Signed::Envelope { envelope } | Signed::Notation { envelope, .. } => envelope.0.len(),
    };
    if bytes > limits::DOCUMENT_BYTES {
        return Err(Refusal::new(Why::TooLarge, format!("{bytes} bytes")));
    }
    Ok(())
}
