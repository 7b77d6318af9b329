//! The words of a command line that may name something, and the values of its options.

use super::options::{Takes, takes};
use super::words::Word;

/// Words that say what is to be done with the image after them.
pub(super) const VERBS: &str = "pull run create inspect push save history rmi get head fetch show digest diff ls list \
    list-tags tags copy cp export validate layer sbom discover resolve cves quickview verify tree triangulate \
    mount from install template show-metadata list-metadata list-referrers fetch-config debug flatten \
    mutate referrers sign attest verify-attestation signature attestation packages scan";

/// Whether `word` is in a list of words.
pub(super) fn is_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// A word that is neither an option nor the value of one that is known.
pub(super) struct Named<'a> {
    pub word: Word<'a>,
    /// It may be the value of the option before it, which is not known.
    pub may_be_value: bool,
    /// Where the first option before it stands that is not known.
    pub unknown: Option<usize>,
}

/// The words of a command that may name something.
pub(super) fn named<'a>(tool: &str, words: &[Word<'a>]) -> Vec<Named<'a>> {
    let mut words = words.iter().copied();
    let (mut found, mut verb, mut only_words) = (Vec::new(), "", false);
    let (mut may_be_value, mut unknown) = (false, None);
    while let Some(word) = words.next() {
        if word.text == "--" {
            only_words = true;
        } else if word.text.len() > 1 && word.text.starts_with('-') && !only_words {
            let takes = takes(tool, verb, word.text);
            if takes == Takes::Value {
                words.next();
            }
            may_be_value = takes == Takes::Unknown;
            unknown = unknown.or(may_be_value.then_some(word.at));
            continue;
        } else {
            if verb.is_empty() && is_of(VERBS, word.text) {
                verb = word.text;
            }
            found.push(Named { word, may_be_value, unknown });
        }
        may_be_value = false;
    }
    found
}

/// The value of the first of these options: after `=`, or the next word.
pub(super) fn option<'a>(words: &[Word<'a>], names: &[&str]) -> Option<Word<'a>> {
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        for name in names {
            match word.text.strip_prefix(name) {
                Some("") => return words.next(),
                Some(value) if value.starts_with('=') => {
                    return Some(word.after(name.len().saturating_add(1)));
                }
                _ => {}
            }
        }
    }
    None
}
