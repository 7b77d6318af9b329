//! What every part of the pane is given: the chosen node.

use std::rc::Rc;

use yew::prelude::*;

use crate::inspect::{Blob, BlobId, Node, NodeId};
use crate::session::{Inspection, Msg};

#[derive(Clone, Properties)]
pub struct NodeProps {
    pub inspection: Rc<Inspection>,
    pub id: NodeId,
    pub on: Callback<Msg>,
}

impl PartialEq for NodeProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inspection, &other.inspection) && self.id == other.id && self.on == other.on
    }
}

impl NodeProps {
    /// The node; there is always one, but for the moment in which the tree has changed.
    pub fn node(&self) -> Option<&Node> {
        self.inspection.tree.get(self.id)
    }

    /// The document that the node has here.
    pub fn document(&self) -> Option<(BlobId, &Blob)> {
        let id = self.node()?.blob?;
        Some((id, self.inspection.blobs.get(id)?))
    }

    /// What is to be sent when something is pressed.
    pub fn send(&self, msg: Msg) -> Callback<MouseEvent> {
        self.on.reform(move |_| msg.clone())
    }
}
