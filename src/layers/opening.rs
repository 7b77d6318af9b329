//! Archives that are being opened.

use super::progress::Progress;
use super::protocol::FileId;
use super::work::WorkId;
use crate::image::digest::Digest;

/// An archive that is being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its file.
    pub file: FileId,
    /// The file's path in what was dropped, or its name.
    pub path: String,
    /// How far it is.
    pub progress: Progress,
    /// What does it.
    pub work: WorkId,
    /// The digest that is expected of it, or of what is in it.
    pub pin: Option<Digest>,
}
