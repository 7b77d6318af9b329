//! Two references that are on their way together.

use crate::fetch::Landed;
use crate::image::reference::Reference;
use crate::inspect::BlobId;

/// Two references, as far as they came.
#[derive(Clone, Debug)]
pub struct Both {
    pub(super) of: [Reference; 2],
    /// Which of them the next documents are for, in the order in which they are put with the others.
    pub(super) coming: Vec<Option<usize>>,
    pub(super) came: [Option<BlobId>; 2],
}

impl Both {
    /// Two of which nothing came.
    pub(super) const fn new(first: Reference, second: Reference) -> Self {
        Self { of: [first, second], coming: Vec::new(), came: [None, None] }
    }

    /// Notes which of the two documents come for.
    pub(super) fn expect(&mut self, root: Option<&Landed>) {
        let is_of = |of: &Reference| {
            root.is_some_and(|root| {
                (&root.reference.registry, &root.reference.repository, &root.reference.tag)
                    == (&of.registry, &of.repository, &of.tag)
            })
        };
        self.coming.push(self.of.iter().position(is_of));
    }
}
