//! What the page knows of fetching beside the engine: what is to be shown, and what questions were for.

use super::super::view::View;
use super::offers::Offers;
use super::pair::Both;
use crate::fetch::QuestionId;
use crate::image::reference::Reference;
use crate::inspect::NodePath;
use crate::keyed::HashMap;

/// What the page knows of fetching beside the engine.
#[derive(Clone, Debug, Default)]
pub struct Fetching {
    /// Images that a tool's output names.
    pub(super) offers: Offers,
    /// The image that is shown, where all of it came from a registry: as it was asked for, with the digest that
    /// it stood for.
    pub(in super::super) image: Option<Reference>,
    /// What a link names and shows, until the engine asks for it.
    pub(super) linked: Option<(Reference, View)>,
    /// Two references that are to be compared, while they are on their way.
    pub(super) both: Option<Both>,
    /// What is to be shown once it is here.
    pub(super) to_show: Option<View>,
    /// What is done once the visitor says yes.
    pub(in super::super) asked: HashMap<QuestionId, Then>,
}

/// What is done with layers once their registry may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Then {
    /// Those of a node are fetched and opened.
    Layers(NodePath),
    /// The tables of contents of those of a node are fetched and listed.
    Tables(NodePath),
}

impl Fetching {
    /// Images that a tool's output names.
    #[must_use]
    pub const fn offers(&self) -> &Offers {
        &self.offers
    }

    /// Nothing, in the place of this; no offer's number is given again.
    #[must_use]
    pub(in super::super) fn after(&self) -> Self {
        Self { offers: self.offers.after(), ..Self::default() }
    }
}
