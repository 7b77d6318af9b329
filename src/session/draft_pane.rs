//! The draft of an index while it is worked on.

use crate::compose::Draft;

/// The draft, and what is typed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPane {
    /// The draft.
    pub draft: Draft,
    /// Whether it is shown.
    pub open: bool,
    /// Its annotations as they are typed.
    pub annotations: String,
    /// Why what was typed last is no descriptor.
    pub fault: Option<&'static str>,
    /// How many descriptors were typed.
    pub taken: u32,
}

impl DraftPane {
    /// A pane for a draft.
    #[must_use]
    pub fn new(draft: Draft) -> Self {
        let lines: Vec<String> =
            draft.annotations.iter().map(|(key, value)| format!("{key}={value}")).collect();
        Self { annotations: lines.join("\n"), draft, open: true, fault: None, taken: 0 }
    }

    /// Takes annotations as they are typed: a line without `=` is one that is not finished.
    pub(super) fn annotate(&mut self, text: String) {
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        let pairs = pairs.map(|(key, value)| (key.trim().to_owned(), value.to_owned()));
        self.draft.annotations = pairs.filter(|(key, _)| !key.is_empty()).collect();
        self.annotations = text;
    }
}
