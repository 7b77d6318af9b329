//! What documents tell: facts and lists.

use yew::prelude::*;

use super::pieces::{ROWS, fact, linked, section, table};
use super::shown::Shown;
use crate::evidence::{List, Told};
use crate::text::size::grouped;
use crate::ui::digest::DigestText;

/// What a document tells, as a fact; a web address is a link.
pub fn told(name: &'static str, told: &Option<Told>) -> Html {
    fact(name, told.as_ref().map(|told| linked(&told.text)))
}

/// The heads of columns.
pub fn head(titles: &[&'static str]) -> Html {
    html! { <thead><tr>{ for titles.iter().map(|title| html! { <th scope="col">{ *title }</th> }) }</tr></thead> }
}

/// A list with its title and its length; nothing where it is empty.
pub fn list<T>(
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

/// Digests, one below the other.
pub fn digests(shown: &Shown, of: &List<Told>) -> Html {
    let one = |told: &Told| {
        html! { <div><DigestText text={told.text.clone()} on={shown.on.clone()} /></div> }
    };
    html! { <>{ for of.items.iter().map(one) }</> }
}

/// A number as people read it.
pub fn number(count: usize) -> Html {
    html! { { grouped(count as u64) } }
}
