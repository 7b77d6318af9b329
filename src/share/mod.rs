//! Documents and view to a link's fragment, and back.

/// The documents of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The documents.
    pub documents: Vec<SharedDocument>,
}

/// A document of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedDocument {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The digest pinned for it.
    pub pin: Option<String>,
}

/// A fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// The documents, packed.
    pub payload: Option<&'a str>,
    /// The view.
    pub view: &'a str,
}

impl<'a> Fragment<'a> {
    /// Splits a fragment.
    #[must_use]
    pub fn parse(fragment: &'a str) -> Self {
        let (payload, view) = fragment.split_once('/').unwrap_or((fragment, ""));
        Self { payload: (!payload.is_empty()).then_some(payload), view }
    }
}

impl std::fmt::Display for Fragment<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.payload.unwrap_or_default(), self.view)
    }
}

/// Packs.
///
/// # Errors
/// Not yet.
pub fn pack(_shared: &Shared) -> Result<String, String> {
    Err("links can't be made yet".into())
}

/// Unpacks.
///
/// # Errors
/// Not yet.
pub fn unpack(_payload: &str) -> Result<Shared, String> {
    Err("links can't be opened yet".into())
}

/// The floor.
#[must_use]
pub fn floor(_documents: &[SharedDocument]) -> usize {
    0
}
