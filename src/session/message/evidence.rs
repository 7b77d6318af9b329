//! Evidence.

use crate::evidence::Verdict;
use crate::inspect::{BlobId, NodeId};
use crate::session::evidence::{Field, Listed, Read, VerifyId, Wanted};

/// Evidence.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceMsg {
    /// Documents were read as evidence.
    Read(Vec<Read>),
    /// The verifier answered; `None` where there is none.
    Answered(VerifyId, Option<Box<Verdict>>),
    /// The visitor expects or trusts something else.
    Expect(Field, String),
    /// Look for evidence of this node, and of the platforms under it, at its registry.
    Look(NodeId),
    /// Other packages of an SBOM are wanted, or in another order.
    Packages(BlobId, Wanted),
    /// Those were worked out.
    Listed(Listed),
    /// The visitor gives a `trusted_root.json` to be trusted in the place of the embedded roots; empty for none.
    Root(String),
}
