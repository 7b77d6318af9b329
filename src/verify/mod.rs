//! Whether bytes are what somebody says that they are; and if not, why.
//!
//! Verified is a fact about bytes that are here: their size first, then their digest. There is no
//! boolean for it; a [`Verification`] says what was compared, and a [`Word`] by whose word the digest is the right
//! one.

pub mod explain;
pub mod hash;
mod sha256;
mod state;
mod word;

pub use sha256::{INITIAL, Sha256, State};
pub use state::{Expected, Verification, check};
pub use word::{Pin, Word};
