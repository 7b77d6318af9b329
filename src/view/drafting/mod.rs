//! The draft of an index: what it comes to, with all words.

mod hosts;
mod offered;
mod recipes;
mod words;

use crate::compose::{Draft, Written, candidates, write};
use crate::findings::{Finding, of_document};
use crate::image::document::Document;
use crate::json;
use crate::select::Form;
use crate::select::matrix::Matrix;

pub use hosts::{HostLine, hosts, hosts_summary};
pub use offered::offered;
pub use recipes::{lack, recipe_title};
pub use words::{entry_fault, entry_note, hitch, left_out};

/// What a draft comes to.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The bytes.
    pub written: Written,
    /// What is to be said of them.
    pub findings: Vec<Finding>,
    /// What each client takes of it on each host.
    pub matrix: Matrix,
}

/// What `draft` comes to.
#[must_use]
pub fn drafted(draft: &Draft) -> Drafted {
    let written = write(draft);
    let reading = json::read(&written.bytes);
    let document = Document::read(reading.root(&written.bytes));
    let findings = of_document(&written.bytes, &reading, &document);
    let matrix = Matrix::new(&candidates(draft, &written), Form::default());
    Drafted { written, findings, matrix }
}
