//! An in-toto statement: of what it speaks, and what it says.

use yew::prelude::*;

use super::element::{element, nodes, said, say};
use super::pieces::{ROWS, fact, linked, section, table};
use super::shown::Shown;
use crate::image::provenance::{Material, Predicate};
use crate::image::statement::{Statement, predicate_name};
use crate::inspect::Blob;
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;

/// The statement.
pub fn statement(shown: &Shown, blob: &Blob, statement: &Statement) -> Html {
    let predicate = blob.root().and_then(Predicate::read);
    let mut facts = about(shown, statement);
    let mut materials = Html::default();
    match &predicate {
        Some(Predicate::Provenance(provenance)) => {
            facts.extend([
                told("Builder", &provenance.builder),
                told("Build type", &provenance.build_type),
                told("Invocation", &provenance.invocation),
                told("Started", &provenance.started),
                told("Finished", &provenance.finished),
            ]);
            let count = provenance.materials.len();
            if count > 0 {
                let rows = provenance.materials.iter().take(ROWS).map(|one| material(shown, one)).collect();
                let head = section("Materials", said(count.to_string()));
                materials = nodes(vec![head, table("pairs", Html::default(), rows, count)]);
            }
        }
        Some(Predicate::Sbom(sbom)) => facts.extend([
            fact("Format", Some(safe_text(&sbom.format))),
            told("Of", &sbom.name),
            fact("Made by", (!sbom.tools.is_empty()).then(|| safe_text(&sbom.tools.join(", ")))),
            told("Made", &sbom.created),
            fact("Packages", Some(said(sbom.packages.to_string()))),
            fact("Files", (sbom.files > 0).then(|| said(sbom.files.to_string()))),
        ]),
        None => {}
    }
    nodes(vec![section("What it says", Html::default()), element("dl", "facts", nodes(facts)), materials])
}

fn told(name: &'static str, text: &Option<String>) -> Html {
    fact(name, text.as_deref().map(linked))
}

fn about(shown: &Shown, statement: &Statement) -> Vec<Html> {
    let predicate = statement.predicate_type.as_deref().map(|text| {
        let name = predicate_name(text);
        let chip =
            if name == text { Html::default() } else { element("span", "chip", said(name.to_owned())) };
        nodes(vec![linked(text), say(" "), chip])
    });
    let subject = |(name, of): &(String, Vec<String>)| {
        element("li", "", nodes(vec![safe_text(name), digests(shown, of)]))
    };
    let subjects: Vec<_> = statement.subjects.iter().take(ROWS).map(subject).collect();
    vec![
        fact("Predicate type", predicate),
        told("Statement type", &statement.statement_type),
        fact("Subjects", (!subjects.is_empty()).then(|| element("ul", "", nodes(subjects)))),
    ]
}

fn material(shown: &Shown, material: &Material) -> Html {
    let cells =
        vec![element("td", "", linked(&material.uri)), element("td", "", digests(shown, &material.digests))];
    element("tr", "", nodes(cells))
}

fn digests(shown: &Shown, of: &[String]) -> Html {
    let one = |text: &String| {
        element("div", "", html! { <DigestText text={text.clone()} on={shown.on.clone()} /> })
    };
    nodes(of.iter().map(one).collect())
}
