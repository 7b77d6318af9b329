//! Whether bytes are what a descriptor, or the user, says that they are; and if not, why.
//!
//! Verified is a fact about bytes that are here: their size first, then their digest. There is no
//! boolean for it; a [`Verification`] says what was compared.

pub mod explain;
pub mod hash;
pub mod lanes;
mod state;
pub mod together;

pub use state::{Expected, Verification, check};
