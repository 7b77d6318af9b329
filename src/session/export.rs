//! What is to be made of the model, to be saved or copied.

use std::rc::Rc;

use crate::inspect::BlobId;

/// What is to be saved or copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Export {
    /// All documents.
    Documents,
    /// One document.
    Document(BlobId),
    /// The packages of an SBOM.
    Packages(BlobId),
    /// The report; to be answered with [`crate::session::ExportMsg::Written`], or with [`crate::session::ExportMsg::ReportUnderWay`] where it takes more than a
    /// frame.
    Report(ReportFormat),
    /// What another frame has time for of the report that is under way; to be answered in the same way.
    MoreOfReport(ReportFormat),
    /// No report that is under way any more.
    NoReport,
    /// The matrix.
    Matrix(MatrixFormat),
    /// A text as it is shown.
    Text(String),
    /// Bytes as they are; to be answered with [`crate::session::ExportMsg::NotCopied`] where that is not what is shown of them.
    Bytes(Rc<[u8]>),
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For programs.
    Json,
    /// For people.
    Markdown,
}

/// How the matrix is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixFormat {
    /// Comma-separated values.
    Csv,
    /// A table in Markdown.
    Markdown,
}
