//! What was found out of a layer's bytes, and what is to be said of it.

use std::rc::Rc;

use super::Finding;
use super::layer::of_layer;
use crate::archive::codec::Codec;
use crate::archive::layer::{Built, LayerFiles, WireError, built};
use crate::archive::marks::Marks;
use crate::archive::report::LayerReport;
use crate::image::digest::Digest;

/// What was found out of a layer's bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The digest of the layer as it is stored.
    pub digest: Digest,
    /// Its bytes as it is stored.
    pub size: u64,
    /// The digest of the uncompressed tar: the diff ID. Where unpacking ended early, of what came out of it.
    pub diff_id: Digest,
    /// How it is compressed, by its first bytes.
    pub codec: Codec,
    /// Whether it is a tar, as far as it was read.
    pub is_tar: bool,
    /// Whether all of it was unpacked.
    pub whole: bool,
    /// Bytes of the uncompressed tar.
    pub unpacked: u64,
    /// What proves any part of that tar when it is read again.
    pub marks: Marks,
    /// Entries of the tar.
    pub files: u32,
    /// What its programs are built for.
    pub built: Rc<[Built]>,
    /// What is to be said of it by itself.
    pub findings: Rc<[Finding]>,
}

impl Proof {
    /// What one pass over a layer proved, and its files.
    ///
    /// # Errors
    /// Where the list of its files can't be read.
    pub fn of(report: &LayerReport) -> Result<(Self, LayerFiles), WireError> {
        let files = LayerFiles::from_bytes(&report.files)?;
        let proof = Self {
            digest: report.packed.digest.clone(),
            size: report.packed.size,
            diff_id: report.diff_id.clone(),
            codec: report.packed.codec,
            is_tar: files.is_tar(),
            whole: report.packed.error.is_none(),
            unpacked: report.size,
            marks: report.marks.clone(),
            files: files.len(),
            built: built(&files).into(),
            findings: of_layer(&files, &report.packed.unpacked()).into(),
        };
        Ok((proof, files))
    }
}
