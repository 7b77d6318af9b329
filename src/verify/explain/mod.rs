//! Why bytes do not have the digest that they should have.
//!
//! Most often nobody tampered with anything: a tool or an editor wrote the document anew. What usually
//! happens on the way is tried here: the layout, the escapes in strings, line ends, a newline at the
//! end, a byte order mark, UTF-16; and all of these together. A variant whose digest is the expected one
//! *is* the original, whatever happened to it.

mod change;
mod source;
mod variant;

use std::collections::BTreeMap;
use std::fmt;

pub use change::Change;
use source::Source;
use variant::variants;

use super::Expected;
use super::hash::digest_of;
use crate::image::digest::{Digest, Registered};
use crate::limits;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The original, whose digest is an expected one.
    Recovered {
        /// What sets it apart from the bytes that are here.
        change: Change,
        /// Its bytes.
        bytes: Vec<u8>,
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
    },
    /// No variant comes near.
    Nothing {
        /// How many variants were compared.
        tried: usize,
        /// Whether these are all; a large document has more than fit into
        /// [`limits::EXPLAIN_WORK_BYTES`].
        complete: bool,
    },
}

/// Tries what usually happens to a document on its way, to find out of `bytes` one of the `wanted`.
///
/// Work is bounded by [`limits::EXPLAIN_WORK_BYTES`], whatever the bytes are. A variant is written and
/// hashed only where its length, which is known beforehand, is the stated one.
#[must_use]
pub fn explain(bytes: &[u8], wanted: &[Expected]) -> Explanation {
    let wanted = Wanted::new(wanted);
    let source = Source::new(bytes);
    let mut work = 0;
    let mut tried = 0;
    let mut complete = true;
    let mut nearest = None;
    for variant in variants(&source) {
        let length = variant.length(&source);
        let candidates = wanted.of_length(length);
        let hashes = candidates.algorithms().count();
        if hashes > 0 {
            // Written once, and hashed once an algorithm.
            let cost = length.saturating_mul(1 + hashes as u64);
            if cost > limits::EXPLAIN_WORK_BYTES.saturating_sub(work) {
                complete = false;
                continue;
            }
            work += cost;
        }
        tried += 1;
        if hashes == 0 {
            continue;
        }
        let Some(original) = variant.write(&source) else { continue };
        if let Some((wanted, digest)) = candidates.find(&original) {
            return Explanation::Recovered {
                change: Change::new(variant, &source),
                bytes: original,
                digest,
                wanted,
            };
        }
        nearest = nearest.or(candidates.first_of_size.map(|wanted| (variant, length, wanted)));
    }
    match nearest {
        Some((variant, size, wanted)) => {
            let change = Change::new(variant, &source).without_bare_end();
            Explanation::Nearest { change, size, wanted, tried }
        }
        None => Explanation::Nothing { tried, complete },
    }
}

/// The expected ones by size: an index may state ten thousand.
struct Wanted<'a> {
    all: &'a [Expected],
    by_size: BTreeMap<u64, Vec<usize>>,
    of_any_size: Vec<usize>,
}

impl<'a> Wanted<'a> {
    fn new(all: &'a [Expected]) -> Self {
        let mut wanted = Self { all, by_size: BTreeMap::new(), of_any_size: Vec::new() };
        // Nothing can be recovered for a digest that can't be computed.
        for (index, expected) in all.iter().enumerate().filter(|(_, e)| e.digest.registered().is_some()) {
            match expected.size {
                Some(size) => wanted.by_size.entry(size).or_default().push(index),
                None => wanted.of_any_size.push(index),
            }
        }
        wanted
    }

    /// Those that a variant of this length can be.
    fn of_length(&self, length: u64) -> Candidates<'a> {
        let sized = self.by_size.get(&length).map(Vec::as_slice).unwrap_or_default();
        let both = sized.iter().chain(&self.of_any_size);
        let digests = both.filter_map(|index| Some((*index, &self.all.get(*index)?.digest))).collect();
        Candidates { digests, first_of_size: sized.first().copied() }
    }
}

/// Expected digests, each with its place in the list.
struct Candidates<'a> {
    digests: Vec<(usize, &'a Digest)>,
    first_of_size: Option<usize>,
}

impl Candidates<'_> {
    fn algorithms(&self) -> impl Iterator<Item = Registered> {
        Registered::ALL.into_iter().filter(|algorithm| {
            self.digests.iter().any(|(_, digest)| digest.registered() == Some(*algorithm))
        })
    }

    /// The one that these bytes are, with their digest.
    fn find(&self, bytes: &[u8]) -> Option<(usize, Digest)> {
        self.algorithms().find_map(|algorithm| {
            let digest = digest_of(algorithm, bytes);
            let (wanted, _) = self.digests.iter().find(|(_, expected)| **expected == digest)?;
            Some((*wanted, digest))
        })
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
                "None of {tried} usual changes brings the digest back; the document is too large to try all of them here."
            ),
        }
    }
}
