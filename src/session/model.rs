//! All that the page knows.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::arriving::Arriving;
use super::beside::{FileBeside, FileList, PackageComparison};
use super::choice::{self, Choice};
use super::coming::ComingId;
use super::comparison::{self, Comparison};
use super::draft_pane::DraftPane;
use super::evidence::EvidenceState;
use super::explaining::Explaining;
use super::export::ReportFormat;
use super::fetching::Fetching;
use super::file_comparison::FileComparison;
use super::files::FilesPane;
use super::inspection::Growing;
use super::next::Next;
use super::opening_link::OpeningLink;
use super::picked::Picked;
use super::removed::Removed;
use super::said::Said;
use super::sharing::ShareDialog;
use super::tab::Tab;
use super::tally::{Counting, Tally};
use super::tree_view::TreeView;
use super::view::View;
use crate::fetch::FetchEngine;
use crate::image::reference::Reference;
use crate::inspect::{BlobId, LayerId, NodeId, NodePath, Tree, outermost};
use crate::json::Span;
use crate::layers::{FileId, HeldFile, Layers};
use crate::share::Packing;

pub use super::inspection::Inspection;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word kept in storage and shown.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that `word` names; the system's for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next one, in the order of the switch.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// How good or bad the news of a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done as asked.
    Ok,
    /// Worth knowing.
    Note,
    /// A warning.
    Warn,
    /// Not done, and why.
    Bad,
}

/// A sentence shown until it is dismissed or replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// How good or bad.
    pub tone: Tone,
    /// What happened, why it may be, and the next thing to try.
    pub said: Said,
}

/// All that the page knows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The documents and their tree.
    pub inspection: Rc<Inspection>,
    /// Archives that are being opened, and layers with their files.
    pub layers: Rc<Layers>,
    /// The Files tab of the chosen node, once its layers are read.
    pub files: Option<FilesPane>,
    /// How the tree is shown: what is open, the filter, the rows.
    pub tree: TreeView,
    /// What all documents come to; as of the last frame.
    pub tally: Tally,
    /// That, while it is counted again.
    pub(super) counting: Option<Box<Counting>>,
    /// The chosen node.
    pub selected: Option<NodeId>,
    /// What the address bar says.
    pub view: View,
    /// What each client takes of the index above the chosen node; `None` where there is none.
    pub choice: Option<Rc<Choice>>,
    /// What it is worked out from, while that is done beside the page.
    pub(super) choosing: Option<choice::Key>,
    /// The chosen node beside another one, while that is looked at.
    pub comparison: Option<Rc<Comparison>>,
    /// Their files beside each other, where the layers of both are read.
    pub file_comparison: Option<Rc<FileComparison>>,
    /// Which of them are listed.
    pub file_list: FileList,
    /// One of them that is looked at.
    pub file_beside: Option<Rc<FileBeside>>,
    /// Their packages beside each other, where both have a bill of materials here.
    pub package_comparison: Option<Rc<PackageComparison>>,
    /// The revision of the evidence, and the nodes, that it was looked for with.
    pub(super) packages_of: Option<(u64, [NodeId; 2])>,
    /// What it is worked out from, while that is done beside the page.
    pub(super) comparing: Option<comparison::Key>,
    /// The matrix of all hosts by all clients, as far as it is picked, while it is open.
    pub matrix: Option<Picked>,
    /// The evidence that is here, and what a verifier said of it.
    pub evidence: EvidenceState,
    /// The place to show in the Raw tab.
    pub span: Option<Span>,
    /// The text in the box.
    pub box_text: String,
    /// Whether it is to be said what that text is: not any more once it was taken.
    pub is_box_told: bool,
    /// The text in the box for the expected digest.
    pub expected_text: String,
    /// The share payload that the documents came from or went to, while it still holds them all.
    pub payload: Option<String>,
    /// Whether the list of all findings is open.
    pub all_findings: bool,
    /// The draft of an index, while there is one.
    pub draft: Option<Rc<DraftPane>>,
    /// The revision of the documents that it was completed by.
    pub(super) drafted_of: Option<u64>,
    /// The share dialog, while it is open.
    pub share: Option<ShareDialog>,
    /// Its link, while that is being packed.
    pub packing: Option<Box<Packing>>,
    /// The link that is being opened, while it is being unpacked.
    pub opening_link: Option<Box<OpeningLink>>,
    /// Documents that are being taken, a piece in each frame.
    pub(super) arriving: VecDeque<Arriving>,
    /// The last number that was given to what came and is read beside the page.
    pub(super) came: ComingId,
    /// Documents that are being judged.
    pub(super) judging: BTreeSet<BlobId>,
    /// Reports that were asked for while something was worked out.
    pub(super) reports_to_come: Vec<ReportFormat>,
    /// The tree, while it is made again.
    pub(super) growing: Option<Box<Growing>>,
    /// What is to be done once that is whole.
    pub(super) afterwards: Vec<Next>,
    /// What is to be done before the update ends.
    pub(super) next: Vec<Next>,
    /// Whether the tree was made in this update.
    pub(super) has_grown: bool,
    /// Reports that are being written.
    pub(super) writing: Vec<ReportFormat>,
    /// Why documents do not verify, as far as it is known.
    pub(super) explaining: Explaining,
    /// The files that were dropped or chosen and are held: archives and layers.
    pub(super) held: Vec<HeldFile>,
    /// What was removed last, while it can be put back.
    pub(super) removed: Option<Removed>,
    /// What is to be said.
    pub notices: Vec<Notice>,
    /// How many were before these, as the first of them says.
    pub(super) notices_left_out: usize,
    /// Light or dark.
    pub theme: Theme,
    /// What is fetched from registries, and what is known of them.
    pub fetch: FetchEngine,
    /// What the page knows of that: what is to be shown, and what layers are fetched for.
    pub fetching: Fetching,
    /// Whether [`crate::session::DocumentsMsg::Settle`] is to come after the next frame.
    pub(super) settling: bool,
    /// Whether the tree is older than what is known of digests and layers: it is made again by then.
    pub(super) stale: bool,
    /// How often something else was known of layers since the tree was made.
    pub(super) unshown: usize,
    /// Whether [`crate::session::LayersMsg::Show`] is to come.
    pub(super) is_show_due: bool,
    /// The layer that the Files tab waits for, of those of this node in this tree.
    pub(super) awaited: Option<(Rc<Tree>, NodeId, LayerId)>,
    /// Archives whose members are looked through beside the page.
    pub(super) looked_through: BTreeSet<FileId>,
    /// The node whose layers begin to be read, and how many of them did.
    pub(super) opening_layers: Option<(NodePath, usize)>,
    /// Whether what changed since the last frame is nothing that is kept for a reload: layers alone.
    pub(super) is_kept: bool,
    /// Hashes that are being computed off the main thread.
    pub hashing: usize,
}

impl Model {
    /// The image that is shown, where all of it came from a registry: the reference as it was asked for, with
    /// the digest that it stood for.
    #[must_use]
    pub const fn image(&self) -> Option<&Reference> {
        self.fetching.image.as_ref()
    }

    /// What the link that was opened cost so far, of [`limits::LINK_WORK`]; `None` where there is none, or where the
    /// visitor added to it.
    #[must_use]
    pub fn link_work(&self) -> Option<u64> {
        self.explaining.link_work()
    }

    /// What it shows now, shared where that is long, without what is on its way.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        let is_of_report = |notice: &&Notice| notice.said == Said::ReportUnderWay;
        Self {
            inspection: Rc::clone(&self.inspection),
            layers: Rc::clone(&self.layers),
            tally: self.tally.clone(),
            selected: self.selected,
            view: self.view.clone(),
            choice: self.choice.clone(),
            comparison: self.comparison.clone(),
            file_comparison: self.file_comparison.clone(),
            file_beside: self.file_beside.clone(),
            package_comparison: self.package_comparison.clone(),
            draft: self.draft.clone(),
            evidence: self.evidence.clone(),
            notices: self.notices.iter().filter(|notice| !is_of_report(notice)).cloned().collect(),
            box_text: self.box_text.clone(),
            is_box_told: self.is_box_told,
            fetch: self.fetch.clone(),
            fetching: self.fetching.clone(),
            ..Self::default()
        }
    }

    /// The node that the chosen one is compared with, while its comparison is looked at.
    #[must_use]
    pub fn compared_with(&self) -> Option<NodeId> {
        let path = self.view.with.as_ref().filter(|_| self.view.tab == Tab::Compare)?;
        self.inspection.tree.find(path)
    }

    /// The image that the chosen node is a part of: the root above it, or what a descriptor by itself names.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        let Inspection { blobs, tree, .. } = &*self.inspection;
        Some(outermost(blobs, tree, self.selected?))
    }
}
