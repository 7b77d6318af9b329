//! The strip above the tree: for which host, which client takes which entry, and why.

mod advice;
mod chooser;
mod client_chooser;
mod client_row;
mod clients;
mod focus;
mod fold;
mod form_switch;
mod host_chooser;
mod legend;
mod mark;
mod matrix;
mod matrix_cell;
mod matrix_grid;
mod reasons;
mod strip;
mod verdict;

pub use strip::Strip;
