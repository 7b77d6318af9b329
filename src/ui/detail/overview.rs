//! The Overview tab: what the node is, whether it is what it should be, and what it is made of.

use yew::prelude::*;

use super::composition::Composition;
use super::entries::Entries;
use super::explanation::Explained;
use super::facts::Facts;
use super::finding::Heeded;
use super::missing::Missing;
use super::node::NodeProps;
use super::raw::RawTab;
use crate::image::document::{Content, Kind};

/// The Overview tab.
#[component]
pub fn Overview(props: &NodeProps) -> Html {
    let document = props.document();
    let content = document.map(|(_, blob)| &blob.document.content);
    let unknown = document.is_some_and(|(_, blob)| matches!(blob.document.kind, Kind::Json | Kind::NotJson));
    let node = || props.clone();
    html! {
        <>
            <Explained ..node() />
            <Heeded ..node() />
            <Facts ..node() />
            if document.is_none() { <Missing ..node() /> }
            if matches!(content, Some(Content::Index(_))) { <Entries ..node() /> }
            if matches!(content, Some(Content::Manifest(_))) { <Composition ..node() /> }
            if unknown {
                <h3 class="section">{ "The bytes" }</h3>
                <RawTab node={node()} span={None} />
            }
        </>
    }
}
