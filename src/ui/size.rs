//! A number of bytes: short, with the exact number for those who point at it.

use yew::prelude::*;

use crate::text::size::{decimal, exact};

/// `1.5 kB`, with `1,510 bytes` as its title.
pub fn size(bytes: u64) -> Html {
    html! { <span class="size" title={exact(bytes)}>{ decimal(bytes) }</span> }
}
