//! What a document claims: facts, and the list of what it names.

use std::rc::Rc;

use yew::prelude::*;

use super::packages::Packages;
use super::pieces::{ROWS, code, fact, linked, section, table};
use super::shown::Shown;
use crate::evidence::claims::Claims;
use crate::evidence::piece::Piece;
use crate::evidence::provenance::{Material, Provenance};
use crate::evidence::sbom::Sbom;
use crate::evidence::vex::{Said, Vex};
use crate::evidence::{List, Told};
use crate::inspect::BlobId;
use crate::text::size::grouped;
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;
use crate::view::detail::{package_kinds, status};

/// The facts of what a document claims, and the list that goes with them; nothing where it claims nothing that is read.
pub fn claimed(shown: &Shown, blob: BlobId, piece: &Rc<Piece>) -> Option<(Vec<Html>, Html)> {
    Some(match piece.claims.as_ref()? {
        Claims::Provenance(provenance) => (built(provenance), materials(shown, &provenance.materials)),
        Claims::Sbom(sbom) => (made_of(sbom), packages(shown, sbom, blob, piece)),
        Claims::Vex(vex) => (judged(vex), statements(&vex.statements)),
    })
}

fn packages(shown: &Shown, sbom: &Sbom, blob: BlobId, piece: &Rc<Piece>) -> Html {
    html! {
        if !sbom.packages.is_empty() {
            { section("Packages", number(sbom.packages.len())) }
            <Packages {blob} piece={Rc::clone(piece)} on={shown.on.clone()} />
        }
    }
}

fn told(name: &'static str, told: &Option<Told>) -> Html {
    fact(name, told.as_ref().map(|told| linked(&told.text)))
}

fn number(count: usize) -> Html {
    html! { { grouped(count as u64) } }
}

fn built(provenance: &Provenance) -> Vec<Html> {
    vec![
        told("Builder", &provenance.builder),
        told("Build type", &provenance.build_type),
        told("Source", &provenance.source),
        told("Commit", &provenance.commit),
        told("Entry point", &provenance.entry_point),
        told("Invocation", &provenance.invocation),
        told("Started", &provenance.started),
        told("Finished", &provenance.finished),
    ]
}

fn materials(shown: &Shown, of: &List<Material>) -> Html {
    let material = |material: &Material| {
        let uri = material.uri.as_ref().map_or("", |told| &told.text);
        let image = material.image().map(|image| html! { <span class="beneath">{ code(&image) }</span> });
        html! { <tr><td>{ linked(uri) }{ for image }</td><td>{ digests(shown, &material.digests) }</td></tr> }
    };
    list("Materials", "pairs", Html::default(), of, material)
}

fn made_of(sbom: &Sbom) -> Vec<Html> {
    let tools: Vec<&str> = sbom.tools.items.iter().map(|told| told.text.as_str()).collect();
    let of: Vec<&str> = sbom.of.items.iter().map(|told| told.text.as_str()).collect();
    let texts = |texts: Vec<&str>| (!texts.is_empty()).then(|| safe_text(&texts.join(", ")));
    vec![
        fact("Format", Some(safe_text(&sbom.format))),
        told("Of", &sbom.name),
        fact("Of the digest", texts(of)),
        fact("Made by", texts(tools)),
        told("Made", &sbom.created),
        fact("Kinds", package_kinds(sbom).map(|kinds| safe_text(&kinds))),
        fact("Files", (sbom.files > 0).then(|| number(sbom.files))),
    ]
}

fn judged(vex: &Vex) -> Vec<Html> {
    vec![
        fact("Format", Some(safe_text(&vex.format))),
        told("Author", &vex.author),
        told("Made", &vex.created),
    ]
}

fn statements(of: &List<Said>) -> Html {
    let said = |said: &Said| {
        html! {
            <tr>
                <th scope="row">{ safe_text(&said.vulnerability) }</th>
                <td>{ safe_text(status(said)) }</td>
                <td>{ said.why.as_deref().map(safe_text).unwrap_or_default() }</td>
                <td>{ for said.products.items.iter().take(PRODUCTS).map(|one| html! { <div>{ safe_text(one) }</div> }) }</td>
            </tr>
        }
    };
    list("Vulnerabilities", "pairs", head(&["Name", "Status", "Why", "Products"]), of, said)
}

/// Products of one statement that are shown.
const PRODUCTS: usize = 20;

fn head(titles: &[&'static str]) -> Html {
    html! { <thead><tr>{ for titles.iter().map(|title| html! { <th scope="col">{ *title }</th> }) }</tr></thead> }
}

fn list<T>(
    title: &'static str,
    class: &'static str,
    head: Html,
    of: &List<T>,
    row: impl Fn(&T) -> Html,
) -> Html {
    if of.is_empty() {
        return Html::default();
    }
    let rows = of.items.iter().take(ROWS).map(row).collect();
    html! { <>{ section(title, number(of.len())) }{ table(class, head, rows, of.len()) }</> }
}

fn digests(shown: &Shown, of: &List<Told>) -> Html {
    let one = |told: &Told| {
        html! { <div><DigestText text={told.text.clone()} on={shown.on.clone()} /></div> }
    };
    html! { <>{ for of.items.iter().map(one) }</> }
}
