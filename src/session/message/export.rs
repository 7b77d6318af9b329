//! What is to be saved or copied, and whether that worked.

use std::rc::Rc;

use crate::inspect::BlobId;
use crate::session::export::{MatrixFormat, ReportFormat};
use crate::session::said::NotCopied;

/// What is to be saved or copied, and whether that worked.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportMsg {
    /// Save the report.
    Report(ReportFormat),
    /// Save the matrix.
    Matrix(MatrixFormat),
    /// Copy a text as it is shown.
    Copy(String),
    /// Copy bytes as they are, where that is what is shown of them.
    CopyBytes(Rc<[u8]>),
    /// The clipboard took it, or not.
    Copied(bool),
    /// Save all documents.
    Documents,
    /// Save one document.
    Document(BlobId),
    /// Save the packages of the SBOM that is this document, or is in it.
    Packages(BlobId),
    /// This report takes a frame more.
    ReportUnderWay(ReportFormat),
    /// That frame is over.
    GoOn(ReportFormat),
    /// This report is saved.
    Written(ReportFormat),
    /// Bytes were not copied.
    NotCopied(NotCopied),
}
