//! What is saved or copied: documents, reports, the matrix, links, badges, and what is shown, as text.
//!
//! It takes the model as it is, and what of it is wanted ([`Export`]); who runs the session's effects saves or copies
//! what is made of that.

mod clipboard;
mod documents;
mod pointing;
mod report;

pub use pointing::{badge, bookmarklet, reference_link};
pub use report::Writing;

use std::rc::Rc;

use crate::evidence::claims::Claims;
use crate::inspect::BlobId;
use crate::select::matrix::Matrix;
use crate::session::{Export, MatrixFormat, Model, NotCopied, Picked, Save};
use crate::view::evidence::packages_csv;

/// What was made of the model.
#[derive(Clone, Debug)]
pub enum Exported {
    /// A file to save.
    Save(Save),
    /// A text for the clipboard.
    Copy(String),
    /// Nothing is to be copied.
    NotCopied(NotCopied),
    /// A report that is to be written: [`Writing::step`], one for each frame.
    Report(Box<Writing>),
    /// What was wanted is not here.
    Nothing,
}

/// Makes `what` of the model.
#[must_use]
pub fn export(model: &Model, what: Export) -> Exported {
    let save = |save: Option<Save>| save.map_or(Exported::Nothing, Exported::Save);
    match what {
        Export::Documents => Exported::Save(documents::documents(&model.inspection)),
        Export::Document(blob) => save(documents::document(&model.inspection, blob)),
        Export::Packages(blob) => save(packages(model, blob)),
        Export::Report(format) => Exported::Report(Box::new(Writing::new(model, format))),
        // Who was given a report goes on with it.
        Export::MoreOfReport(_) | Export::NoReport => Exported::Nothing,
        Export::Matrix(format) => save(matrix(model, format)),
        Export::Text(text) => Exported::Copy(clipboard::shown(&text)),
        Export::Bytes(bytes) => match clipboard::as_shown(&bytes) {
            Ok(text) => Exported::Copy(text.to_owned()),
            Err(why) => Exported::NotCopied(why),
        },
    }
}

/// The packages of an SBOM as a file.
fn packages(model: &Model, id: BlobId) -> Option<Save> {
    let piece = model.evidence.piece(id, model.inspection.blobs.get(id)?)?;
    let Some(Claims::Sbom(sbom)) = &piece.claims else { return None };
    let bytes = packages_csv(sbom).into_bytes().into();
    Some(Save { name: "bayplan-packages.csv".to_owned(), media_type: "text/csv", bytes, more: Vec::new() })
}

/// The matrix as a file.
fn matrix(model: &Model, format: MatrixFormat) -> Option<Save> {
    let choice = model.choice.as_ref()?;
    let is_here = |picked: &&Picked| {
        picked.matrix.is_whole()
            && (picked.of, picked.matrix.form) == (choice.candidates_revision(), choice.form)
    };
    let here = model.matrix.as_ref().filter(is_here).map(|picked| Rc::clone(&picked.matrix));
    let matrix = here.unwrap_or_else(|| Rc::new(Matrix::new(&choice.candidates, choice.form)));
    let (name, media_type, text) = match format {
        MatrixFormat::Csv => ("bayplan-matrix.csv", "text/csv", matrix.to_csv()),
        MatrixFormat::Markdown => ("bayplan-matrix.md", "text/markdown", matrix.to_markdown()),
    };
    let bytes = text.into_bytes().into();
    Some(Save { name: name.to_owned(), media_type, bytes, more: Vec::new() })
}
