//! An index that is put together here: a draft of it, its exact bytes as each tool would write them, and the commands
//! that make the same.
//!
//! The bytes are those that the tools' own code gives: `docker buildx imagetools create` 0.28 (`util/imagetools/create.go`),
//! `docker manifest push` 28 (`manifestlist.FromDescriptors`), `buildah manifest push`, which Podman shares
//! (`common/pkg/manifests`). `tests/compose` holds what Debian's buildah and Docker's CLI wrote.

mod choice;
mod commands;
mod draft;
mod habits;
mod recipes;
mod write;
mod writer;

pub use choice::candidates;
pub use commands::{Command, Hitch, Tool, commands};
pub use draft::{Draft, Entry, PLACEHOLDER, Target};
pub use recipes::{Lack, Of, Recipe, System, recipe};
pub use write::{Written, write};
pub use writer::{LeftOut, Writer};

pub use crate::select::Format;
