//! What moves: what the start page does without, by the functions' names.
//!
//! Only our own functions are named, and what yew makes of our components; whatever only these call, of the
//! standard library and of other crates, moves with them. A function that the start page does call and that
//! moves all the same shows at once: the page can't start, and every test in the browser fails.

use crate::Result;
use crate::composition::without_hashes;

/// The event by which the program asks for its second part. One that never does is not split.
pub const ASKED_FOR_BY: &str = "bayplan-more-needed";

/// The function that works on documents for all the page: in wasm-opt's pattern, as it is not to become a
/// part of its caller, which the start page needs.
pub const NEVER_INLINED: &str = "*::session::update::update";

/// Parts of the program that work on documents, or show them.
const LATE: &[&str] = &[
    "bayplan::archive::",
    "bayplan::findings::",
    "bayplan::image::",
    "bayplan::inspect::",
    "bayplan::json::",
    "bayplan::registry::",
    "bayplan::select::",
    "bayplan::session::",
    "bayplan::share::",
    "bayplan::text::",
    "bayplan::verify::",
    "bayplan::ui::detail::",
    "bayplan::ui::digest::",
    "bayplan::ui::fetching::",
    "bayplan::ui::filter::",
    "bayplan::ui::opening::",
    "bayplan::ui::progress::",
    "bayplan::ui::safe_text::",
    "bayplan::ui::seal::",
    "bayplan::ui::selection::",
    "bayplan::ui::share_dialog::",
    "bayplan::ui::share_elsewhere::",
    "bayplan::ui::size::",
    "bayplan::ui::summary::",
    "bayplan::ui::tree",
    "bayplan::browser::clipboard::",
    "bayplan::browser::examples::",
    "bayplan::browser::layer_fetch::",
    "bayplan::browser::layers::",
    "bayplan::browser::fetch::",
    "bayplan::browser::save::",
];

/// What yew makes of each component; its methods stand in tables, which nothing is known to call.
const OF_COMPONENTS: &[&str] = &["CompStateInner<", "CreateRunner<", "PropsUpdateRunner<"];

/// What serves before any document is there: what is typed, pasted, dropped or pressed is told apart and made
/// a message.
const EARLY: &[&str] = &[
    "bayplan::archive::codec::Codec",
    "bayplan::browser::Browser",
    "bayplan::browser::address::",
    "bayplan::browser::crash::",
    "bayplan::browser::drop::",
    "bayplan::browser::files::",
    "bayplan::browser::hashing::",
    "bayplan::browser::keys::",
    "bayplan::browser::later::",
    // Made with the page; what it does comes with the first archive.
    "bayplan::browser::layers::Layers>::new",
    "bayplan::browser::listen::",
    "bayplan::browser::more::",
    "bayplan::browser::paste::",
    "bayplan::image::digest::",
    "bayplan::inspect::path::",
    "bayplan::text::size::",
    "bayplan::session::gathering::",
    "bayplan::session::intake::",
    "bayplan::share::fragment::",
    "bayplan::ui::app::",
    "bayplan::ui::masthead::",
    "bayplan::ui::notice",
    "bayplan::ui::omnibox::",
    "bayplan::ui::page::",
    "bayplan::ui::start::",
];

/// What every part speaks of, and the start page has, too.
const COMMON: &[&str] = &["bayplan::session::message::", "bayplan::session::model::"];

/// What of these waits all the same: it works out what is shown of documents and of fetching.
const COMMON_BUT_LATE: &[&str] = &[
    "bayplan::session::model::Model>::fetch_progress",
    "bayplan::session::model::Model>::fetching_view",
    "bayplan::session::model::Model>::is_manifest",
    "bayplan::session::model::Model>::link",
    "bayplan::session::model::Model>::node_fetch",
    "bayplan::session::model::Model>::pinned",
    "bayplan::session::model::Model>::problems",
];

/// What there is of many types. wasm-opt makes one function of all that are alike, and it has the name of
/// any of them.
const ALIKE: &[&str] = &[
    " as core::ops::drop::Drop>::drop",
    " as core::clone::Clone>::clone",
    " as core::cmp::PartialEq>::eq",
    " as core::default::Default>::default",
    " as yew::html::component::lifecycle::Stateful>::rendered",
    "::PropsBuilder",
    "<yew::callback::Callback<",
    "core::ptr::drop_in_place::",
];

/// What the second part begins with, a function that the compiler inlines nowhere. As a part of a function that
/// stays it would keep all that it calls in the first part, and the page would work all the same.
const ENTRY: &str = "bayplan::session::update::update";

/// Holds a split to its [`ENTRY`].
///
/// # Errors
/// When it is not among the functions that moved.
pub fn check<'a>(moved: impl IntoIterator<Item = &'a str>) -> Result<()> {
    if moved.into_iter().any(|name| without_hashes(name) == ENTRY) {
        return Ok(());
    }
    Err(format!(
        "{ENTRY} did not move to the program's second part: it was renamed, or inlined into the first. Name it \
         anew in xtask/src/split/rule.rs, or keep the compiler from inlining it."
    ))
}

/// Whether a function goes to the second part, by its name.
pub fn moves(name: &str) -> bool {
    let name = without_hashes(name);
    let says = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if says(ALIKE) {
        return false;
    }
    // No function is like another's closure, nor is what was made for one closure.
    if name.contains("{closure") && says(LATE) {
        return !says(EARLY);
    }
    let of_component =
        OF_COMPONENTS.iter().find_map(|of| name.split_once(of)).map(|(_, component)| component);
    // `<&bayplan::a::B as C>::d` is as much of `bayplan::a` as `bayplan::a::b` is.
    let own = of_component.unwrap_or(&name).trim_start_matches(['<', '&', '[', '(']);
    let is_of = |parts: &[&str]| parts.iter().any(|part| own.starts_with(part));
    is_of(LATE) && !is_of(EARLY) && (!is_of(COMMON) || is_of(COMMON_BUT_LATE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_must_move() {
        assert!(moves(ENTRY), "the rule itself moves it");
        assert!(check(["a", "bayplan[efbd8e2a59760da5]::session::update::update"]).is_ok());
        assert!(check(["a"]).is_err());
    }

    #[test]
    fn documents_are_late_and_the_start_page_is_not() {
        for (name, expected) in [
            ("<bayplan[efbd8e2a59760da5]::inspect::blob::Blob>::judge", true),
            ("<&bayplan[efbd8e2a59760da5]::inspect::blob::Blob as core::fmt::Debug>::fmt", true),
            ("<yew::html::CompStateInner<bayplan::ui::detail::list::List> as yew::Stateful>::render", true),
            ("<yew::html::CompStateInner<bayplan::ui::start::Start> as yew::Stateful>::render", false),
            (
                "<yew::html::CompStateInner<bayplan::ui::tree::TreePane> as yew::html::component::lifecycle::Stateful>::rendered",
                false,
            ),
            ("bayplan::session::update::update", true),
            ("bayplan::session::intake::detect", false),
            ("bayplan::share::fragment::escape::{closure#0}", false),
            ("<core::iter::Map<I, bayplan::select::order::first::{closure#0}> as Iterator>::next", true),
            ("<bayplan::ui::tree::PropsBuilder>::on::<bayplan::ui::tree::Has>", false),
            ("<yew::CompStateInner<bayplan::ui::tree::TreePane> as yew::Stateful>::props_changed", true),
            ("<bayplan::session::model::Model>::title", false),
            ("<bayplan::session::model::Model>::fetching_view", true),
            ("<bayplan::inspect::blob::Blob as core::clone::Clone>::clone", false),
            // These move when only what moves calls them.
            ("core::ptr::drop_in_place::<bayplan::inspect::blob::Blob>", false),
            ("<alloc::vec::Vec<bayplan::session::effect::Effect>>::reserve", false),
            ("yew::scheduler::start", false),
            ("", false),
        ] {
            assert_eq!(moves(name), expected, "{name}");
        }
    }
}
