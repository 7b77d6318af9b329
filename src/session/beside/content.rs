//! One file of both images beside each other: taken out of its layers, as it was proved there, and compared.

use std::rc::Rc;

use crate::archive::extract::Extracted;
use crate::archive::kind::EntryKind;
use crate::compare::{Contents, FileDifference, contents};
use crate::image::digest::Digest;
use crate::inspect::LayerId;
use crate::layers::{Failure, Progress};
use crate::pace::Pace;
use crate::session::file_comparison::Tables;
use crate::session::said::WhereLayer;

/// A file of both images.
#[derive(Clone, Debug)]
pub struct FileBeside {
    /// What is stated of it.
    pub difference: FileDifference,
    /// Its content in the first and in the second.
    pub sides: [SideContent; 2],
    /// What is different, once that is worked out.
    pub contents: Option<Rc<Contents>>,
    /// The layers that it is taken out of.
    pub layers: [Option<LayerId>; 2],
    pub(super) of: Tables,
}

impl PartialEq for FileBeside {
    fn eq(&self, other: &Self) -> bool {
        let made = |of: &Self| of.contents.is_some();
        Rc::ptr_eq(&self.of, &other.of)
            && self.difference == other.difference
            && self.sides == other.sides
            && made(self) == made(other)
    }
}

/// The content of a file in one of the two.
#[derive(Clone, Debug, PartialEq)]
pub enum SideContent {
    /// There is no such file.
    Absent,
    /// It has no content: a directory, a link, a device.
    None(EntryKind),
    /// Its layer is known by its table of contents alone, and was not read.
    NotRead,
    /// It is being taken out of its layer.
    Reading(Progress),
    /// It is here.
    Read(TakenFile),
    /// It can't be taken out of its layer: why.
    Failed(Failure),
    /// Its layer is another than the one that was proved. Nothing of it is shown.
    Changed(WhereLayer),
    /// It was stopped.
    Stopped,
}

/// What a file holds, as it was proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFile {
    /// Its first bytes, as many as are shown.
    pub bytes: Rc<[u8]>,
    /// Bytes in all.
    pub size: u64,
    /// The SHA-256 digest of all bytes.
    pub digest: Option<Digest>,
}

/// Two contents that are compared beside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparingContents {
    pub(super) bytes: [Rc<[u8]>; 2],
}

/// Two contents that were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedContents {
    pub(super) bytes: [Rc<[u8]>; 2],
    pub(super) contents: Rc<Contents>,
}

impl From<&Extracted> for TakenFile {
    fn from(file: &Extracted) -> Self {
        Self { bytes: file.bytes.as_slice().into(), size: file.size, digest: file.digest.clone() }
    }
}

impl ComparingContents {
    /// Compares them, a piece at a time.
    pub(in crate::session) async fn done(self, pace: &Pace) -> ComparedContents {
        let [first, second] = &self.bytes;
        let contents = Rc::new(contents(first, second, pace).await);
        ComparedContents { bytes: self.bytes, contents }
    }
}

impl FileBeside {
    /// Whether both are here, and are the same bytes by their digests.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let digest = |side: &SideContent| match side {
            SideContent::Read(file) => file.digest.clone(),
            _ => None,
        };
        let [first, second] = &self.sides;
        digest(first).is_some() && digest(first) == digest(second)
    }

    /// What is compared: the bytes that are here, none where there is no file.
    #[must_use]
    pub fn bytes(&self) -> Option<[Rc<[u8]>; 2]> {
        let bytes = |side: &SideContent| match side {
            SideContent::Read(file) => Some(Rc::clone(&file.bytes)),
            SideContent::Absent => Some(Rc::default()),
            _ => None,
        };
        let [first, second] = &self.sides;
        Some([bytes(first)?, bytes(second)?])
    }
}
