//! An in-toto statement: of what it speaks, and what it says.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{PAGE, fact, linked, more_button};
use crate::image::document::Content;
use crate::image::provenance::{Material, Predicate};
use crate::image::statement::{Statement, predicate_name};
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;

/// The statement.
#[component]
pub fn StatementView(props: &NodeProps) -> Html {
    let shown = use_state(|| PAGE);
    let Some((_, blob)) = props.document() else { return Html::default() };
    let Content::Statement(statement) = &blob.document.content else { return Html::default() };
    let predicate = blob.root().and_then(Predicate::read);
    let materials = match &predicate {
        Some(Predicate::Provenance(provenance)) => provenance.materials.as_slice(),
        _ => &[],
    };
    html! {
        <>
            <dl class="facts">
                { about(props, statement) }
                { for predicate.as_ref().map(said) }
            </dl>
            if !materials.is_empty() {
                <h3 class="section">{ "Materials" }<span class="soft">{ materials.len() }</span></h3>
                <table class="pairs"><tbody>{ for materials.iter().take(*shown).map(|one| material(props, one)) }</tbody></table>
                { more_button(&shown, materials.len()) }
            }
        </>
    }
}

fn about(props: &NodeProps, statement: &Statement) -> Html {
    let predicate = statement.predicate_type.as_deref().map(|text| {
        let name = predicate_name(text);
        html! { <>{ linked(text) }if name != text { { " " }<span class="chip">{ name }</span> }</> }
    });
    let subject = |(name, digests): &(String, Vec<String>)| {
        html! { <li>{ safe_text(name) }{ for digests.iter().map(|digest| digest_line(props, digest)) }</li> }
    };
    let subjects = statement.subjects.iter().take(PAGE).map(subject);
    html! {
        <>
            { fact("Predicate type", predicate) }
            { fact("Statement type", statement.statement_type.as_deref().map(linked)) }
            { fact("Subjects", (!statement.subjects.is_empty()).then(|| html! { <ul>{ for subjects }</ul> })) }
        </>
    }
}

fn said(predicate: &Predicate) -> Html {
    let text = |text: &Option<String>| text.as_deref().map(linked);
    match predicate {
        Predicate::Provenance(provenance) => html! {
            <>
                { fact("Builder", text(&provenance.builder)) }
                { fact("Build type", text(&provenance.build_type)) }
                { fact("Invocation", text(&provenance.invocation)) }
                { fact("Started", text(&provenance.started)) }
                { fact("Finished", text(&provenance.finished)) }
            </>
        },
        Predicate::Sbom(sbom) => html! {
            <>
                { fact("Format", Some(safe_text(&sbom.format))) }
                { fact("Of", text(&sbom.name)) }
                { fact("Made by", (!sbom.tools.is_empty()).then(|| safe_text(&sbom.tools.join(", ")))) }
                { fact("Made", text(&sbom.created)) }
                { fact("Packages", Some(html! { sbom.packages })) }
                { fact("Files", (sbom.files > 0).then(|| html! { sbom.files })) }
            </>
        },
    }
}

fn material(props: &NodeProps, material: &Material) -> Html {
    html! {
        <tr>
            <td>{ linked(&material.uri) }</td>
            <td>{ for material.digests.iter().map(|digest| digest_line(props, digest)) }</td>
        </tr>
    }
}

fn digest_line(props: &NodeProps, digest: &str) -> Html {
    html! { <div><DigestText text={digest.to_owned()} on={props.on.clone()} /></div> }
}
