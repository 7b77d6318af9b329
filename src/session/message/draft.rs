//! The draft of an index.

use crate::compose::{Format, Of, System, Writer};
use crate::inspect::NodeId;

/// The draft of an index.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftMsg {
    /// Take what a node is into the draft, a new one where there is none, and show it.
    Take(NodeId),
    /// Fetch an image that was typed, for its entries to be offered.
    Reference(String),
    /// Take a descriptor that was typed.
    Typed(String),
    /// Show the draft, or put its dialog away; it stays.
    Open(bool),
    /// Forget it.
    Discard,
    /// Put the entry at the first place to the second.
    Move(usize, usize),
    /// Take an entry away, and what attests it.
    Remove(usize),
    /// The platform of an entry, as it is typed.
    Platform(usize, String),
    /// The annotations of an entry, as they are typed: `key=value`, one a line.
    EntryAnnotations(usize, String),
    /// OCI's index or Docker's list.
    Format(Format),
    /// How it is written.
    Writer(Writer),
    /// The name that it is to have, as it is typed.
    Target(String),
    /// Its annotations, as they are typed: `key=value`, one a line.
    Annotations(String),
    /// Open its bytes as a document.
    Document,
    /// Save its bytes.
    Save,
    /// Save a file that makes it where images are built.
    SaveRecipe(System, Of),
}
