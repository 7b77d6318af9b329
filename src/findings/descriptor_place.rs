//! Where a descriptor stands.

use crate::image::document::Kind;

/// Where a descriptor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DescriptorPlace {
    /// Among the `manifests` of an index.
    Entry,
    /// `config`
    Config,
    /// Among the `layers`.
    Layer,
    /// `subject`
    Subject,
    /// Nowhere: it came by itself.
    Alone,
}

impl DescriptorPlace {
    /// The name in a sentence.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Config => "config",
            Self::Layer => "layer",
            Self::Subject => "subject",
            Self::Alone => "descriptor",
        }
    }
}

/// What the descriptors of one document share.
pub(super) struct Holder {
    /// The kind of the document that holds them.
    pub(super) kind: Kind,
    /// Docker's and OCI's media types were seen together, which is said once.
    pub(super) mixed: bool,
    /// How many bytes of embedded data are still hashed here.
    pub(super) hashes: usize,
}
