//! What is said of the files in the Files tab.

use crate::findings::layer::of_bounded_files;
use crate::session::files::{FilesShown, Show};
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
        Show::Wasted => format!(
            "{} in {} files can\u{2019}t be seen any more",
            decimal(shown.waste().bytes),
            grouped(shown.waste().files)
        ),
        _ if shown.is_busy() => "looking…".to_owned(),
        _ if !shown.filter().is_empty() || shown.show() != Show::Everything => {
            format!("{} found", grouped(u64::from(shown.rows().found())))
        }
        _ => format!("{rows} rows"),
    }
}
