//! How far a verification is.

use crate::evidence::Verdict;

/// Tells a verification that was asked for from all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerifyId(pub u32);

/// How far a verification is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was asked for.
    Waiting(VerifyId),
    /// What was answered.
    Answered(Box<Verdict>),
    /// It is signed by a key, and none was given.
    NeedsKey,
    /// It is an envelope of notation, and no root was given.
    NeedsRoots,
    /// The `trusted_root.json` that is expected is not here.
    NeedsTrustedRoot,
    /// It does not say what it is about, and nothing else does.
    NoTarget,
    /// Nobody verifies here: there are no workers, or it ended early.
    NoVerifier,
}
