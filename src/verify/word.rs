//! Whose word it is that bytes should have a digest.

use std::fmt;

use crate::image::digest::Digest;

/// Who says which digest bytes should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// A document that is here, by its descriptor.
    Descriptor,
    /// A config, by its diff ID.
    DiffId,
    /// The visitor, who typed or pasted the digest, or a reference with it.
    Visitor,
    /// This page, of an example of its own.
    Example,
    /// A link: whoever made it chose the bytes or their place, and the digest.
    Link,
    /// A saved file, which holds the bytes as well.
    SavedFile,
    /// The name of the file, or the path in an archive, that the bytes are in.
    Name,
    /// The output of a tool, which prints the digest beside the bytes.
    Tool,
    /// The pasted output of a tool, which names an image by it. Its bytes came from elsewhere.
    PastedOutput,
    /// The same in a file.
    DroppedOutput,
    /// A registry's list of what refers to an image.
    Listing,
    /// The reference by which a registry was asked for the bytes, whoever put the digest into it.
    Asked,
}

/// A digest that somebody says that bytes should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The digest.
    pub digest: Digest,
    /// Whose word it is.
    pub word: Word,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Descriptor,
        Self::DiffId,
        Self::Visitor,
        Self::Example,
        Self::Link,
        Self::SavedFile,
        Self::Name,
        Self::Tool,
        Self::PastedOutput,
        Self::DroppedOutput,
        Self::Listing,
        Self::Asked,
    ];

    /// Whether the digest came along with the bytes, or by the same hand: that they agree then says that they are
    /// whole, and not whose they are.
    #[must_use]
    pub const fn came_along(self) -> bool {
        match self {
            Self::Descriptor
            | Self::DiffId
            | Self::Visitor
            | Self::Example
            | Self::PastedOutput
            | Self::DroppedOutput => false,
            Self::Link | Self::SavedFile | Self::Name | Self::Tool | Self::Listing | Self::Asked => true,
        }
    }

    /// A stable word for it, as reports and saved files have it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Descriptor => "descriptor",
            Self::DiffId => "diff-id",
            Self::Visitor => "visitor",
            Self::Example => "example",
            Self::Link => "link",
            Self::SavedFile => "saved-file",
            Self::Name => "name",
            Self::Tool => "tool",
            Self::PastedOutput => "pasted-output",
            Self::DroppedOutput => "dropped-output",
            Self::Listing => "listing",
            Self::Asked => "asked",
        }
    }

    /// The word of this id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.id() == id)
    }

    /// The state of bytes that agree with it, in a few words.
    #[must_use]
    pub const fn agreement(self) -> &'static str {
        match self {
            Self::Descriptor
            | Self::DiffId
            | Self::Visitor
            | Self::Example
            | Self::PastedOutput
            | Self::DroppedOutput => "verified",
            Self::Link => "agrees with the link",
            Self::SavedFile => "agrees with the saved file",
            Self::Name => "agrees with its name",
            Self::Tool => "agrees with the tool\u{2019}s output",
            Self::Listing => "agrees with the registry\u{2019}s list",
            Self::Asked => "agrees with what was asked for",
        }
    }

    /// What is to be known of bytes that agree with it; empty where they are verified by that.
    #[must_use]
    pub const fn caution(self) -> &'static str {
        match self {
            Self::Descriptor
            | Self::DiffId
            | Self::Visitor
            | Self::Example
            | Self::PastedOutput
            | Self::DroppedOutput => "",
            Self::Link => {
                "Whoever made the link chose that digest: compare it with one from a place that you trust."
            }
            Self::SavedFile => {
                "Whoever made the file chose both: compare the digest with one from a place that you trust."
            }
            Self::Name => {
                "Whoever made the file named it, too: compare the digest with one from a place that you trust."
            }
            Self::Tool => "It came with the document: compare it with one from a place that you trust.",
            Self::Listing => "The registry gave both: compare it with one from a place that you trust.",
            Self::Asked => {
                "Nothing that is here says who named it: compare it with one from a place that you trust."
            }
        }
    }
}

/// The digest that it names, for a sentence: `the digest that the link names`.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Descriptor => "the descriptor",
            Self::DiffId => "the diff ID in the config",
            Self::Visitor => "the digest that you expect",
            Self::Example => "the digest that this page has for its example",
            Self::Link => "the digest that the link names",
            Self::SavedFile => "the digest that the saved file names",
            Self::Name => "the digest in the file\u{2019}s name",
            Self::Tool => "the digest that the tool printed beside it",
            Self::PastedOutput => "the digest in the pasted output",
            Self::DroppedOutput => "the digest in the output that was dropped",
            Self::Listing => "the digest in the registry\u{2019}s list",
            Self::Asked => "the digest that the registry was asked for",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_did_not_come_along_verifies() {
        for word in Word::ALL {
            assert_eq!(Word::of_id(word.id()), Some(word));
            assert_eq!(word.agreement() == "verified", !word.came_along(), "{word}");
            assert_eq!(word.caution().is_empty(), !word.came_along(), "{word}");
        }
        assert_eq!(Word::of_id("registry"), None);
    }
}
