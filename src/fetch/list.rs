//! Lists of a registry: the tags of a repository, and what refers to a manifest.

use std::collections::BTreeSet;

use super::id::FetchId;
use super::repository::Repository;
use crate::registry::listing::Referrer;

/// How far a list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListState {
    /// More is to come.
    #[default]
    Loading,
    /// All is here.
    Whole,
    /// As much is here as is shown of one list; of a tag: it is not there.
    Cut,
    /// It broke off: what is here came before.
    Failed,
}

/// The tags of a repository.
#[derive(Clone, Debug, PartialEq)]
pub struct TagList {
    /// The repository.
    pub repository: Repository,
    /// Its tags, in the registry's order.
    pub tags: Vec<String>,
    /// Whether that is all.
    pub state: ListState,
    /// Pages that came.
    pub pages: usize,
    /// The first name of another repository that a page has, as its own.
    pub other_name: Option<String>,
    /// The job that asks for its pages.
    pub(crate) job: FetchId,
    /// The pages that were asked for.
    pub(crate) seen: BTreeSet<String>,
    /// The tags that are listed, so that none is twice.
    pub(crate) known: BTreeSet<String>,
}

/// What refers to a manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferrerList {
    /// The repository.
    pub repository: Repository,
    /// What refers to it. Nothing verifies that this is all.
    pub referrers: Vec<Referrer>,
    /// Whether that is all.
    pub state: ListState,
    /// Whether the registry keeps no list of its own, and a tag stands for one.
    pub by_tag: bool,
    /// Whether the registry answered that tag with the manifest itself, so that nothing can be told.
    pub answered_with_subject: bool,
    /// The job that asks for its pages.
    pub(crate) job: FetchId,
    /// Pages that came.
    pub(crate) pages: usize,
}
