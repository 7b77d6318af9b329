//! The Files tab: the files of an image or of one layer, merged and listed piece by piece.

use std::cell::RefCell;
use std::rc::Rc;

use super::chosen::Chosen;
use super::opened::OpenFile;
use super::row::{FileRow, listed_row, row, wasted_row};
use super::show::Show;
use crate::archive::files::{Files, Largest, Listed, Merge, Scope, View, Waste, Wasting};
use crate::archive::layer::LayerFiles;
use crate::findings::layer::of_bounded_files;
use crate::inspect::{self, LayerId};
use crate::layers::Layers;
use crate::limits;

/// A list by size in the making.
#[derive(Debug)]
enum BySize {
    Largest(Largest),
    Wasted(Wasting),
}

/// The pane. A clone is the same pane; it changes with its version.
#[derive(Clone, Debug)]
pub struct FilesPane {
    state: Rc<RefCell<State>>,
    version: u32,
}

impl PartialEq for FilesPane {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state) && self.version == other.version
    }
}

#[derive(Debug)]
pub(super) struct State {
    /// The layers by their place; `None` for one that was not read, which counts as empty.
    pub(super) layers: Vec<Option<LayerId>>,
    /// Whether each is known by its table of contents alone.
    listed: Vec<bool>,
    /// The node that the pane was made for.
    pub(super) node: inspect::NodeId,
    pub(super) merge: Option<Merge>,
    pub(super) files: Option<Files>,
    pub(super) view: View,
    pub(super) show: Show,
    pub(super) filter: String,
    largest: Vec<Listed>,
    waste: Waste,
    /// A list by size in the making.
    listing: Option<BySize>,
    /// The chosen file.
    pub(super) chosen: Option<Chosen>,
    /// Changes each time that its row is to be in sight.
    pub(super) wish: u32,
    pub(super) opened: Option<OpenFile>,
    /// A step is on its way.
    pub(super) stepping: bool,
}

impl FilesPane {
    pub(super) fn new(
        known: &Layers,
        layers: Vec<Option<LayerId>>,
        node: inspect::NodeId,
        scope: Scope,
    ) -> Self {
        let tables = layers.iter().map(|id| match id.and_then(|id| known.files(id)) {
            Some(files) => Rc::clone(files),
            None => Rc::new(LayerFiles::default()),
        });
        let merge = Some(Merge::new(tables.collect()));
        let is_listed = |id: &Option<LayerId>| {
            id.and_then(|id| known.layer(id)).is_some_and(|layer| layer.stage.by_table().is_some())
        };
        let listed = layers.iter().map(is_listed).collect();
        let state = State {
            layers,
            listed,
            node,
            merge,
            files: None,
            view: View::new(scope),
            show: Show::default(),
            filter: String::new(),
            largest: Vec::new(),
            waste: Waste::default(),
            listing: None,
            chosen: None,
            wish: 0,
            opened: None,
            stepping: false,
        };
        Self { state: Rc::new(RefCell::new(state)), version: 0 }
    }

    /// Changes it, so that what shows it knows.
    pub(super) fn change<T>(&mut self, change: impl FnOnce(&mut State) -> T) -> T {
        self.version = self.version.wrapping_add(1);
        change(&mut self.state.borrow_mut())
    }

    pub(super) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.borrow())
    }

    /// What is looked at.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.look(|state| state.view.scope())
    }

    /// What is shown.
    #[must_use]
    pub fn show(&self) -> Show {
        self.look(|state| state.show)
    }

    /// The filter's text.
    #[must_use]
    pub fn filter(&self) -> String {
        self.look(|state| state.filter.clone())
    }

    /// How many layers there are, and how many of them were not read.
    #[must_use]
    pub fn layers(&self) -> (usize, usize) {
        self.look(|state| (state.layers.len(), state.layers.iter().filter(|layer| layer.is_none()).count()))
    }

    /// How far the merge is, while it is on: entries, and all there are.
    #[must_use]
    pub fn merging(&self) -> Option<(u64, u64)> {
        self.look(|state| state.merge.as_ref().map(Merge::progress))
    }

    /// Whether the rows are those of the moment before: the new ones are being made.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.look(|state| state.listing.is_some() || state.view.is_due())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.look(State::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What bounds kept out of the list, in a sentence.
    #[must_use]
    pub fn bounded(&self) -> Option<String> {
        self.look(State::bounded)
    }

    /// What the rows are, in a few words.
    #[must_use]
    pub fn told(&self) -> String {
        self.look(State::told)
    }

    /// The row at `at`.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<FileRow> {
        self.look(|state| state.row(at))
    }

    /// The row of the chosen file and the wish to have it in sight, where it is among them.
    #[must_use]
    pub fn wish(&self) -> Option<(usize, u32)> {
        self.look(|state| Some((state.cursor_row()?, state.wish)))
    }

    /// The row of the chosen file, where it is among them.
    #[must_use]
    pub fn cursor(&self) -> Option<usize> {
        self.look(State::cursor_row)
    }

    /// The chosen file, with all that is known of it.
    #[must_use]
    pub fn chosen(&self) -> Option<super::details::Details> {
        self.look(super::details::details)
    }

    /// The file that is open.
    #[must_use]
    pub fn opened(&self) -> Option<OpenFile> {
        self.look(|state| state.opened.clone())
    }
}

impl State {
    /// Whether a layer is known by its table of contents alone.
    pub(super) fn is_listed(&self, layer: u16) -> bool {
        self.listed.get(usize::from(layer)).copied().unwrap_or_default()
    }

    /// The layer after which the image is looked at, or the one whose changes are.
    pub(super) fn layer(&self) -> u16 {
        match self.view.scope() {
            Scope::Layer(layer) | Scope::After(layer) => layer,
        }
    }

    /// Works for some milliseconds. Whether all is done.
    pub(super) fn step(&mut self) -> bool {
        if let Some(mut merge) = self.merge.take() {
            if !merge.step(limits::FILE_LOOKUPS_A_FRAME) {
                self.merge = Some(merge);
                return false;
            }
            self.files = Some(merge.finish());
            self.list();
        }
        let Some(files) = &self.files else { return true };
        let done = match &mut self.listing {
            Some(BySize::Largest(listing)) => listing.step(files, limits::FILES_LISTED_A_FRAME),
            Some(BySize::Wasted(listing)) => listing.step(files, limits::FILES_LISTED_A_FRAME),
            None => return self.view.step(files, limits::FILES_LISTED_A_FRAME),
        };
        match self.listing.take_if(|_| done) {
            Some(BySize::Largest(listing)) => self.largest = listing.finish(),
            Some(BySize::Wasted(listing)) => self.waste = listing.finish(),
            None => {}
        }
        done && !self.view.is_due()
    }

    /// Whether there is work to do.
    pub(super) fn is_due(&self) -> bool {
        self.merge.is_some() || self.listing.is_some() || self.view.is_due()
    }

    /// Begins the list that is shown.
    pub(super) fn list(&mut self) {
        let layer = self.layer();
        self.listing = match self.show {
            _ if self.files.is_none() => None,
            Show::Largest => Some(BySize::Largest(Largest::new(layer, limits::FILES_BY_SIZE))),
            Show::Wasted => Some(BySize::Wasted(Wasting::new(layer, limits::FILES_BY_SIZE))),
            _ => None,
        };
    }

    pub(super) fn set_filter(&mut self) {
        self.view.filter(&self.filter, self.show.only());
    }

    pub(super) fn look_at(&mut self, scope: Scope) {
        self.view.look_at(scope);
        self.list();
    }

    pub(super) fn len(&self) -> usize {
        match self.show {
            _ if self.files.is_none() => 0,
            Show::Largest => self.largest.len(),
            Show::Wasted => self.waste.largest.len(),
            _ => self.view.len(),
        }
    }

    pub(super) fn row(&self, at: usize) -> Option<FileRow> {
        let files = self.files.as_ref()?;
        match self.show {
            Show::Largest => self.largest.get(at).and_then(|listed| listed_row(files, listed)),
            Show::Wasted => self.waste.largest.get(at).and_then(|wasted| wasted_row(files, wasted)),
            _ => self.view.window(files, at, 1).first().map(|shown| row(files, shown)),
        }
    }

    /// In how many directories the file of a row is.
    pub(super) fn depth(&self, at: usize) -> u16 {
        if self.show.is_list() { 0 } else { self.view.depth(at) }
    }

    /// The file of a row.
    pub(super) fn chosen_at(&self, at: usize) -> Option<Chosen> {
        Some(self.row(at)?.chosen)
    }

    pub(super) fn cursor_row(&self) -> Option<usize> {
        let Chosen { node, layer } = self.chosen?;
        match self.show {
            Show::Largest => self.largest.iter().position(|listed| listed.node == node),
            Show::Wasted => self
                .waste
                .largest
                .iter()
                .position(|wasted| wasted.node == node && Some(wasted.layer) == layer),
            _ => self.view.row_of(node),
        }
    }

    /// Opens or closes a directory.
    pub(super) fn toggle(&mut self, chosen: Chosen) {
        let open = self.cursor_row().and_then(|at| self.row(at)).filter(|row| row.chosen == chosen);
        let open = open.or_else(|| {
            let at = self.view.row_of(chosen.node)?;
            self.row(at)
        });
        if let Some(open) = open.and_then(|row| row.open) {
            self.view.open(chosen.node, !open);
        }
    }

    fn bounded(&self) -> Option<String> {
        Some(of_bounded_files(&self.files.as_ref()?.tally())?.message)
    }

    fn told(&self) -> String {
        use crate::text::size::{decimal, grouped};
        let rows = grouped(self.len() as u64);
        match self.show {
            _ if self.listing.is_some() => "looking…".to_owned(),
            Show::Largest => format!("{rows} largest files"),
            Show::Wasted if self.waste.files == 0 => "nothing is wasted".to_owned(),
            Show::Wasted => format!(
                "{} in {} files can\u{2019}t be seen any more",
                decimal(self.waste.bytes),
                grouped(self.waste.files)
            ),
            _ if self.view.is_due() => "looking…".to_owned(),
            _ if !self.filter.is_empty() || self.show != Show::Everything => {
                format!("{} found", grouped(u64::from(self.view.found())))
            }
            _ => format!("{rows} rows"),
        }
    }
}
