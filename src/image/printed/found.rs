//! What was found so far: each image once, and a bounded number of them.

use std::collections::BTreeSet;

use super::{Named, Part, Printed};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::image::reference::reader;
use crate::limits;

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    printed: Printed,
    seen: BTreeSet<String>,
    /// The text is a document that is to be shown as it stands.
    whole: bool,
}

impl Found {
    /// A name that stands beside a digest; whether it is one.
    pub(super) fn add(&mut self, name: &str, digest: &Digest, tag: Option<&str>, by: &'static str) -> bool {
        self.of(reference(name), digest, tag, by)
    }

    /// The image of a reference that stands beside a digest.
    pub(super) fn of(
        &mut self,
        reference: Option<Reference>,
        digest: &Digest,
        tag: Option<&str>,
        by: &'static str,
    ) -> bool {
        let Some(named) = reference.filter(|_| digest.registered().is_some()) else { return false };
        let tag = tag.map(str::to_owned).or(named.tag).filter(|tag| tag != "<none>");
        let reference = Reference { tag: None, digest: Some(digest.clone()), ..named };
        if !self.seen.insert(reference.to_string()) {
            return true;
        }
        if self.printed.images.len() < limits::PRINTED_IMAGES {
            self.printed.images.push(Named { reference, tag, by });
        } else {
            self.printed.more = self.printed.more.saturating_add(1);
        }
        true
    }

    /// A text that may be `NAME@DIGEST`; whether it is.
    pub(super) fn whole(&mut self, text: &str, by: &'static str) -> bool {
        if text.len() > NAME_BYTES || !text.contains('@') {
            return false;
        }
        let Some(named) = reference(text) else { return false };
        let Some(digest) = named.digest.clone() else { return false };
        self.of(Some(named), &digest, None, by)
    }

    /// A document.
    pub(super) fn part(&mut self, part: Part) {
        if self.printed.parts.len() < limits::PRINTED_PARTS {
            self.printed.parts.push(part);
        } else {
            self.printed.more_parts = self.printed.more_parts.saturating_add(1);
        }
    }

    /// The text holds a document that can't be taken out of it, so that nothing is.
    pub(super) fn refuse(&mut self) {
        self.whole = true;
    }

    pub(super) fn printed(self) -> Option<Printed> {
        let is_any = !self.printed.images.is_empty() || !self.printed.parts.is_empty();
        (is_any && !self.whole).then_some(self.printed)
    }
}

/// Bytes of the longest name with a tag and a digest, and of what is put before it.
const NAME_BYTES: usize = 768;

/// The reference that one word is. A tag that is not written is none.
pub(super) fn reference(word: &str) -> Option<Reference> {
    let is_word = !word.is_empty() && word.len() <= NAME_BYTES && !word.contains(char::is_whitespace);
    let reference = reader::read(word).ok().filter(|_| is_word)?.reference;
    let bare = word.trim_end_matches(['"', '\'', ',']);
    let is_written = reference.tag.as_deref().is_some_and(|tag| bare.contains(&format!(":{tag}")));
    Some(Reference { tag: reference.tag.filter(|_| is_written), ..reference })
}
