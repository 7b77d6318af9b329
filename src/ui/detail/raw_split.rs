//! The bytes of the Raw tab, split into rows.

use std::rc::Rc;

use yew::prelude::*;

use super::raw::{Act, Raw};
use super::raw_props::Props;
use crate::browser;
use crate::pace::Pace;
use crate::view::detail::RawText;

/// The document in rows of so many columns: at once where it is short, else its beginning, and all of it in pieces.
pub fn split(ctx: &Context<Raw>, columns: usize) -> Option<RawText> {
    let Props { bytes, reading, .. } = ctx.props();
    if !RawText::is_long(bytes) {
        return Some(RawText::new(bytes, reading, columns));
    }
    let (bytes, reading) = (Rc::clone(bytes), Rc::clone(reading));
    let whole = async move { RawText::in_pieces(&bytes, &reading, columns, &Pace::default()).await };
    let link = ctx.link().clone();
    browser::in_pieces(whole, move |text| link.send_message(Act::Split(text, columns)));
    None
}
