//! Evidence: which pieces of it are here and about which digest, what the visitor expects, and what a verifier said.
//!
//! Pieces are read beside the page, once each, when somebody looks at them. What has a signature is verified where
//! somebody looks at the evidence, in a worker that is started then.

mod asking;
mod entry;
mod expected;
mod gather;
mod listing;
mod looking;
mod packages;
mod pieces;
mod refresh;
mod root;
mod standing;
mod state;
mod whose;

pub use entry::{Entry, Put};
pub use expected::{Expected, Field};
pub(super) use expected::{read, written};
pub use root::{RootState, roots};
pub use standing::{Standing, VerifyId};
pub use state::EvidenceState;
pub use whose::Whose;

pub(super) use listing::{take_listed, want};
pub(super) use looking::look;
pub use packages::{Listed, Listing, PackageList, Wanted, sbom};
pub use pieces::Read;
pub(super) use pieces::read_pieces;
pub(super) use refresh::{answered, expect, give_root, refresh, take_read};
