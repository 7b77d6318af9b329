//! What is said of the files in the Files tab.

use std::cmp::Reverse;

use super::count;
use crate::archive::files::{Sum, Waste};
use crate::findings::layer::of_bounded_files;
use crate::session::files::{FilesShown, Show};
use crate::sorting::sorted_by_key;
use crate::text::size::{decimal, grouped};

/// What bounds kept out of the list, in a sentence.
#[must_use]
pub fn bounded(shown: &FilesShown) -> Option<String> {
    Some(of_bounded_files(&shown.files()?.tally())?.message)
}

/// What the rows are, in a few words.
#[must_use]
pub fn told(shown: &FilesShown) -> String {
    let rows = grouped(shown.len() as u64);
    match shown.show() {
        _ if shown.is_listing() => "looking…".to_owned(),
        Show::Largest => format!("{rows} largest files"),
        Show::Wasted if shown.waste().files == 0 => "nothing is wasted".to_owned(),
        Show::Wasted => wasted(shown.waste()),
        _ if shown.is_busy() => "looking…".to_owned(),
        _ if !shown.filter().is_empty() || shown.show() != Show::Everything => {
            format!("{} found", grouped(u64::from(shown.rows().found())))
        }
        _ => match shown.sum() {
            Some(Sum { bytes, files }) => {
                format!("{} in {}", decimal(bytes), count(files as usize, "file", "files"))
            }
            None => format!("{rows} rows"),
        },
    }
}

/// Layers that are named by what is wasted of them.
const NAMED: usize = 3;

/// What can't be seen any more: of the image in one figure, and of the layers that brought most of it.
fn wasted(waste: &Waste) -> String {
    let layers = waste.of_layers.iter().enumerate().filter(|(_, bytes)| **bytes > 0);
    let layers = sorted_by_key(layers.collect(), |(_, bytes): &(usize, &u64)| Reverse(**bytes));
    let named =
        layers.iter().take(NAMED).map(|(at, bytes)| format!("{} of layer {}", decimal(**bytes), at + 1));
    let named = named.collect::<Vec<_>>().join(", ");
    let more = layers.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and of {more} more") } else { String::new() };
    let files = count(usize::try_from(waste.files).unwrap_or(usize::MAX), "file", "files");
    format!("{} in {files} can\u{2019}t be seen any more: {named}{more}", decimal(waste.bytes))
}
