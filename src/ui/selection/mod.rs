//! The strip above the tree: for which host, which client takes which entry, and why.

mod choosers;
mod client_row;
mod clients;
mod event;
mod fold;
mod layout;
mod legend;
mod mark;
mod matrix;
mod matrix_cell;
mod matrix_grid;
mod props;
mod reasons;
mod several;
mod state;
mod strip;
mod verdict;

pub use several::several;
pub use strip::Strip;
