//! What a document claims: facts, and the list of what it names.

use std::rc::Rc;

use yew::prelude::*;

use super::built::built;
use super::packages::Packages;
use super::pieces::{fact, section};
use super::shown::Shown;
use super::told::{head, list, number, told};
use crate::evidence::List;
use crate::evidence::claims::Claims;
use crate::evidence::piece::Piece;
use crate::evidence::sbom::Sbom;
use crate::evidence::vex::{Said, Vex};
use crate::inspect::BlobId;
use crate::ui::safe_text::safe_text;
use crate::view::detail::{package_kinds, status};

/// The facts of what a document claims, and the list that goes with them; nothing where it claims nothing that is read.
pub fn claimed(shown: &Shown, blob: BlobId, piece: &Rc<Piece>) -> Option<(Vec<Html>, Html)> {
    Some(match piece.claims.as_ref()? {
        Claims::Provenance(provenance) => built(shown, provenance),
        Claims::Sbom(sbom) => (made_of(sbom), packages(shown, sbom, blob, piece)),
        Claims::Vex(vex) => (judged(vex), statements(&vex.statements)),
    })
}

fn packages(shown: &Shown, sbom: &Sbom, blob: BlobId, piece: &Rc<Piece>) -> Html {
    html! {
        if !sbom.packages.is_empty() {
            { section("Packages", number(sbom.packages.len())) }
            <Packages {blob} piece={Rc::clone(piece)} list={shown.props.evidence.packages.get(&blob).cloned().unwrap_or_default()}
                on={shown.on.clone()} />
        }
    }
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
