//! The tabs. <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/>, with automatic activation.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::shown::Shown;
use crate::session::{Msg, SelectMsg, Tab};
use crate::ui::seal::count_class;
use crate::view::detail::alerts;

/// The row of tabs.
pub fn tab_list(shown: &Shown, tabs: &[Tab], tab: Tab) -> Html {
    let (number, worst) = alerts(&shown.findings);
    let (below, below_worst) = alerts(&shown.below.0);
    let more = if shown.below.1 { "+" } else { "" };
    let onkeydown = {
        let (tabs, on) = (tabs.to_vec(), shown.on.clone());
        Callback::from(move |event: KeyboardEvent| {
            let at = tabs.iter().position(|other| *other == tab).unwrap_or(0);
            let last = tabs.len().saturating_sub(1);
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % (last + 1),
                "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = tabs.get(to) {
                on.emit(Msg::Select(SelectMsg::Tab(*tab)));
                if let Some(button) = button(*tab) {
                    // A button that is on the page can be focused.
                    let _ = button.focus();
                }
            }
        })
    };
    let buttons = tabs.iter().map(|of| {
        let selected = *of == tab;
        let count = (*of == Tab::Findings).then(|| html! {
            <>
                if number > 0 {
                    <span class={classes!("count", count_class(worst))}>
                        { number }<span class="visually-hidden">{ " errors and warnings" }</span>
                    </span>
                }
                if below > 0 {
                    <span class={classes!("count", "under", count_class(below_worst))} title="Under this node">
                        { format!("↓{below}{more}") }<span class="visually-hidden">{ " errors and warnings under it" }</span>
                    </span>
                }
            </>
        });
        html! {
            <button key={of.id()} type="button" role="tab" id={element_id(*of)} aria-selected={selected.to_string()}
                aria-controls={selected.then_some("detail-panel")} tabindex={if selected { "0" } else { "-1" }}
                onclick={shown.send(Msg::Select(SelectMsg::Tab(*of)))}>{ of.title() }{ count.unwrap_or_default() }</button>
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label="Views of the node" {onkeydown}>{ for buttons }</div>
    }
}

/// The id of a tab's button.
pub fn element_id(tab: Tab) -> String {
    ["tab-", tab.id()].concat()
}

/// Brings the chosen tab into sight where the row of tabs is wider than the pane.
pub fn reveal() {
    let is_chosen = |button: &HtmlElement| button.get_attribute("aria-selected").as_deref() == Some("true");
    let chosen = Tab::ALL.into_iter().filter_map(button).find(is_chosen);
    let Some((button, list)) = chosen.and_then(|button| Some((button.clone(), button.parent_element()?)))
    else {
        return;
    };
    let middle = button.offset_left() + button.offset_width() / 2;
    list.set_scroll_left(middle - list.client_width() / 2);
}

fn button(tab: Tab) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(&element_id(tab))?.dyn_into().ok()
}
