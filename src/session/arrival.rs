//! A document that arrived.

use std::rc::Rc;

use crate::inspect::Origin;

/// A document that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The bytes as they arrived.
    pub bytes: Rc<[u8]>,
    /// How they came.
    pub origin: Origin,
}
