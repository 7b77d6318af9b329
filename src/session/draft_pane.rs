//! The draft of an index while it is worked on.

use crate::compose::Draft;
use crate::image::reference::Reference;
use crate::image::reference::typed::TypedError;
use crate::inspect::BlobId;

/// The draft, and what is typed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftPane {
    /// The draft.
    pub draft: Draft,
    /// Whether it is shown.
    pub open: bool,
    /// Its annotations as they are typed.
    pub annotations: String,
    /// The annotations of an entry as they are typed, and its place.
    pub editing: Option<(usize, String)>,
    /// Why what was typed last is no descriptor.
    pub fault: Option<&'static str>,
    /// How many descriptors were typed.
    pub taken: u32,
    /// Why what was typed last is no reference.
    pub reference_fault: Option<TypedError>,
    /// The reference that is being fetched, for what it holds to be offered.
    pub awaited: Option<Reference>,
    /// The document that it was, once that is here.
    pub offered: Option<BlobId>,
}

impl DraftPane {
    /// A pane for a draft.
    #[must_use]
    pub fn new(draft: Draft) -> Self {
        Self {
            annotations: as_lines(&draft.annotations),
            draft,
            open: true,
            editing: None,
            fault: None,
            taken: 0,
            reference_fault: None,
            awaited: None,
            offered: None,
        }
    }

    /// The annotations of an entry, as they are typed.
    #[must_use]
    pub fn entry_annotations(&self, at: usize) -> String {
        match &self.editing {
            Some((editing, text)) if *editing == at => text.clone(),
            _ => self.draft.entries.get(at).map(|entry| as_lines(&entry.annotations)).unwrap_or_default(),
        }
    }

    /// Takes annotations as they are typed: a line without `=` is one that is not finished.
    pub(super) fn annotate(&mut self, text: String) {
        self.draft.annotations = pairs(&text);
        self.annotations = text;
    }

    /// The same of an entry.
    pub(super) fn annotate_entry(&mut self, at: usize, text: String) {
        if let Some(entry) = self.draft.entries.get_mut(at) {
            entry.annotations = pairs(&text);
            self.editing = Some((at, text));
        }
    }
}

fn as_lines(annotations: &[(String, String)]) -> String {
    let lines: Vec<String> = annotations.iter().map(|(key, value)| format!("{key}={value}")).collect();
    lines.join("\n")
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    let pairs = pairs.map(|(key, value)| (key.trim().to_owned(), value.to_owned()));
    pairs.filter(|(key, _)| !key.is_empty()).collect()
}
