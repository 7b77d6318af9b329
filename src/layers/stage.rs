//! How far a layer is, from named to proved.

use std::rc::Rc;

use super::failure::Failure;
use super::progress::Progress;
use super::work::WorkId;
use crate::archive::layer::LayerFiles;
use crate::findings::proof::Proof;

/// How far a layer is. All else that is told of it is derived from this.
#[derive(Clone, Debug, Default)]
pub enum Stage {
    /// It is known where its bytes are, and no more.
    #[default]
    Named,
    /// Its table of contents is being fetched.
    Listing(Run),
    /// Its files are known by its table of contents alone.
    Listed(ByTable),
    /// It is being read, and what is known of it until then.
    Reading(Run, Option<ByTable>),
    /// It could not be read.
    Failed {
        /// Why.
        why: Failure,
        /// What goes on where it is fetched after all.
        work: Option<WorkId>,
        /// What is known of it all the same.
        by_table: Option<ByTable>,
    },
    /// It was read to its end.
    Proved(Proved),
}

/// What is under way for a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The piece of work.
    pub work: WorkId,
    /// How far it is.
    pub progress: Progress,
}

/// The files of a layer as its table of contents has them: what the layer says of itself.
#[derive(Clone, Debug)]
pub struct ByTable {
    /// The files.
    pub files: Rc<LayerFiles>,
    /// Whether the manifest promises the digest of this table.
    pub promised: bool,
}

/// What is known of a layer that was read.
#[derive(Clone, Debug)]
pub struct Proved {
    /// What was found out of its bytes.
    pub proof: Rc<Proof>,
    /// Its files.
    pub files: Rc<LayerFiles>,
    /// Whether other bytes came when a part of it was read again.
    pub changed: bool,
}

impl Stage {
    /// The files, where they are known: read, or else by the table of contents.
    #[must_use]
    pub fn files(&self) -> Option<&Rc<LayerFiles>> {
        match self {
            Self::Proved(proved) => Some(&proved.files),
            _ => self.by_table().map(|listed| &listed.files),
        }
    }

    /// What is known by the table of contents alone.
    #[must_use]
    pub const fn by_table(&self) -> Option<&ByTable> {
        match self {
            Self::Listed(by_table) => Some(by_table),
            Self::Reading(_, by_table) | Self::Failed { by_table, .. } => by_table.as_ref(),
            Self::Named | Self::Listing(_) | Self::Proved(_) => None,
        }
    }

    /// What is under way.
    #[must_use]
    pub const fn run(&self) -> Option<&Run> {
        match self {
            Self::Listing(run) | Self::Reading(run, _) => Some(run),
            Self::Named | Self::Listed(_) | Self::Failed { .. } | Self::Proved(_) => None,
        }
    }

    /// What was found out of its bytes.
    #[must_use]
    pub const fn proved(&self) -> Option<&Proved> {
        match self {
            Self::Proved(proved) => Some(proved),
            _ => None,
        }
    }

    /// Whether it may be read: it was not, and is not being read.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        self.run().is_none() && self.proved().is_none()
    }

    /// Sets how far it is, where something is under way.
    pub(super) const fn advance(&mut self, read: u64, total: Option<u64>) {
        if let Self::Listing(run) | Self::Reading(run, _) = self {
            run.progress.read = read;
            if let Some(total) = total {
                run.progress.total = total;
            }
        }
    }

    /// It is being read.
    pub(super) fn begin_reading(&mut self, run: Run) {
        *self = Self::Reading(run, self.take_table());
    }

    /// Its table of contents is being fetched.
    pub(super) fn begin_listing(&mut self, run: Run) {
        *self = Self::Listing(run);
    }

    /// What was under way was stopped.
    pub(super) fn stop(&mut self) {
        if self.run().is_some() {
            *self = self.take_table().map_or(Self::Named, Self::Listed);
        }
    }

    /// What was under way came to nothing; `work` goes on where it is fetched after all.
    pub(super) fn fail(&mut self, why: Failure, work: Option<WorkId>) {
        *self = Self::Failed { why, work, by_table: self.take_table() };
    }

    /// The piece of work that failed is gone.
    pub(super) fn give_up(&mut self, gone: WorkId) {
        if let Self::Failed { work, .. } = self {
            work.take_if(|work| *work == gone);
        }
    }

    fn take_table(&mut self) -> Option<ByTable> {
        match std::mem::take(self) {
            Self::Listed(by_table) => Some(by_table),
            Self::Reading(_, by_table) | Self::Failed { by_table, .. } => by_table,
            Self::Named | Self::Listing(_) | Self::Proved(_) => None,
        }
    }
}
