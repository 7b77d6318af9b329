//! What there is of an archive beside its documents.

use std::rc::Rc;

use crate::findings::Finding;
use crate::image::digest::Digest;
use crate::inspect::{LayerId, Stack};

/// What there is of an archive beside its documents.
#[derive(Clone, Debug)]
pub struct OfArchive {
    /// Its name.
    pub(super) path: String,
    /// The digest that is expected of something in it.
    pub(super) pin: Option<Digest>,
    /// The layers of configs, each by its bytes.
    pub(super) stacks: Vec<(Rc<[u8]>, Stack)>,
    /// What is to be said of it.
    pub(super) findings: Vec<Finding>,
    /// What is to be said at once, too.
    pub(super) texts: Vec<String>,
    /// Its documents, in their order.
    pub(super) documents: Vec<Rc<[u8]>>,
    /// Its layers.
    pub(super) held: Vec<LayerId>,
}
