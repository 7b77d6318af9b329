//! The switch between light, dark, and as the system has it.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::session::{Msg, Theme};

/// One button that goes through the three.
pub fn theme_switch(theme: Theme, on: &Callback<Msg>) -> Html {
    let picture = match theme {
        Theme::System => Icon::ThemeSystem,
        Theme::Light => Icon::ThemeLight,
        Theme::Dark => Icon::ThemeDark,
    };
    let next = theme.next();
    let label = format!("Colour theme: {}. Change to {}", theme.word(), next.word());
    html! {
        <button type="button" class="icon-button" onclick={on.reform(move |_| Msg::Theme(next))}
            aria-label={label.clone()} title={label}>{ icon(picture) }</button>
    }
}
