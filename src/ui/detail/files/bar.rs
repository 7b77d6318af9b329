//! Above the files: which layers are looked at, which files are shown, and the filter.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::archive::files::Scope;
use crate::session::FilesMsg;
use crate::session::Msg;
use crate::session::files::{FilesShown, Show};
use crate::text::escape::escaped;
use crate::ui::detail::shown::Shown;
use crate::ui::icon::{Icon, icon};
use crate::view::files::told;
use crate::view::layers::{LayerStatus, Status};

/// Characters of a command in a choice.
const COMMAND: usize = 48;

/// The bar.
pub fn bar(shown: &Shown, status: &Status, pane: &FilesShown) -> Html {
    let typed = shown.on.reform(|event: InputEvent| {
        Msg::Files(FilesMsg::Filter(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let filter = html! {
        <label class="filter files-filter">
            { icon(Icon::Search) }
            <input type="text" value={pane.filter().to_owned()} oninput={typed} placeholder="Filter by name, or by path with a /"
                aria-label="Filter the files" autocomplete="off" spellcheck="false" autocapitalize="off" />
        </label>
    };
    let told = html! { <output class="soft files-told">{ told(pane) }</output> };
    html! {
        <div class="files-bar">
            { scopes(shown, status, pane.scope()) }
            { shows(shown, pane.show()) }
            { filter }
            { told }
        </div>
    }
}

fn scopes(shown: &Shown, status: &Status, chosen: Scope) -> Html {
    let onchange = shown.on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Files(FilesMsg::Scope(scope(&value)))
    });
    let group = |label: &'static str, of: fn(u16) -> Scope| {
        let options = (0..).zip(&status.layers).map(|(at, layer)| {
            let selected = of(at) == chosen;
            html! { <option value={value(of(at))} {selected}>{ name(of(at), layer) }</option> }
        });
        html! { <optgroup {label}>{ for options }</optgroup> }
    };
    html! {
        <select class="input" aria-label="Layers to look at" {onchange}>
            { group("The image as it stands", Scope::After) }
            { group("What one layer does", Scope::Layer) }
        </select>
    }
}

fn name(scope: Scope, layer: &LayerStatus) -> String {
    let command: String = escaped(&layer.made_by).chars().take(COMMAND).collect();
    match scope {
        Scope::After(at) => format!("After layer {} · {command}", at + 1),
        Scope::Layer(at) => format!("Changes of layer {} · {command}", at + 1),
    }
}

fn value(scope: Scope) -> String {
    match scope {
        Scope::After(layer) => format!("after {layer}"),
        Scope::Layer(layer) => format!("layer {layer}"),
    }
}

fn scope(value: &str) -> Scope {
    let (word, layer) = value.split_once(' ').unwrap_or_default();
    let layer = layer.parse().unwrap_or(0);
    if word == "after" { Scope::After(layer) } else { Scope::Layer(layer) }
}

fn shows(shown: &Shown, chosen: Show) -> Html {
    let onchange = shown.on.reform(|event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let show = usize::try_from(at).ok().and_then(|at| Show::ALL.get(at).copied());
        Msg::Files(FilesMsg::Show(show.unwrap_or_default()))
    });
    let options = Show::ALL.map(|show| html! { <option selected={show == chosen}>{ show.words() }</option> });
    html! {
        <select class="input" aria-label="Files to show" {onchange}>{ for options }</select>
    }
}
