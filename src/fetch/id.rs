//! By what one job is told from another.

/// One thing that is to come from a registry. It keeps its number however often it is sent, and no number is given
/// twice, so that a late answer to a job that is gone is nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FetchId(pub u64);
