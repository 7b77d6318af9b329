//! Blobs by digest, and the tree that they make together.
//!
//! [`Blobs`] keeps every document as the bytes that arrived. [`Tree::build`] puts them together:
//! a document hangs where a descriptor names its digest, and is a root where none does. The tree holds
//! positions only; what a row says of a node is worked out when the row is shown ([`label`]).

mod blob;
mod blobs;
mod branch;
mod candidates;
mod carry;
mod chain;
pub mod cross;
mod digest_alone;
mod embedded;
mod growing;
mod held;
mod ids;
mod judgement;
mod label;
mod layout;
mod lone;
mod matched_payload;
mod node;
mod origin;
mod own;
mod path;
mod payload;
mod said_digest;
mod slots;
mod totals;
mod tree;
mod unmatched;

pub use blob::Blob;
pub use blobs::Blobs;
pub use candidates::{candidates, candidates_in_pieces, entry_node, outermost_index};
pub use chain::chain_ids;
pub use digest_alone::{has_stated_digest, is_other};
pub use growing::Growing;
pub use held::{HeldLayer, HeldLayers, LayerState, Stack, StackLayer, Thing};
pub use ids::{BlobId, NodeId};
pub use label::{Label, label};
pub use lone::outermost;
pub use matched_payload::matched_payload;
pub use node::{Compared, Node, Role};
pub use origin::{Origin, claimed};
pub use own::{kind_name, own_findings};
pub use path::{NodePath, PathError, Step};
pub use payload::Payload;
pub use said_digest::SaidDigest;
pub use slots::{Slot, slots, stack};
pub use totals::{Totals, totals};
pub use tree::Tree;
pub use unmatched::{Unmatched, Wanted, unmatched, unmatched_in_pieces};

pub use crate::archive::layer::LayerId;
pub use crate::findings::proof::Proof;
