//! The bytes of the Raw tab, split into rows.

use std::rc::Rc;

use yew::prelude::*;

use super::raw_props::Props;
use crate::browser;
use crate::pace::Pace;
use crate::view::detail::RawText;

/// The document in rows of so many columns, where it is short. All of a long one is given to `then` later, with the
/// number of columns.
pub fn split(props: &Props, columns: usize, then: Callback<(RawText, usize)>) -> Option<RawText> {
    let Props { bytes, reading, .. } = props;
    if !RawText::is_long(bytes) {
        return Some(RawText::new(bytes, reading, columns));
    }
    let (bytes, reading) = (Rc::clone(bytes), Rc::clone(reading));
    let whole = async move { RawText::in_pieces(&bytes, &reading, columns, &Pace::default()).await };
    browser::in_pieces(whole, move |text| then.emit((text, columns)));
    None
}
