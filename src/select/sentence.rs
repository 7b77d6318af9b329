//! Reasons in words.

use std::fmt;

use super::outcome::{Grounds, Outcome, Rejection};
use super::rule::Entry;
use super::selection::{Reason, Selection, Standing};
use super::windows;
use crate::image::platform::Platform;

/// "first", "second", … "tenth", "11th".
pub(super) fn ordinal(number: u64) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = usize::try_from(number).ok().and_then(|number| WORDS.get(number.checked_sub(1)?));
    if let Some(word) = word {
        return (*word).to_owned();
    }
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// "a", "a and b", "a, b and c", or "a, b and 7 more" where `names` are but the first of `total`.
pub(super) fn list(names: &[String], total: u64) -> String {
    let more = total.saturating_sub(u64::try_from(names.len()).unwrap_or(u64::MAX));
    match names {
        [] if more == 0 => "nothing".into(),
        [] => format!("{more} more"),
        names if more > 0 => format!("{} and {more} more", names.join(", ")),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "entry 3", or "entry 3, entry 2 inside it".
pub(super) fn entry(path: &[usize]) -> String {
    let mut text = String::new();
    for (depth, index) in path.iter().enumerate() {
        let number = index.saturating_add(1);
        if depth == 0 {
            text = format!("entry {number}");
        } else {
            text = format!("{text}, entry {number} inside it");
        }
    }
    text
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase()).chain(chars).collect(),
        None => String::new(),
    }
}

impl Reason {
    /// The platform that the entry states.
    #[must_use]
    pub fn platform(&self) -> Option<&Platform> {
        self.platform.as_deref()
    }

    fn accepted(&self, grounds: Grounds) -> String {
        if grounds == Grounds::Whole {
            return format!(
                "without --platform {} takes the whole index, this entry with it",
                self.client.name()
            );
        }
        let entry = Entry { platform: self.platform(), zstd: self.zstd, format: self.format };
        let mut sentence = self.client.rule(&self.host).accepts(entry, grounds);
        if let Some(equal) = self.equal_to {
            sentence.push_str(&format!(
                "; entry {} is just as good and stands before it",
                equal.saturating_add(1)
            ));
        }
        sentence
    }

    fn rejected(&self, rejection: Rejection) -> String {
        let client = self.client.name();
        let none = Platform::default();
        let platform = self.platform().unwrap_or(&none);
        let host = &self.host.platform;
        if let Some(own_words) = self.client.rule(&self.host).rejects(platform, rejection) {
            return own_words;
        }
        let stated = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        match rejection {
            Rejection::Attestation => {
                "it is for no machine (unknown/unknown): an attestation, or something else beside the image"
                    .into()
            }
            Rejection::Os => {
                format!("it is for {}, and the host asks for {}", stated(&platform.os), stated(&host.os))
            }
            Rejection::Architecture | Rejection::Variant => {
                let own = match platform.variant.as_str() {
                    "" => stated(&platform.architecture),
                    variant => format!("{}/{variant}", stated(&platform.architecture)),
                };
                format!("it is for {own}, and {}", self.client.rule(&self.host).wants())
            }
            Rejection::OsVersion => {
                let own = match platform.os_version.as_str() {
                    "" => "it states no OS version".to_owned(),
                    version => format!("it is for {}", windows::named(version)),
                };
                format!("{own}, and that does not go with the host's {}", windows::named(&host.os_version))
            }
            Rejection::HostLacksFeatures => {
                let lacking = |feature: &&String| !host.os_features.contains(*feature);
                let lacking: Vec<String> = platform.os_features.iter().filter(lacking).cloned().collect();
                let total = u64::try_from(lacking.len()).unwrap_or(u64::MAX);
                format!("it needs OS features that the host does not have: {}", list(&lacking, total))
            }
            Rejection::EntryLacksFeatures => {
                let lacking = |feature: &&String| !platform.os_features.contains(*feature);
                let lacking: Vec<String> = host.os_features.iter().filter(lacking).cloned().collect();
                let total = u64::try_from(lacking.len()).unwrap_or(u64::MAX);
                format!("it does not state the OS features that are asked for: {}", list(&lacking, total))
            }
            Rejection::NoPlatform => format!("it states no platform, and {client} skips such entries"),
            Rejection::ConfigDiffers => format!(
                "it states no platform, and its config is for another one than the host's; {client} tries no second \
                 entry"
            ),
            Rejection::DeadEnd => format!(
                "it would do, but the index that it leads to has nothing for the host, and {client} does not come back to try \
                 another"
            ),
            Rejection::NestedIndex => format!(
                "it would do, but it is an index inside an index, and a pull with {client} fails on that"
            ),
            Rejection::TooDeep => "it is an index inside more indexes than are followed here".into(),
            Rejection::NotTried => format!("it would do, but {client} fails before it comes to this entry"),
        }
    }
}

/// One sentence, with its full stop.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self.standing {
            Standing::Chosen(grounds) | Standing::Accepted { grounds, .. } => self.accepted(grounds),
            Standing::Undecided(Grounds::NotModelled) => {
                format!("what {} does on such a host is not modelled here", self.client.name())
            }
            Standing::Undecided(grounds) => {
                format!("{}, but what it leads to is not loaded here", self.accepted(grounds))
            }
            Standing::Rejected(rejection) => self.rejected(rejection),
        };
        // "arm64 host: …" begins with a name, which keeps its spelling.
        let named = sentence.split_once(" host: ").is_some_and(|(name, _)| !name.contains(' '));
        if named { write!(f, "{sentence}.") } else { write!(f, "{}.", capitalized(&sentence)) }
    }
}

impl Selection {
    /// The outcome, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let client = self.client.name();
        match &self.outcome {
            Outcome::Picked(path) => {
                let platform = self.reasons.iter().find(|reason| reason.path == *path);
                match platform.and_then(Reason::platform) {
                    Some(platform) => format!("{client} takes {}: {platform}.", entry(path)),
                    None => format!("{client} takes {}, which states no platform.", entry(path)),
                }
            }
            Outcome::Failed(error) => format!("{client} finds nothing and says: {error}"),
            Outcome::NeedsConfig(path) => format!(
                "{client} reads the config of {} to decide, and it is not loaded here. Add that config, and its \
                 manifest.",
                entry(path)
            ),
            Outcome::NeedsIndex(path) => {
                format!(
                    "{client} goes into the index at {}, and it is not loaded here. Add that index.",
                    entry(path)
                )
            }
            Outcome::NotModelled(why) => format!("What {client} takes is not known here. {why}"),
            Outcome::Whole => {
                format!("{client} takes the whole index: it chooses only where --platform is given.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_lists_read_well() {
        for (number, expected) in
            [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (112, "112th"), (0, "0th")]
        {
            assert_eq!(ordinal(number), expected);
        }
        let names = ["a", "b", "c"].map(String::from);
        assert_eq!(list(&names, 3), "a, b and c");
        assert_eq!(list(&names, 10), "a, b, c and 7 more");
        assert_eq!(list(&names[..1], 1), "a");
        assert_eq!(list(&[], 0), "nothing");
        assert_eq!(entry(&[2, 1]), "entry 3, entry 2 inside it");
    }
}
