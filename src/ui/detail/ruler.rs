//! How many characters fit beside the gutter.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::view::detail::{columns, gutter};

/// An unseen piece of the page by which its font is measured, and the frame around it.
#[derive(Default)]
pub struct Ruler {
    pub frame: NodeRef,
    probe: NodeRef,
}

impl Ruler {
    /// Makes the gutter as wide as the line numbers of `lines` lines.
    pub fn lay_out(&self, lines: usize) {
        if let Some(frame) = self.frame.cast::<HtmlElement>() {
            // A custom property can always be set; a style attribute would break the page's policy.
            let _ = frame.style().set_property("--gutter", &format!("{}ch", gutter(lines)));
        }
    }

    /// The characters that fit into `width` pixels; `None` while nothing can be measured.
    pub fn columns(&self, width: u32, lines: usize) -> Option<usize> {
        let hundred = self.probe.cast::<HtmlElement>()?.offset_width();
        let hundred = u32::try_from(hundred).ok().filter(|pixels| *pixels > 0)?;
        Some(columns(width, hundred, lines))
    }

    /// Its place on the page.
    pub fn view(&self) -> Html {
        html! { <span ref={self.probe.clone()} class="raw-probe code" aria-hidden="true" /> }
    }
}
