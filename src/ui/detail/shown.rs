//! What every part of the pane is given: the chosen node, and what there is to say of it.

use std::rc::Rc;

use yew::prelude::*;

use super::props::Props;
use crate::inspect::{Blob, BlobId, Label, Node, NodeId, label};
use crate::json::Span;
use crate::limits::FINDINGS_LISTED;
use crate::session::{Inspection, Msg, SelectMsg};
use crate::view::detail::{NodeFinding, findings, findings_below};
use crate::view::evidence::with_evidence;

/// The chosen node.
pub struct Shown<'a> {
    pub inspection: &'a Rc<Inspection>,
    pub id: NodeId,
    pub node: &'a Node,
    /// Its document, where that is here.
    pub document: Option<(BlobId, &'a Blob)>,
    /// What is to be said of it alone.
    pub findings: Vec<NodeFinding>,
    /// What is to be said of all that is under it, and whether there is more.
    pub below: (Vec<NodeFinding>, bool),
    /// The image's repository, where it is known.
    pub repository: Option<&'a str>,
    /// All that the pane is given.
    pub props: &'a Props,
    pub on: &'a Callback<Msg>,
}

impl<'a> Shown<'a> {
    /// The node `id`; `None` for the moment in which the tree has changed and the choice has not.
    pub fn new(props: &'a Props, id: NodeId) -> Option<Self> {
        let Props { inspection, repository, on, .. } = props;
        let node = inspection.tree.get(id)?;
        let document = node.blob.and_then(|blob| Some((blob, inspection.blobs.get(blob)?)));
        let of_evidence = || props.evidence.total.findings.iter();
        let own = of_evidence().filter(|found| found.node == id);
        let is_below = |node: NodeId| node != id && inspection.tree.ancestors(node).any(|above| above == id);
        let below = of_evidence().filter(|found| is_below(found.node));
        Some(Self {
            inspection,
            id,
            node,
            document,
            findings: with_evidence((findings(inspection, id), false), own, usize::MAX).0,
            below: with_evidence(
                findings_below(inspection, &props.found, id, FINDINGS_LISTED),
                below,
                FINDINGS_LISTED,
            ),
            repository: repository.as_deref(),
            props,
            on,
        })
    }

    /// What is to be sent when something is pressed.
    pub fn send(&self, msg: Msg) -> Callback<MouseEvent> {
        self.on.reform(move |_| msg.clone())
    }

    /// What shows `span` of the document of node `place` in the Raw tab.
    pub fn show(&self, place: NodeId, span: Span) -> Callback<MouseEvent> {
        let (on, here) = (self.on.clone(), self.id);
        Callback::from(move |_| {
            if here != place {
                on.emit(Msg::Select(SelectMsg::Node(place)));
            }
            on.emit(Msg::Select(SelectMsg::Span(span)));
        })
    }

    /// What the tree says of a node.
    pub fn label(&self, id: NodeId) -> Label {
        label(&self.inspection.blobs, &self.inspection.tree, id)
    }
}
