//! What moves: what the start page does without, by the functions' names.
//!
//! Names are told here; whatever only these functions call moves with them, so that no other crate stands
//! here. A function that the start page does call and that moves all the same shows at once: the page can't
//! start, and every test in the browser fails.

use crate::composition::without_hashes;

/// The event by which the program asks for its second part. One that never does is not split.
pub const ASKED_FOR_BY: &str = "bayplan-more-needed";

/// Parts of the program that work on documents, or show them.
const LATE: &[&str] = &[
    "bayplan::findings::",
    "bayplan::image::",
    "bayplan::inspect::",
    "bayplan::json::",
    "bayplan::select::",
    "bayplan::session::",
    "bayplan::share::",
    "bayplan::verify::",
    "bayplan::ui::detail::",
    "bayplan::ui::digest::",
    "bayplan::ui::filter::",
    "bayplan::ui::safe_text::",
    "bayplan::ui::seal::",
    "bayplan::ui::share_dialog::",
    "bayplan::ui::size::",
    "bayplan::ui::summary::",
    "bayplan::ui::tree::",
    "bayplan::ui::tree_keys::",
    "bayplan::ui::tree_row::",
    "bayplan::ui::tree_sight::",
    "bayplan::browser::clipboard::",
    "bayplan::browser::files::",
    "bayplan::browser::hashing::",
    "bayplan::browser::save::",
];

/// Parts of them that the start page does need; one of these in a name keeps the function.
const EARLY: &[&str] = &[
    "bayplan::ui::app::",
    "bayplan::ui::masthead::",
    "bayplan::ui::notices::",
    "bayplan::ui::omnibox::",
    "bayplan::ui::page::",
    "bayplan::ui::start::",
    "bayplan::session::model::",
];

/// What is done to values of any kind. wasm-opt makes one function of all that are alike, and it has the
/// name of any of them.
const OF_ANY: &[&str] =
    &["core::ptr::drop_in_place", "core::ops::drop::Drop>::drop", "core::clone::Clone>::clone"];

/// Whether a function goes to the second part, by its name.
pub fn moves(name: &str) -> bool {
    let name = without_hashes(name);
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    says(LATE) && !says(EARLY) && !says(OF_ANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_late_and_the_start_page_is_not() {
        for (name, expected) in [
            ("<bayplan[efbd8e2a59760da5]::inspect::blob::Blob>::judge", true),
            ("<yew::CompStateInner<bayplan::ui::detail::list::List> as yew::Stateful>::render", true),
            ("<yew::CompStateInner<bayplan::ui::start::Start> as yew::Stateful>::render", false),
            ("core::ptr::drop_in_place::<bayplan::inspect::blob::Blob>", false),
            ("yew::scheduler::start", false),
        ] {
            assert_eq!(moves(name), expected, "{name}");
        }
    }
}
