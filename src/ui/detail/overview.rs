//! The Overview tab: what the node is, whether it is what it should be, and what it is made of.

use yew::prelude::*;

use super::element::link;
use super::pieces::section;
use super::shown::Shown;
use super::{
    azure_listing, composition, entries, explanation, facts, finding, missing, outline, raw, referrers,
    statement, steps,
};
use crate::image::document::{Content, Kind};
use crate::session::{Msg, SelectMsg, Tab};
use crate::ui::safe_text::safe_text;
use crate::view::detail;

/// The tab.
pub fn overview(shown: &Shown) -> Html {
    let mut parts = vec![explanation::explained(shown), finding::alerts(shown), told(shown)];
    let left_out = detail::left_out(shown.inspection, shown.id);
    let is_all = left_out.as_ref().is_some_and(|left_out| left_out.is_all);
    if let Some(left_out) = left_out {
        parts.push(html! { <p class="inset">{ left_out.sentence }</p> });
    }
    if let Some(line) = &shown.props.evidence.line {
        let open = shown.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
        parts.push(html! {
            <p class="inset evidence-line">
                <strong>{ "Evidence: " }</strong>{ safe_text(line) }{ ". " }{ link(html! { "Look at it" }, String::new(), open) }
            </p>
        });
    }
    match shown.document {
        None => parts.push(missing::missing(shown)),
        // That it names nothing would be false.
        Some(_) if is_all => {}
        Some((_, blob)) => match (&blob.document.content, blob.document.kind) {
            (Content::Index(_), _) => parts.push(entries::entries(shown)),
            (Content::Manifest(_), _) => parts.push(composition::composition(shown)),
            (_, Kind::AzureListing) => parts.push(azure_listing::azure_listing(shown, blob)),
            (_, Kind::Build(_)) => {
                parts.extend(blob.build.as_ref().map(|file| steps::steps(shown, blob, file)));
            }
            (Content::Statement(content), _) => parts.push(statement::statement(shown, content)),
            (_, Kind::Descriptor | Kind::Json | Kind::NotJson) => {
                parts.extend(statement::document(shown));
                parts.push(section("The bytes", Html::default()));
                parts.push(raw::raw(shown, None));
            }
            _ => {}
        },
    }
    parts.push(referrers::referrers(shown));
    html! { <div>{ for parts }</div> }
}

/// What it is in words, and its facts: side by side where there is room.
fn told(shown: &Shown) -> Html {
    html! { <div class="overview-top">{ outline::outline(shown) }{ facts::facts(shown) }</div> }
}
