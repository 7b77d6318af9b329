//! The Annotations tab: free text by key, with what the known keys mean.

use yew::prelude::*;

use super::pieces::{ROWS, code, copy_button, headed, linked, table};
use super::shown::Shown;
use crate::image::annotations::Annotations;
use crate::image::document::Content;
use crate::image::well_known::meaning;
use crate::text::escape::escaped;
use crate::view::detail::{config, holder_name};

/// The Annotations tab.
pub fn annotations_tab(shown: &Shown) -> Html {
    let own = shown.document.and_then(|(_, blob)| match &blob.document.content {
        Content::Index(index) => Some(&index.annotations),
        Content::Manifest(manifest) => Some(&manifest.annotations),
        _ => None,
    });
    let described = shown.node.descriptor.as_ref().map(|descriptor| &descriptor.annotations);
    let labels = config(shown.inspection, shown.id).map(|(_, config)| &config.run.labels);
    let holder = format!("In the {}, on this entry", holder_name(shown.inspection, shown.node));
    let tables = [
        (html! { { holder } }, described),
        (html! { "Of the document itself" }, own),
        (html! { "Labels of the config" }, labels),
    ];
    let tables: Vec<_> = tables
        .into_iter()
        .filter_map(|(title, of)| Some(pairs(shown, title, of.filter(|of| !of.is_empty())?)))
        .collect();
    if tables.is_empty() {
        return html! { <p class="inset soft">{ "No annotations: nobody has written anything on it." }</p> };
    }
    html! { <>{ for tables }</> }
}

/// A table of annotations or labels; nothing where there are none.
pub fn pairs(shown: &Shown, title: Html, of: &Annotations) -> Html {
    if of.is_empty() {
        return Html::default();
    }
    let row = |(key, value): (&str, &str)| {
        let mut name = vec![code(key)];
        name.extend(meaning(key).map(|meaning| html! { <span class="beneath soft">{ meaning }</span> }));
        pair(shown, html! { <>{ for name }</> }, linked(value), value)
    };
    let rows = of.iter().take(ROWS).map(row).collect();
    html! {
        <>
            { headed(title, html! { { of.len().to_string() } }) }
            { table("pairs", Html::default(), rows, of.len()) }
        </>
    }
}

/// A row of two: a name and a value, which can be copied.
pub fn pair(shown: &Shown, name: Html, value: Html, copied: &str) -> Html {
    html! {
        <tr>
            <th scope="row">{ name }</th>
            <td>{ value }</td>
            <td class="act">{ copy_button(shown, &escaped(copied), "Copy the value") }</td>
        </tr>
    }
}
