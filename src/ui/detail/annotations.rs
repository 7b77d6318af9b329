//! The Annotations tab: free text by key, with what the known keys mean.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{copy_button, linked};
use crate::image::annotations::Annotations;
use crate::image::document::Content;
use crate::image::well_known::meaning;
use crate::session::detail::{config, holder_name};
use crate::ui::safe_text::safe_text;

/// Pairs of one table.
const PAIRS: usize = 1000;

/// The Annotations tab.
#[component]
pub fn AnnotationsTab(props: &NodeProps) -> Html {
    let Some(node) = props.node() else { return Html::default() };
    let own = props.document().and_then(|(_, blob)| match &blob.document.content {
        Content::Index(index) => Some(&index.annotations),
        Content::Manifest(manifest) => Some(&manifest.annotations),
        _ => None,
    });
    let described = node.descriptor.as_ref().map(|descriptor| &descriptor.annotations);
    let labels = config(&props.inspection, props.id).map(|(_, config)| &config.run.labels);
    let holder = format!("In the {}, on this entry", holder_name(&props.inspection, node));
    let tables =
        [(holder.as_str(), described), ("Of the document itself", own), ("Labels of the config", labels)];
    let any = tables.iter().any(|(_, pairs)| pairs.is_some_and(|pairs| !pairs.is_empty()));
    html! {
        <>
            { for tables.into_iter().filter_map(|(title, pairs)| Some(table(props, title, pairs?))) }
            if !any {
                <p class="inset soft">{ "No annotations: nobody has written anything on it." }</p>
            }
        </>
    }
}

/// A table of annotations or labels; nothing where there are none.
pub fn table(props: &NodeProps, title: &str, pairs: &Annotations) -> Html {
    if pairs.is_empty() {
        return Html::default();
    }
    let row = |(at, (key, value)): (usize, (&str, &str))| {
        html! {
            <tr key={at}>
                <th scope="row"><span class="code">{ safe_text(key) }</span>
                    if let Some(meaning) = meaning(key) { <span class="beneath soft">{ meaning }</span> }</th>
                <td>{ linked(value) }</td>
                <td class="act">{ copy_button(props, value, "Copy the value") }</td>
            </tr>
        }
    };
    let more = pairs.len().saturating_sub(PAIRS);
    html! {
        <>
            <h3 class="section">{ title.to_owned() }<span class="soft">{ pairs.len() }</span></h3>
            <table class="pairs"><tbody>{ for pairs.iter().enumerate().take(PAIRS).map(row) }</tbody></table>
            if more > 0 { <p class="inset soft">{ format!("{more} more are in Raw.") }</p> }
        </>
    }
}
