//! The Evidence tab: who signed it, what it is made of, how it was built, and what of that is proved.

mod expect;
mod matrix;
mod piece;

use yew::prelude::*;

use super::element::button;
use super::finding::finding;
use super::pieces::section;
use super::shown::Shown;
use crate::session::{EvidenceMsg, Msg};
use crate::ui::seal::severity;
use crate::view::detail::NodeFinding;
use expect::expect;
use matrix::matrix;
use piece::piece;

/// The tab.
pub fn evidence_tab(shown: &Shown) -> Html {
    let look = &shown.props.evidence;
    let pieces = look.pieces.iter().map(|view| piece(shown, view));
    html! {
        <div class="evidence">
            if !look.rows.is_empty() { { matrix(shown, &look.rows) } }
            if look.can_look {
                <div class="inset dialog-actions">
                    { button(html! { { LOOK } }, shown.send(Msg::Evidence(EvidenceMsg::Look(shown.id)))) }
                    <span class="soft">{ "Asks the image’s own registry for what refers to it and what cosign keeps beside it." }</span>
                </div>
            }
            { findings(shown) }
            { section("Who should have signed it", Html::default()) }
            { expect(shown, look) }
            { section("What is here", Html::default()) }
            if look.is_reading {
                <p class="inset soft">{ "Reading…" }</p>
            } else if look.pieces.is_empty() {
                <p class="inset soft">{ NOTHING }</p>
            }
            { for pieces }
            if look.left_out > 0 {
                <p class="inset soft">{ format!("{} more are not shown here: choose a platform, or a document in the tree.", look.left_out) }</p>
            }
        </div>
    }
}

/// What is to be said of the evidence, the worst first.
fn findings(shown: &Shown) -> Html {
    let found = &shown.props.evidence.findings;
    let one = |found: &NodeFinding| {
        html! {
            <li class="finding">{ severity(found.finding.severity) }<div>{ finding(shown, found) }</div></li>
        }
    };
    html! {
        if !found.is_empty() {
            { section("What is to be said of it", Html::default()) }
            <ul>{ for found.iter().map(one) }</ul>
        }
    }
}

const LOOK: &str = "Look for evidence";

const NOTHING: &str = "No evidence of it is among the documents that are open. Drop or paste a sigstore bundle, an \
    envelope, a signature’s manifest with its layers, or an SBOM: it is put to what it speaks of by its digest.";
