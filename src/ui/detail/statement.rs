//! An in-toto statement: of what it speaks, and what it says.

use yew::prelude::*;

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
                let head = section("Materials", html! { { count.to_string() } });
                materials = html! { <>{ head }{ table("pairs", Html::default(), rows, count) }</> };
            }
        }
        Some(Predicate::Sbom(sbom)) => facts.extend([
            fact("Format", Some(safe_text(&sbom.format))),
            told("Of", &sbom.name),
            fact("Made by", (!sbom.tools.is_empty()).then(|| safe_text(&sbom.tools.join(", ")))),
            told("Made", &sbom.created),
            fact("Packages", Some(html! { { sbom.packages.to_string() } })),
            fact("Files", (sbom.files > 0).then(|| html! { { sbom.files.to_string() } })),
        ]),
        None => {}
    }
    html! {
        <>{ section("What it says", Html::default()) }<dl class="facts">{ for facts }</dl>{ materials }</>
    }
}

fn told(name: &'static str, text: &Option<String>) -> Html {
    fact(name, text.as_deref().map(linked))
}

fn about(shown: &Shown, statement: &Statement) -> Vec<Html> {
    let predicate = statement.predicate_type.as_deref().map(|text| {
        let name = predicate_name(text);
        let chip = if name == text {
            Html::default()
        } else {
            html! { <span class="chip">{ name.to_owned() }</span> }
        };
        html! { <>{ linked(text) }{ " " }{ chip }</> }
    });
    let subject = |(name, of): &(String, Vec<String>)| {
        html! { <li>{ safe_text(name) }{ digests(shown, of) }</li> }
    };
    let subjects: Vec<_> = statement.subjects.iter().take(ROWS).map(subject).collect();
    vec![
        fact("Predicate type", predicate),
        told("Statement type", &statement.statement_type),
        fact("Subjects", (!subjects.is_empty()).then(|| html! { <ul>{ for subjects }</ul> })),
    ]
}

fn material(shown: &Shown, material: &Material) -> Html {
    html! { <tr><td>{ linked(&material.uri) }</td><td>{ digests(shown, &material.digests) }</td></tr> }
}

fn digests(shown: &Shown, of: &[String]) -> Html {
    let one = |text: &String| {
        html! { <div><DigestText text={text.clone()} on={shown.on.clone()} /></div> }
    };
    html! { <>{ for of.iter().map(one) }</> }
}
