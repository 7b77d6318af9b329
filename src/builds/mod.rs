//! Build files: what they build, tag, push and list, and in which order.
//!
//! One neutral model ([`BuildFile`]) is filled by one file for each format (`formats`) out of the words of commands
//! (`commands`), and judged by one file for each rule ([`crate::findings`]). Values that only a run knows stay unknown
//! ([`Part::Variable`]), and nothing is told that depends on them. Nothing here has a digest, so nothing is verified.

mod commands;
mod formats;
mod masked;
mod model;
mod name;
mod order;
mod placed;
mod word;
mod words;
mod yaml;

pub use model::{Act, Build, BuildFile, Kept, List, Problem, Step, What};
pub use name::{Name, Same};
pub use order::Order;
pub use placed::Placed;
pub use word::{Part, Word};

pub use crate::image::build_format::Format;

use crate::limits;
use crate::pace::{Pace, at_once};

/// Reads a build file; `None` for what is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<BuildFile> {
    at_once(read_in_pieces(bytes, &Pace::default()))
}

/// As [`read`], a piece at a time.
pub async fn read_in_pieces(bytes: &[u8], pace: &Pace) -> Option<BuildFile> {
    if bytes.len() > limits::BUILD_FILE_BYTES {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    formats::read(text, pace).await
}
