//! What is shown of evidence: who signed what, what was proved of it, and what was not looked at.

mod cell;
mod digest;
mod line;
mod look;
mod matrix;
mod piece;
mod places;
mod refusal;
mod words;

pub use cell::{CellView, Tone};
pub use look::{EvidenceLook, look};
pub use matrix::Row;
pub use piece::{PieceView, title};
pub use refusal::refusal;
