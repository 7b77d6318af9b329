//! The facts of a node.

use yew::prelude::*;

use super::element::link;
use super::pieces::{code, fact, linked, media_type, to_node};
use super::pin::pin;
use super::shown::Shown;
use crate::image::digest::Digest;
use crate::image::platform::Platform;
use crate::inspect::{Blob, Role};
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;
use crate::ui::seal::seal;
use crate::view::detail::{
    artifact_type, created, digest_text, held, holder_name, layer_facts, origin, platforms, schema1_name,
    sizes, verified,
};

/// The facts.
pub fn facts(shown: &Shown) -> Html {
    let Shown { inspection, node, .. } = *shown;
    let blob = shown.document.map(|(_, blob)| blob);
    let descriptor = node.descriptor.as_deref();
    let holder = holder_name(inspection, node);
    let whole = |text: String| html! { <DigestText {text} whole=true on={shown.on.clone()} /> };
    let digest = digest_text(inspection, node).map(whole);
    let of_layer = layer_facts(inspection, shown.id);
    let state = html! {
        <>
            { seal(&node.state) }{ " " }<strong>{ node.state.word() }</strong>{ " · " }
            { safe_text(&verified(inspection, node)) }
        </>
    };
    let stated_type = descriptor.and_then(|descriptor| descriptor.media_type.as_deref());
    let own_type = blob.and_then(|blob| blob.document.media_type.as_deref());
    let otherwise = stated_type.filter(|stated| own_type.is_some_and(|own| own != *stated));
    let created = created(inspection, shown.id)
        .map(|(time, from)| html! { <>{ safe_text(&time) }{ soft(format!(" · says the {from}")) }</> });
    let urls = descriptor.filter(|descriptor| !descriptor.urls.is_empty()).map(|descriptor| {
        let urls = descriptor.urls.iter().map(|url| html! { <li>{ linked(url) }</li> });
        html! { <ul>{ for urls }</ul> }
    });
    let place = descriptor.zip(node.holder).map(|(descriptor, place)| {
        link(
            html! { { format!("show it in the {holder}") } },
            String::new(),
            shown.show(place, descriptor.span),
        )
    });
    let facts = vec![
        fact("Digest", digest),
        fact("State", Some(state)),
        pin(shown),
        fact("Size", size(shown)),
        fact(
            "Diff ID",
            of_layer
                .diff_id
                .map(|text| html! { <>{ whole(text) }{ soft(format!(" · {}", of_layer.diff_id_from)) }</> }),
        ),
        fact("Chain ID", of_layer.chain_id.map(whole)),
        fact("Unpacked", of_layer.unpacked.map(Html::from)),
        fact("Media type", own_type.or(stated_type).map(media_type)),
        fact("Described as", otherwise.map(media_type)),
        fact("Artifact type", artifact_type(inspection, node).map(|text| code(&text))),
        fact("Platform", platform(shown, holder)),
        fact("Created", created),
        fact("Made by", made_by(shown)),
        fact("Subject", subject(shown)),
        fact(
            "Tagged",
            schema1_name(shown.document.map(|(_, blob)| &blob.document.content)).map(|name| code(&name)),
        ),
        fact("Bytes", blob.map(|blob| origin(&blob.origin)).or(of_layer.place).map(|text| safe_text(&text))),
        fact("Descriptor", place),
        fact("URLs", urls),
    ];
    html! { <dl class="facts">{ for facts }</dl> }
}

fn soft(words: String) -> Html {
    html! { <span class="soft">{ words }</span> }
}

fn size(shown: &Shown) -> Option<Html> {
    let (words, differ) = sizes(shown.node.stated_size(), size_here(shown))?;
    Some(html! { <span class={if differ { "differs" } else { "" }}>{ words }</span> })
}

fn size_here(shown: &Shown) -> Option<u64> {
    let held = || held(shown.inspection, shown.node).map(|layer| layer.size);
    shown.document.map(|(_, blob)| Blob::size(blob)).or_else(held)
}

fn platform(shown: &Shown, holder: &'static str) -> Option<Html> {
    let platforms = platforms(shown.inspection, shown.id);
    // A config's platform stands in the entry for its manifest.
    let holder = if shown.node.role == Role::Config { "index" } else { holder };
    let one = |platform: &Platform, by: &str| {
        html! { <>{ code(&platform.to_string()) }{ soft(format!(" in the {by}")) }</> }
    };
    let stated = platforms.stated.as_ref().map(|platform| one(platform, holder));
    let config = platforms.config.as_ref().map(|platform| one(platform, "config"));
    match (stated, config) {
        (Some(stated), Some(config)) if platforms.differ() => {
            let config = html! { <>{ config }<strong>{ ": they differ" }</strong></> };
            Some(html! { <>{ stated }{ " · " }<span class="differs">{ config }</span></> })
        }
        (Some(stated), Some(config)) => Some(html! { <>{ stated }{ " · " }{ config }</> }),
        (stated, config) => stated.or(config),
    }
}

/// The command that made a layer, where the config beside it says so.
fn made_by(shown: &Shown) -> Option<Html> {
    let digest = shown.node.stated_digest().map(Digest::short);
    let command = shown.label(shown.id).what;
    let is_command = matches!(shown.node.role, Role::Layer(_)) && digest.as_ref() != Some(&command);
    is_command.then(|| code(&command))
}

fn subject(shown: &Shown) -> Option<Html> {
    let tree = &shown.inspection.tree;
    let subject = tree.child_with_role(shown.id, &Role::Subject)?;
    let digest = tree.get(subject)?.stated_digest().map(Digest::to_string);
    Some(to_node(shown, subject, &digest.unwrap_or_else(|| shown.label(subject).name)))
}
