//! The facts of a node.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{fact, linked, media_type, show, to_node};
use super::pin::Pin;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::image::platform::Platform;
use crate::inspect::size::exact;
use crate::inspect::{Blob, Node, Role, label};
use crate::session::detail::{created, digest_text, holder_name, origin, platforms, verified};
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;
use crate::ui::seal::seal;
use crate::ui::size::size;

/// The facts.
#[component]
pub fn Facts(props: &NodeProps) -> Html {
    let Some(node) = props.node() else { return Html::default() };
    let inspection = &props.inspection;
    let blob = props.document().map(|(_, blob)| blob);
    let document = blob.map(|blob| &*blob.document);
    let descriptor = node.descriptor.as_deref();
    let holder = holder_name(inspection, node);
    let digest = |text: String| html! { <DigestText {text} whole=true on={props.on.clone()} /> };
    let stated_type = descriptor.and_then(|descriptor| descriptor.media_type.as_deref());
    let own_type = document.and_then(|document| document.media_type.as_deref());
    let otherwise = stated_type.filter(|stated| own_type.is_some_and(|own| own != *stated));
    let artifact_type = match document.map(|document| &document.content) {
        Some(Content::Index(index)) => index.artifact_type.as_deref(),
        Some(Content::Manifest(manifest)) => manifest.artifact_type.as_deref(),
        _ => None,
    };
    let artifact_type = artifact_type.or_else(|| descriptor?.artifact_type.as_deref());
    let created = created(inspection, props.id);
    let urls = descriptor.map(|descriptor| descriptor.urls.as_slice()).unwrap_or_default();
    let said = |text: &str| html! { <span class="code">{ safe_text(text) }</span> };
    html! {
        <dl class="facts">
            { fact("Digest", digest_text(inspection, node).map(digest)) }
            { fact("State", Some(html! {
                <>
                    { seal(&node.state) }{ " " }<strong>{ node.state.word() }</strong>{ " · " }
                    { safe_text(&verified(inspection, node)) }
                </>
            })) }
            <Pin ..props.clone() />
            { fact("Size", sizes(node, blob.map(Blob::size))) }
            { fact("Media type", own_type.or(stated_type).map(media_type)) }
            { fact("Described as", otherwise.map(media_type)) }
            { fact("Artifact type", artifact_type.map(said)) }
            { fact("Platform", platform(props, node, holder)) }
            { fact("Created", created.map(|(time, from)| html! {
                <>{ safe_text(&time) }<span class="soft">{ format!(" · says the {from}") }</span></>
            })) }
            { fact("Made by", made_by(props, node)) }
            { fact("Subject", subject(props)) }
            { fact("Bytes", blob.map(|blob| safe_text(&origin(&blob.origin)))) }
            { fact("Descriptor", descriptor.zip(node.holder).map(|(descriptor, place)| html! {
                <button type="button" class="link" onclick={show(props, place, descriptor.span)}>
                    { format!("show it in the {holder}") }
                </button>
            })) }
            { fact("URLs", (!urls.is_empty()).then(|| html! {
                <ul>{ for urls.iter().map(|url| html! { <li>{ linked(url) }</li> }) }</ul>
            })) }
        </dl>
    }
}

fn sizes(node: &Node, actual: Option<u64>) -> Option<Html> {
    let (bytes, words) = match (node.stated_size(), actual) {
        (Some(stated), Some(actual)) if stated != actual => {
            return Some(html! {
                <><strong class="differs">{ exact(actual) }{ " here" }</strong>{ " · " }{ exact(stated) }{ " stated" }</>
            });
        }
        (Some(stated), Some(_)) => (stated, format!("{}, as stated", exact(stated))),
        (Some(stated), None) => (stated, format!("{} stated", exact(stated))),
        (None, Some(actual)) => (actual, exact(actual)),
        (None, None) => return None,
    };
    Some(html! { <>{ size(bytes) }<span class="soft">{ " · " }{ words }</span></> })
}

fn platform(props: &NodeProps, node: &Node, holder: &str) -> Option<Html> {
    let platforms = platforms(&props.inspection, props.id);
    let holder = if node.role == Role::Config { "index" } else { holder };
    let differs = platforms.differ();
    let said = |platform: &Platform, by: &str| {
        html! {
            <><span class="code">{ safe_text(&platform.to_string()) }</span><span class="soft">{ format!(" in the {by}") }</span></>
        }
    };
    Some(match (&platforms.stated, &platforms.config) {
        (Some(stated), Some(config)) => html! {
            <>
                { said(stated, holder) }{ " · " }
                <span class={differs.then_some("differs")}>{ said(config, "config") }</span>
                if differs { <strong class="differs">{ ": they differ" }</strong> }
            </>
        },
        (Some(stated), None) => said(stated, holder),
        (None, Some(config)) => said(config, "config"),
        (None, None) => return None,
    })
}

/// The command that made a layer, where the config beside it says so.
fn made_by(props: &NodeProps, node: &Node) -> Option<Html> {
    let command = label(&props.inspection.blobs, &props.inspection.tree, props.id).what;
    let is_command = matches!(node.role, Role::Layer(_))
        && node.stated_digest().map(Digest::short).as_ref() != Some(&command);
    is_command.then(|| html! { <span class="code">{ safe_text(&command) }</span> })
}

fn subject(props: &NodeProps) -> Option<Html> {
    let tree = &props.inspection.tree;
    let subject = tree.child_with_role(props.id, &Role::Subject)?;
    let digest = tree.get(subject)?.stated_digest().map(Digest::to_string);
    let name = digest.unwrap_or_else(|| label(&props.inspection.blobs, tree, subject).name);
    Some(html! { <span class="code">{ to_node(props, subject, &name) }</span> })
}
