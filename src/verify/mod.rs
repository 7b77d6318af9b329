//! Size and digest, over the bytes as they arrived.

pub mod hash;
mod state;

pub use state::{Expected, Verification, check};
