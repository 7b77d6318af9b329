//! How an image was built, as a provenance says: facts, materials and parameters.

use yew::prelude::*;

use super::element::link;
use super::pieces::{fact, linked, outside};
use super::shown::Shown;
use super::told::{digests, head, list, told};
use crate::evidence::provenance::{Material, Provenance};
use crate::evidence::{List, Told};
use crate::session::{FetchMsg, Msg};
use crate::text::escape::escaped;
use crate::ui::safe_text::safe_text;
use crate::view::evidence::commit_page;

/// The facts of a provenance, and what went into the build.
pub fn built(shown: &Shown, provenance: &Provenance) -> (Vec<Html>, Html) {
    let parameters = parameters(&provenance.parameters);
    let lists = html! { <>{ materials(shown, &provenance.materials) }{ parameters }</> };
    (facts(provenance), lists)
}

fn facts(provenance: &Provenance) -> Vec<Html> {
    vec![
        told("Builder", &provenance.builder),
        told("Build type", &provenance.build_type),
        told("Source", &provenance.source),
        fact("Commit", commit(provenance)),
        told("Entry point", &provenance.entry_point),
        told("Invocation", &provenance.invocation),
        told("Started", &provenance.started),
        told("Finished", &provenance.finished),
    ]
}

/// The commit, as a link where its page is known.
fn commit(provenance: &Provenance) -> Option<Html> {
    let commit = &provenance.commit.as_ref()?.text;
    let page = provenance.source.as_ref().and_then(|source| commit_page(&source.text, commit));
    Some(match page {
        Some(page) => outside(page, safe_text(commit)),
        None => safe_text(commit),
    })
}

fn materials(shown: &Shown, of: &List<Material>) -> Html {
    let material = |material: &Material| {
        let uri = material.uri.as_ref().map_or("", |told| &told.text);
        let image = material.image().map(|image| {
            let open = shown.send(Msg::Fetch(FetchMsg::OpenReference(image.clone())));
            html! { <span class="beneath">{ "Image: " }{ link(safe_text(&image), escaped(&image), open) }</span> }
        });
        html! { <tr><td>{ linked(uri) }{ for image }</td><td>{ digests(shown, &material.digests) }</td></tr> }
    };
    list("Materials", "pairs", Html::default(), of, material)
}

/// What the builder was told.
fn parameters(of: &List<(String, Told)>) -> Html {
    let parameter = |(name, told): &(String, Told)| {
        html! { <tr><th scope="row">{ safe_text(name) }</th><td class="code">{ safe_text(&told.text) }</td></tr> }
    };
    list("Parameters", "pairs", head(&["Name", "Value"]), of, parameter)
}
