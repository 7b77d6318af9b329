//! What is shown of evidence: who signed what, what was proved of it, and what was not looked at.

mod cell;
mod commands;
mod digest;
mod findings;
mod line;
mod look;
mod matrix;
mod packages;
mod piece;
mod places;
mod refusal;
mod source;
mod total;
mod words;

pub use cell::{CellView, Tone};
pub use commands::commands;
pub use look::{EvidenceLook, all, look};
pub use matrix::Row;
pub use packages::packages_csv;
pub use piece::{PieceView, title};
pub use refusal::refusal;
pub use source::commit_page;
pub use total::{Total, total, with_evidence};
