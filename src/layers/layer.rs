//! A layer: where its bytes are, and how far it is.

use std::rc::Rc;

use super::protocol::{FileId, Source};
use super::remote::RemoteLayer;
use super::stage::Stage;
use super::work::WorkId;
use crate::archive::codec::Codec;

/// Where the bytes of a layer are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// In a file that the shell holds.
    Held(Stretch),
    /// At a registry.
    Remote(Rc<RemoteLayer>),
}

/// A stretch of a file that the shell holds, as in [`Source::Held`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The file.
    pub file: FileId,
    /// How the file is compressed as a whole.
    pub wrapped: Codec,
    /// Bytes of the file, once unwrapped, before the stretch.
    pub from: u64,
    /// Bytes of the stretch.
    pub length: u64,
}

impl Stretch {
    /// All of a file.
    #[must_use]
    pub const fn whole(file: FileId, length: u64) -> Self {
        Self { file, wrapped: Codec::Plain, from: 0, length }
    }

    pub(super) const fn source(self) -> Source<WorkId> {
        let Self { file, wrapped, from, length } = self;
        Source::Held { file, wrapped, from, length }
    }
}

/// A layer, and how far it is.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Where its bytes are.
    pub home: Home,
    /// How far it is.
    pub stage: Stage,
    /// The file that has its bytes, of one at a registry that was small enough to be kept.
    pub(super) copy: Option<FileId>,
}

impl Layer {
    pub(super) const fn new(home: Home) -> Self {
        Self { home, stage: Stage::Named, copy: None }
    }

    /// The registry's layer, where it is at one.
    #[must_use]
    pub const fn remote(&self) -> Option<&Rc<RemoteLayer>> {
        match &self.home {
            Home::Remote(remote) => Some(remote),
            Home::Held(_) => None,
        }
    }

    /// Bytes of it as it is stored, as far as that is known before it is read.
    pub(super) fn size(&self) -> u64 {
        match &self.home {
            Home::Held(stretch) => stretch.length,
            Home::Remote(remote) => remote.size.unwrap_or(0),
        }
    }

    /// Whether a file of it is taken out of what the shell holds: nothing is fetched for that.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.nearest(), Home::Held(_))
    }

    /// Where its bytes are read from: the copy of what was fetched, where that was kept.
    pub(super) fn nearest(&self) -> Home {
        match (self.copy, self.stage.proved()) {
            (Some(file), Some(proved)) => Home::Held(Stretch::whole(file, proved.proof.size)),
            _ => self.home.clone(),
        }
    }
}
