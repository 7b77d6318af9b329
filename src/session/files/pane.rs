//! The Files tab: the files of an image or of one layer, merged and listed piece by piece.

use std::rc::Rc;

use super::chosen::Chosen;
use super::show::Show;
use super::shown::FilesShown;
use crate::archive::files::{
    AddingUp, FileOrder, Largest, Merge, NodeId, Scope, Under, View, Waste, Wasting,
};
use crate::archive::layer::LayerFiles;
use crate::inspect::{self, LayerId};
use crate::layers::Layers;
use crate::limits;

/// A list by size in the making.
#[derive(Clone, Debug)]
enum BySize {
    Largest(Largest),
    Wasted(Wasting),
}

/// The pane: what is shown, and what is being made of it.
#[derive(Clone, Debug)]
pub struct FilesPane {
    shown: Rc<FilesShown>,
    merge: Option<Merge>,
    /// A list by size in the making.
    listing: Option<BySize>,
    /// What is under each directory, in the making.
    adding: Option<AddingUp>,
    view: View,
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
        let merge = Merge::new(tables.collect());
        let is_listed = |id: &Option<LayerId>| {
            id.and_then(|id| known.layer(id)).is_some_and(|layer| layer.stage.by_table().is_some())
        };
        let view = View::new(scope);
        let shown = FilesShown {
            revision: (known.revision(), 0),
            listed: layers.iter().map(is_listed).collect(),
            layers: layers.into(),
            node,
            files: None,
            merging: Some(merge.progress()),
            is_due: (false, view.is_due()),
            rows: view.rows().clone(),
            show: Show::default(),
            order: FileOrder::default(),
            under: Under::default(),
            filter: String::new(),
            largest: Rc::default(),
            waste: Rc::default(),
            chosen: None,
            wish: 0,
            opened: None,
        };
        Self { shown: Rc::new(shown), merge: Some(merge), listing: None, adding: None, view, stepping: false }
    }

    /// What is shown.
    #[must_use]
    pub const fn shown(&self) -> &Rc<FilesShown> {
        &self.shown
    }

    /// Changes what is shown, so that who shows it knows.
    pub(super) fn change(&mut self) -> &mut FilesShown {
        let shown = Rc::make_mut(&mut self.shown);
        shown.revision.1 = shown.revision.1.wrapping_add(1);
        shown
    }

    /// Shows what is made by now, and how far the rest is.
    fn tell(&mut self) {
        let rows = self.view.rows().clone();
        let is_due = (self.listing.is_some(), self.view.is_due());
        let merging = self.merge.as_ref().map(Merge::progress);
        let shown = self.change();
        (shown.rows, shown.is_due, shown.merging) = (rows, is_due, merging);
    }

    /// Works for some milliseconds. Whether all is done, and whether the files were merged by it.
    pub(super) fn step(&mut self) -> (bool, bool) {
        let was_merging = self.merge.is_some();
        let done = self.make();
        self.stepping = !done;
        self.tell();
        (done, was_merging && self.merge.is_none())
    }

    fn make(&mut self) -> bool {
        if let Some(mut merge) = self.merge.take() {
            if !merge.step(limits::FILE_LOOKUPS_A_FRAME) {
                self.merge = Some(merge);
                return false;
            }
            self.change().files = Some(Rc::new(merge.finish()));
            self.list();
            self.add_up();
        }
        let Some(files) = self.shown.files.clone() else { return true };
        if let Some(mut adding) = self.adding.take() {
            if !adding.step(&files, limits::FILES_LISTED_A_FRAME) {
                self.adding = Some(adding);
                return false;
            }
            let under = adding.finish();
            self.view.know(under.clone());
            self.change().under = under;
        }
        let done = match &mut self.listing {
            Some(BySize::Largest(listing)) => listing.step(&files, limits::FILES_LISTED_A_FRAME),
            Some(BySize::Wasted(listing)) => listing.step(&files, limits::FILES_LISTED_A_FRAME),
            None => return self.view.step(&files, limits::FILES_LISTED_A_FRAME),
        };
        match self.listing.take_if(|_| done) {
            Some(BySize::Largest(listing)) => self.change().largest = listing.finish().into(),
            Some(BySize::Wasted(listing)) => self.change().waste = Rc::<Waste>::new(listing.finish()),
            None => {}
        }
        done && !self.view.is_due()
    }

    /// Whether there is work to do.
    pub(super) const fn is_due(&self) -> bool {
        self.merge.is_some() || self.adding.is_some() || self.listing.is_some() || self.view.is_due()
    }

    /// Begins the list that is shown.
    fn list(&mut self) {
        let layer = self.view_layer();
        self.listing = match self.shown.show {
            _ if self.shown.files.is_none() => None,
            Show::Largest => Some(BySize::Largest(Largest::new(layer, limits::FILES_BY_SIZE))),
            Show::Wasted => Some(BySize::Wasted(Wasting::new(layer, limits::FILES_BY_SIZE))),
            _ => None,
        };
    }

    const fn view_layer(&self) -> u16 {
        match self.view.rows().scope() {
            Scope::Layer(layer) | Scope::After(layer) => layer,
        }
    }

    pub(super) fn set_show(&mut self, show: Show) {
        self.change().show = show;
        self.view.filter(&self.shown.filter, show.only());
        self.list();
        self.tell();
    }

    pub(super) fn set_filter(&mut self, filter: String) {
        self.view.filter(&filter, self.shown.show.only());
        self.change().filter = filter;
        self.tell();
    }

    pub(super) fn sort(&mut self, order: FileOrder) {
        self.view.sort(order);
        self.change().order = order;
        self.tell();
    }

    /// Begins to add up what is under each directory.
    fn add_up(&mut self) {
        let scope = self.view.rows().scope();
        self.adding = self.shown.files.as_ref().map(|files| AddingUp::new(files, scope));
    }

    pub(super) fn look_at(&mut self, scope: Scope) {
        self.view.look_at(scope);
        self.change().under = Under::default();
        self.list();
        self.add_up();
        self.tell();
    }

    /// Chooses a file, and opens all directories that lead to it.
    pub(super) fn reveal(&mut self, node: NodeId) {
        let Some(files) = self.shown.files.clone() else { return };
        self.view.reveal(&files, node);
        let shown = self.change();
        shown.chosen = Some(Chosen { node, layer: None });
        shown.wish = shown.wish.wrapping_add(1);
        self.tell();
    }

    /// Opens or closes a directory.
    pub(super) fn toggle(&mut self, chosen: Chosen) {
        let shown = &self.shown;
        let open = shown.cursor().and_then(|at| shown.row(at)).filter(|row| row.chosen == chosen);
        let open = open.or_else(|| shown.row(shown.rows.row_of(chosen.node)?));
        if let Some(open) = open.and_then(|row| row.open) {
            self.view.open(chosen.node, !open);
        }
        self.tell();
    }
}
