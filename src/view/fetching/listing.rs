//! Lists of tags and referrers as the page shows them.

use crate::fetch::{ListState, ReferrerList, TagList};
use crate::text::quote::Quoted;

impl ListState {
    /// What is to be said after the number of what is here; empty where that is all.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Loading => ", more are coming\u{2026}",
            Self::Whole => "",
            Self::Cut => ", and there are more",
            Self::Failed => ", then the list broke off",
        }
    }
}

impl TagList {
    /// The repository's name, whole.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.repository.registry, self.repository.name)
    }

    /// The reference to one of the tags.
    #[must_use]
    pub fn reference(&self, tag: &str) -> String {
        self.repository.by_tag(Some(tag)).to_string()
    }

    /// What is to be said where the registry calls this the list of another repository.
    #[must_use]
    pub fn told_of_name(&self) -> Option<String> {
        let other = self.other_name.as_deref()?;
        Some(format!(
            "The registry says that this list is of {}, and was asked for {}: these may be the tags of another repository.",
            Quoted(other),
            Quoted(&self.repository.name)
        ))
    }

    /// The tags, by position, that have all words of `filter` in them.
    #[must_use]
    pub fn matching(&self, filter: &str) -> Vec<usize> {
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let matches = |tag: &str| {
            let tag = tag.to_lowercase();
            words.iter().all(|word| tag.contains(word))
        };
        (0..).zip(&self.tags).filter(|(_, tag)| matches(tag)).map(|(at, _)| at).collect()
    }
}

impl ReferrerList {
    /// How far the list is, and what it is worth.
    #[must_use]
    pub fn told(&self) -> String {
        if self.answered_with_subject {
            return "The registry keeps no list, and answered the tag that stands for one with this very \
                    document: whether anything refers to it can\u{2019}t be told."
                .to_owned();
        }
        let count = match (self.referrers.len(), self.state) {
            (0, ListState::Loading) => "Asking the registry\u{2026}".to_owned(),
            (0, ListState::Failed) => return "The registry could not be asked.".to_owned(),
            (0, _) => "Nothing refers to it, says the registry.".to_owned(),
            (count, state) => format!("{count}{}.", state.words()),
        };
        let by_tag = match self.by_tag {
            true => " The registry keeps no list of its own; this is the one that a tag stands for.",
            false => "",
        };
        format!(
            "{count}{by_tag} What is listed is verified when it is opened; that nothing was left out can\u{2019}t be."
        )
    }
}
