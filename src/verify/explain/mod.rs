//! Why bytes do not have the digest that they should have.
//!
//! Most often nobody tampered with anything: a tool or an editor wrote the document again. What usually
//! happens on the way is tried here: the layout, the escapes in strings, line ends, a newline at the
//! end, a byte order mark, UTF-16; and all of these together; and the members in the order of another program's
//! types. A variant whose digest is the expected one
//! *is* the original, whatever happened to it.

mod attempt;
mod change;
mod order;
mod source;
mod targets;
mod unsigned;
mod variant;
mod variants;

use std::fmt;
use std::rc::Rc;

pub use attempt::{Attempt, Work};
pub use change::Change;
pub use targets::Targets;

use super::Expected;
use crate::image::digest::Digest;
use crate::limits;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The original, whose digest is an expected one.
    Recovered {
        /// What sets it apart from the bytes that are here.
        change: Change,
        /// Its bytes.
        bytes: Rc<[u8]>,
        /// Their digest.
        digest: Digest,
        /// Which of the expected ones it is.
        wanted: usize,
    },
    /// A variant has the expected size, and another digest: the content differs too.
    Nearest {
        /// What sets the variant apart from the bytes that are here.
        change: Change,
        /// The size that they share.
        size: u64,
        /// Which of the expected ones.
        wanted: usize,
        /// How many variants were compared.
        tried: usize,
        /// Whether these are all.
        complete: bool,
    },
    /// No variant comes near.
    Nothing {
        /// How many variants were compared.
        tried: usize,
        /// Whether these are all; a large document, or many together, have more than fit into
        /// [`limits::EXPLAIN_WORK_BYTES`].
        complete: bool,
    },
}

impl Explanation {
    /// The same where there is more that was not compared.
    #[must_use]
    pub fn incomplete(mut self) -> Self {
        if let Self::Nearest { complete, .. } | Self::Nothing { complete, .. } = &mut self {
            *complete = false;
        }
        self
    }
}

/// Tries what usually happens to a document on its way, to find out of `bytes` one of the `wanted`.
///
/// Work is bounded by [`limits::EXPLAIN_WORK_BYTES`], whatever the bytes are.
#[must_use]
pub fn explain(bytes: &[u8], wanted: &[Expected]) -> Explanation {
    let (bytes, targets) = (Rc::from(bytes), Targets::new(wanted.to_vec()));
    let (mut attempt, mut left) = (Attempt::default(), limits::EXPLAIN_WORK_BYTES);
    loop {
        let mut now = u64::MAX;
        if let Some(explanation) = attempt.go_on(&mut Work {
            bytes: &bytes,
            targets: &targets,
            own: &|_| false,
            now: &mut now,
            left: &mut left,
        }) {
            return explanation;
        }
    }
}

/// Plain sentences, for the page.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recovered { change, bytes, digest, .. } => {
                let with = if change.is_none() { " as it is" } else { " with " };
                let start: String = digest.encoded().chars().take(8).collect();
                write!(
                    f,
                    "The original is this document{with}{change}: {} bytes, {}:{start}…",
                    bytes.len(),
                    digest.algorithm()
                )
            }
            Self::Nearest { complete: false, tried, size, .. } => write!(
                f,
                "None of {tried} usual changes brings the digest back; there is too much to try all of them here. One gives \
                 the expected size, {size} bytes."
            ),
            Self::Nearest { change, size, .. } if change.is_none() => write!(
                f,
                "No usual change brings the digest back. The document has the expected size, {size} bytes, as it is: \
                 some character differs."
            ),
            Self::Nearest { change, size, .. } => write!(
                f,
                "No usual change brings the digest back. Nearest, with {size} bytes: \
                 the same length at {change}: some character differs."
            ),
            Self::Nothing { complete: true, .. } => f.write_str(
                "No usual change brings the digest back: this is another document, or its content was changed.",
            ),
            Self::Nothing { tried, complete: false } => write!(
                f,
                "None of {tried} usual changes brings the digest back; there is too much to try all of them here."
            ),
        }
    }
}
