//! What is shown of the files: made, to be shared with who shows it, and told apart by its revision.

use std::rc::Rc;

use super::chosen::Chosen;
use super::open_file::OpenFile;
use super::row::{FileRow, listed_row, row, wasted_row};
use super::show::Show;
use crate::archive::files::{FileOrder, Files, Listed, NodeId, Rows, Scope, Sum, Under, Waste};
use crate::inspect::{self, LayerId};

/// What is shown of the files. A copy shares what is long.
#[derive(Clone, Debug)]
pub struct FilesShown {
    /// The revision of the layers when the pane was made, and how often it changed since.
    pub(super) revision: (u64, u64),
    /// The layers by their place; `None` for one that was not read, which counts as empty.
    pub(super) layers: Rc<[Option<LayerId>]>,
    /// Whether each is known by its table of contents alone.
    pub(super) listed: Rc<[bool]>,
    /// The node that the pane was made for.
    pub(super) node: inspect::NodeId,
    pub(super) files: Option<Rc<Files>>,
    /// How far the merge is, while it is on: entries, and all there are.
    pub(super) merging: Option<(u64, u64)>,
    /// Whether a list by size is being made, and whether the rows of the tree are.
    pub(super) is_due: (bool, bool),
    pub(super) rows: Rows,
    pub(super) show: Show,
    pub(super) order: FileOrder,
    /// What is under each directory, once it is added up.
    pub(super) under: Under,
    pub(super) filter: String,
    pub(super) largest: Rc<[Listed]>,
    pub(super) waste: Rc<Waste>,
    /// The chosen file.
    pub(super) chosen: Option<Chosen>,
    /// Changes each time that its row is to be in sight.
    pub(super) wish: u32,
    pub(super) opened: Option<OpenFile>,
}

/// Two of one session are the same where their revision is.
impl PartialEq for FilesShown {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl FilesShown {
    /// The files, once they are merged.
    #[must_use]
    pub fn files(&self) -> Option<&Files> {
        self.files.as_deref()
    }

    /// What is looked at.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.rows.scope()
    }

    /// The rows of the tree.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// What is shown.
    #[must_use]
    pub const fn show(&self) -> Show {
        self.show
    }

    /// In which order the files of each directory are.
    #[must_use]
    pub const fn order(&self) -> FileOrder {
        self.order
    }

    /// What all files that are looked at come to, once that is added up.
    #[must_use]
    pub fn sum(&self) -> Option<Sum> {
        self.under.is_known().then(|| self.under.of(NodeId::ROOT))
    }

    /// The filter's text.
    #[must_use]
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// What can't be seen any more, where that is shown.
    #[must_use]
    pub fn waste(&self) -> &Waste {
        &self.waste
    }

    /// How many layers there are, and how many of them were not read.
    #[must_use]
    pub fn layers(&self) -> (usize, usize) {
        (self.layers.len(), self.layers.iter().filter(|layer| layer.is_none()).count())
    }

    /// How far the merge is, while it is on: entries, and all there are.
    #[must_use]
    pub const fn merging(&self) -> Option<(u64, u64)> {
        self.merging
    }

    /// Whether a list by size is being made.
    #[must_use]
    pub const fn is_listing(&self) -> bool {
        self.is_due.0
    }

    /// Whether the rows are those of the moment before: the new ones are being made.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.is_due.0 || self.is_due.1
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.show {
            _ if self.files.is_none() => 0,
            Show::Largest => self.largest.len(),
            Show::Wasted => self.waste.largest.len(),
            _ => self.rows.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at `at`.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<FileRow> {
        let files = self.files()?;
        match self.show {
            Show::Largest => self.largest.get(at).and_then(|listed| listed_row(files, listed)),
            Show::Wasted => self.waste.largest.get(at).and_then(|wasted| wasted_row(files, wasted)),
            _ => self.rows.window(files, at, 1).first().map(|shown| row(files, shown, &self.under)),
        }
    }

    /// The row of the chosen file and the wish to have it in sight, where it is among them.
    #[must_use]
    pub fn wish(&self) -> Option<(usize, u32)> {
        Some((self.cursor()?, self.wish))
    }

    /// The row of the chosen file, where it is among them.
    #[must_use]
    pub fn cursor(&self) -> Option<usize> {
        self.row_of(self.chosen?)
    }

    /// The row of a file, where it is among them.
    pub(super) fn row_of(&self, Chosen { node, layer }: Chosen) -> Option<usize> {
        match self.show {
            Show::Largest => self.largest.iter().position(|listed| listed.node == node),
            Show::Wasted => self
                .waste
                .largest
                .iter()
                .position(|wasted| wasted.node == node && Some(wasted.layer) == layer),
            _ => self.rows.row_of(node),
        }
    }

    /// The chosen file.
    #[must_use]
    pub const fn chosen(&self) -> Option<Chosen> {
        self.chosen
    }

    /// The file that is open.
    #[must_use]
    pub const fn opened(&self) -> Option<&OpenFile> {
        self.opened.as_ref()
    }

    /// Whether a layer is known by its table of contents alone.
    #[must_use]
    pub fn is_listed(&self, layer: u16) -> bool {
        self.listed.get(usize::from(layer)).copied().unwrap_or_default()
    }

    /// The layer after which the image is looked at, or the one whose changes are.
    #[must_use]
    pub const fn layer(&self) -> u16 {
        match self.scope() {
            Scope::Layer(layer) | Scope::After(layer) => layer,
        }
    }

    /// In how many directories the file of a row is.
    pub(super) fn depth(&self, at: usize) -> u16 {
        if self.show.is_list() { 0 } else { self.rows.depth(at) }
    }

    /// The file of a row.
    pub(super) fn chosen_at(&self, at: usize) -> Option<Chosen> {
        Some(self.row(at)?.chosen)
    }
}
