//! Who claims what about which digest, and what of it was proved.
//!
//! Nothing here computes a signature. A [`Question`] says what is to be verified and by what it is trusted; whoever
//! implements [`Verifier`] (the crate `evidence`, in a worker of its own on the page) answers with a [`Verdict`]: plain
//! data that says what was checked, and what was not.

mod bytes;
pub mod claims;
pub mod cosign;
pub mod document;
pub mod piece;
pub mod policy;
pub mod provenance;
mod question;
pub mod sbom;
pub mod simple_signing;
pub mod state;
pub mod statement;
pub mod subject;
mod told;
mod verdict;
pub mod vex;

pub use bytes::Bytes;
pub use question::{Artifact, Form, Question, RootChoice, Signed, Trust, Verifier};
pub use told::{List, Told};
pub use verdict::{
    Checked, Claim, IdentityKind, Logged, Refusal, Root, SignedAt, Signer, TimeSource, Unchecked, Verdict,
    Verified, Why, verdict_from_json, verdict_to_json,
};
