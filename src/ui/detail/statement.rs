//! An in-toto statement: of what it speaks, and what it says.

use yew::prelude::*;

use super::claimed::claimed;
use super::pieces::{ROWS, fact, linked, section};
use super::rows::rows;
use super::shown::Shown;
use crate::image::statement::{Statement, predicate_name};
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;

/// The statement.
pub fn statement(shown: &Shown, statement: &Statement) -> Html {
    let mut facts = about(shown, statement);
    let (more, list) = claims(shown).unwrap_or_default();
    facts.extend(more);
    html! {
        <>{ section("What it says", Html::default()) }<dl class="facts">{ for facts }</dl>{ list }</>
    }
}

/// A document that claims something by itself; nothing where it does not.
pub fn document(shown: &Shown) -> Option<Html> {
    let (facts, list) = claims(shown)?;
    Some(html! {
        <>{ section("What it says", Html::default()) }<dl class="facts">{ for facts }</dl>{ list }</>
    })
}

/// What the chosen document claims, once it was read.
fn claims(shown: &Shown) -> Option<(Vec<Html>, Html)> {
    claimed(shown, shown.node.blob?, shown.props.evidence.own.as_ref()?)
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
        fact("Subjects", (!subjects.is_empty()).then(|| html! { <ul>{ rows(subjects) }</ul> })),
    ]
}

fn digests(shown: &Shown, of: &[String]) -> Html {
    let one = |text: &String| {
        html! { <div><DigestText text={text.clone()} on={shown.on.clone()} /></div> }
    };
    html! { <>{ for of.iter().map(one) }</> }
}
