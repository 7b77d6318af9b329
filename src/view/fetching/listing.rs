//! Lists of tags and referrers as the page shows them.

use crate::fetch::{ListState, ReferrerList, TagList};
use crate::sorting::sorted_by;
use crate::text::natural::natural_key;
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

    /// The tags, by position, in natural order.
    #[must_use]
    pub fn ordered(&self) -> Vec<usize> {
        let tags: Vec<(usize, String)> = (0..).zip(self.tags.iter().map(|tag| natural_key(tag))).collect();
        sorted_by(tags, |(_, one), (_, other)| one.cmp(other)).into_iter().map(|(at, _)| at).collect()
    }

    /// How many tags stand for signatures and the like, which are left out until the filter asks for them.
    #[must_use]
    pub fn folded(&self, filter: &str) -> usize {
        if asks_for_evidence(filter) { 0 } else { self.tags.iter().filter(|tag| is_of_evidence(tag)).count() }
    }

    /// Of the tags in this order, those that have all words of `filter` in them.
    #[must_use]
    pub fn matching(&self, ordered: &[usize], filter: &str) -> Vec<usize> {
        let is_folded = !asks_for_evidence(filter);
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let matches = |tag: &str| {
            let tag = tag.to_lowercase();
            words.iter().all(|word| tag.contains(word)) && !(is_folded && is_of_evidence(&tag))
        };
        ordered.iter().copied().filter(|at| self.tags.get(*at).is_some_and(|tag| matches(tag))).collect()
    }
}

/// Whether a tag is one of those under which cosign keeps what it says of a digest: `sha256-….sig`.
fn is_of_evidence(tag: &str) -> bool {
    let ended = [".sig", ".att", ".sbom"].iter().find_map(|end| tag.strip_suffix(end));
    ended.and_then(|tag| tag.strip_prefix("sha256-")).is_some_and(|hex| hex.len() == 64)
}

fn asks_for_evidence(filter: &str) -> bool {
    filter.to_lowercase().split_whitespace().any(|word| word.starts_with("sha256") || word.starts_with('.'))
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
