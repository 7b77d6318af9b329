//! Two references that are on their way together.

use crate::fetch::Landed;
use crate::image::reference::Reference;
use crate::inspect::BlobId;
use crate::session::view::View;

/// Two references, as far as they came.
#[derive(Clone, Debug)]
pub struct Both {
    pub(super) of: [Reference; 2],
    /// Which of them the next documents are for, in the order in which they are put with the others.
    pub(super) coming: Vec<Option<usize>>,
    pub(super) came: [Option<BlobId>; 2],
    /// What a link shows of them.
    pub(super) view: Option<View>,
}

impl Both {
    /// Two of which nothing came.
    pub(super) const fn new(first: Reference, second: Reference, view: Option<View>) -> Self {
        Self { of: [first, second], coming: Vec::new(), came: [None, None], view }
    }

    /// Notes which of the two documents come for.
    pub(super) fn expect(&mut self, root: Option<&Landed>) {
        let place = |of: &Reference| (of.registry.clone(), of.repository.clone(), of.tag.clone());
        let is_it = |of: &Reference| root.is_some_and(|root| root.reference == *of);
        let is_like = |of: &Reference| root.is_some_and(|root| place(&root.reference) == place(of));
        // Two may be told apart by their digests alone.
        let which = self.of.iter().position(is_it).or_else(|| self.of.iter().position(is_like));
        self.coming.push(which);
    }
}
