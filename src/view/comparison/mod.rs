//! Two images, or two indexes, beside each other: the rows and the words.

mod files;
mod names;
mod others;
mod reasons;
mod sums;
mod words;

pub use files::{aspects, change_of_bytes, facts, file_sum, unread};
pub use names::{full_name, short_name};
pub use others::{Others, drafted_from, others};
pub use reasons::{reason, reasons};
pub use sums::{entry_sum, pulled, sum};
pub use words::{entry_fate_word, fate_sign, fate_word, field_name, kind_sign, kind_word};
