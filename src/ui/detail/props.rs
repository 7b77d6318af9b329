//! What the pane is given.

use std::rc::Rc;

use yew::prelude::*;

use crate::inspect::NodeId;
use crate::json::Span;
use crate::layers::Layers;
use crate::session::files::FilesShown;
use crate::session::{Inspection, Marks, Msg, Tab};
use crate::view::FetchLook;
use crate::view::comparison::ComparisonLook;
use crate::view::evidence::EvidenceLook;

#[derive(Clone, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    pub selected: Option<NodeId>,
    /// The tab that is asked for; where the node has none such, its overview is shown.
    pub tab: Tab,
    /// The place to show in the Raw tab.
    pub span: Option<Span>,
    /// What was found, by node.
    pub found: Marks,
    /// The image's repository, where it is known.
    pub repository: Option<AttrValue>,
    /// How its bytes are coming, and what refers to it.
    pub look: Rc<FetchLook>,
    /// What is shown of its evidence.
    pub evidence: Rc<EvidenceLook>,
    /// Layers, and how far they are.
    pub layers: Rc<Layers>,
    /// The Files tab, once layers are read.
    pub files: Option<Rc<FilesShown>>,
    /// The node beside another one, and what both hold.
    pub beside: ComparisonLook,
    pub on: Callback<Msg>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.inspection == other.inspection
            && (self.selected, self.tab, self.span) == (other.selected, other.tab, other.span)
            && self.found == other.found
            && self.repository == other.repository
            && is_alike(&self.look, &other.look)
            && Rc::ptr_eq(&self.evidence, &other.evidence)
            && self.layers.revision() == other.layers.revision()
            && self.files == other.files
            && self.beside == other.beside
            && self.on == other.on
    }
}

/// Whether two looks at what is fetched show the same here.
fn is_alike(one: &FetchLook, other: &FetchLook) -> bool {
    let list = |look: &FetchLook| look.view.referrers.as_ref().map(Rc::as_ptr);
    one.node == other.node
        && one.view.can_list_referrers == other.view.can_list_referrers
        && list(one) == list(other)
}
