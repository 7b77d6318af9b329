//! Two images, or two indexes, beside each other: the rows and the words.

mod content;
mod files;
mod look;
mod names;
mod others;
mod packages;
mod reasons;
mod sums;
mod words;

pub use content::{DiffRow, content_fault, content_proof, content_sum, diff_row};
pub use files::{aspects, change_of_bytes, facts, file_sum, unread};
pub use look::ComparisonLook;
pub use names::{full_name, short_name};
pub use others::{Others, drafted_from, others};
pub use packages::{package_sum, package_versions, package_word, package_word_of};
pub use reasons::{reason, reasons};
pub use sums::{entry_sum, pulled, sum};
pub use words::{entry_fate_word, fate_sign, fate_word, field_name, kind_sign, kind_word};
