//! What happened: what a person did, or what an effect answered. Each part of the page has messages of its own.

mod choice;
mod comparison;
mod documents;
mod draft;
mod evidence;
mod export;
mod fetch;
mod files;
mod layers;
mod link;
mod select;
mod share;
mod text_box;
mod tree;

use super::model::Theme;
use crate::registry::Outcome;

pub use choice::ChoiceMsg;
pub use comparison::ComparisonMsg;
pub use documents::DocumentsMsg;
pub use draft::DraftMsg;
pub use evidence::EvidenceMsg;
pub use export::ExportMsg;
pub use fetch::FetchMsg;
pub use files::FilesMsg;
pub use layers::LayersMsg;
pub use link::LinkMsg;
pub use select::SelectMsg;
pub use share::ShareMsg;
pub use text_box::BoxMsg;
pub use tree::TreeMsg;

/// The result of work of the workers for layers, or in the place of a layer that was to be fetched.
pub type Done = crate::layers::Done<Outcome>;

/// One thing that happened, by the part of the page that takes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The box.
    Box(BoxMsg),
    /// Documents.
    Documents(DocumentsMsg),
    /// The address, and what was kept for a reload.
    Link(LinkMsg),
    /// The tree.
    Tree(TreeMsg),
    /// The chosen node, and what of it is shown.
    Select(SelectMsg),
    /// What clients take of an index.
    Choice(ChoiceMsg),
    /// Two nodes beside each other.
    Comparison(ComparisonMsg),
    /// The draft of an index.
    Draft(DraftMsg),
    /// The share dialog.
    Share(ShareMsg),
    /// What is saved and copied.
    Export(ExportMsg),
    /// Archives and layers.
    Layers(LayersMsg),
    /// The Files tab.
    Files(FilesMsg),
    /// Registries.
    Fetch(FetchMsg),
    /// Evidence.
    Evidence(EvidenceMsg),
    /// Show light, dark, or as the system does.
    Theme(Theme),
    /// Put a notice away.
    Dismiss(usize),
}
