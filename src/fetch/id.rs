//! By what jobs, layers and questions are told from others of their kind.

/// One thing that is to come from a registry. It keeps its number however often it is sent, and no number is given
/// twice, so that a late answer to a job that is gone is nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FetchId(pub u64);

/// A layer, by the number that whoever wants it gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerJob(pub u32);

/// A question to the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u64);
