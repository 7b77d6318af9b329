//! The tabs. <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/>, with automatic activation.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::node::NodeProps;
use crate::findings::Severity;
use crate::session::detail::{counts, findings};
use crate::session::{Msg, Tab};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub node: NodeProps,
    pub tabs: Vec<Tab>,
    pub tab: Tab,
}

/// The row of tabs.
#[component]
pub fn TabList(props: &Props) -> Html {
    let heeded = use_memo(props.node.clone(), |node| {
        let [(_, errors), (_, warnings), _] = counts(&findings(&node.inspection, node.id));
        (errors + warnings, if errors > 0 { Severity::Error } else { Severity::Warning })
    });
    let list = use_node_ref();
    use_effect_with((list.clone(), props.tab, props.tabs.clone()), |(list, tab, _)| reveal(list, *tab));
    let onkeydown = {
        let (tabs, tab, on) = (props.tabs.clone(), props.tab, props.node.on.clone());
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
                on.emit(Msg::Tab(*tab));
                focus(*tab);
            }
        })
    };
    let tab = |tab: &Tab| {
        let selected = *tab == props.tab;
        let (number, worst) = *heeded;
        html! {
            <button key={tab.word()} type="button" role="tab" id={format!("tab-{}", tab.word())}
                aria-selected={selected.to_string()} aria-controls={selected.then_some("detail-panel")}
                tabindex={if selected { "0" } else { "-1" }} onclick={props.node.send(Msg::Tab(*tab))}>
                { tab.title() }
                if *tab == Tab::Findings && number > 0 {
                    <span class={classes!("count", worst.word())}>{ number }
                        <span class="visually-hidden">{ " errors and warnings" }</span></span>
                }
            </button>
        }
    };
    html! {
        <div ref={list} class="tabs" role="tablist" aria-label="Views of the node" {onkeydown}>
            { for props.tabs.iter().map(tab) }
        </div>
    }
}

/// Brings the tab into sight where the row of tabs is wider than the pane.
fn reveal(list: &NodeRef, tab: Tab) {
    if let (Some(list), Some(button)) = (list.cast::<HtmlElement>(), button(tab)) {
        let middle = button.offset_left() + button.offset_width() / 2;
        list.set_scroll_left(middle - list.client_width() / 2);
    }
}

fn button(tab: Tab) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(&format!("tab-{}", tab.word()))?.dyn_into().ok()
}

fn focus(tab: Tab) {
    if let Some(button) = button(tab) {
        // A button that is on the page can be focused.
        let _ = button.focus();
    }
}
