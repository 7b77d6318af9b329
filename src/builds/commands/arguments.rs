//! The options and the words of a command.

use crate::builds::word::Word;

/// What a command is given.
pub(super) struct Arguments {
    options: Vec<(String, Option<Word>)>,
    /// The words that belong to no option.
    pub(super) words: Vec<Word>,
    /// A word may be the value of an option that is not known, or not.
    pub(super) is_unclear: bool,
}

impl Arguments {
    /// Reads them. `flags` are options without a value; `valued` have one, be it after `=` or the next word.
    pub(super) fn read(words: &[Word], flags: &str, valued: &str) -> Self {
        let mut read = Self { options: Vec::new(), words: Vec::new(), is_unclear: false };
        let is_in = |list: &str, name: &str| list.split_ascii_whitespace().any(|known| known == name);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if !word.text.starts_with('-') || word.text == "-" {
                read.words.push(word.clone());
                continue;
            }
            if word.text == "--" {
                read.words.extend(words.by_ref().cloned());
                break;
            }
            let name = word.text.split('=').next().unwrap_or_default().to_owned();
            if let Some(value) = word.value_of(&name) {
                read.options.push((name, Some(value)));
                continue;
            }
            if is_in(flags, &name) {
                read.options.push((name, None));
                continue;
            }
            // No value begins like an option.
            let value = words.as_slice().first().filter(|next| !next.text.starts_with('-'));
            if is_in(valued, &name) {
                let value = value.cloned();
                if value.is_some() {
                    words.next();
                }
                read.options.push((name, value));
            } else {
                read.is_unclear |= value.is_some();
                read.options.push((name, None));
            }
        }
        read
    }

    /// The values of an option, by any of its names.
    pub(super) fn values<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Word> {
        self.options
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .filter_map(|(_, value)| value.as_ref())
    }

    /// Whether an option is given, and not as `=false`.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        let is_on = |value: &Option<Word>| value.as_ref().is_none_or(|value| value.text != "false");
        self.options.iter().any(|(name, value)| names.contains(&name.as_str()) && is_on(value))
    }
}
