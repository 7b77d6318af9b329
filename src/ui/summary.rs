//! The line above the tree.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::in_turn::{Turn, use_turn};
use super::notice::notice;
use super::safe_text::safe_text_of;
use super::seal;
use super::size::size;
use crate::inspect::{NodeId, Totals};
use crate::session::{Counts, DocumentsMsg, Inspection, Msg, SelectMsg, Tally, Tone};
use crate::text::size::exact;
use crate::view::{Standing, Summary, count, proved, summary};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    /// The root of the image that is summed up.
    pub root: NodeId,
    pub tally: Tally,
    /// All findings, those on evidence too.
    pub counts: Counts,
    /// Blobs that are being hashed.
    pub hashing: usize,
    pub on: Callback<Msg>,
}

/// The line. Where documents are many it is worked out after the pane beside it.
#[component]
pub fn SummaryLine(props: &Props) -> Html {
    use_turn(Turn::of(&props.inspection, 2), false, || line(props)).unwrap_or_default()
}

fn line(props: &Props) -> Html {
    let Some(summary) = summary(&props.inspection, props.root) else {
        return Html::default();
    };
    let Summary { name, kind, totals, place } = &summary;
    let (counts, Tally { nothing_fits, truncated, .. }) = (props.counts, &props.tally);
    html! {
        <section class="summary" aria-label="Summary">
            <h1>{ safe_text_of(name, 120) }</h1>
            <p class="soft summary-facts">
                if place.1 > 1 {
                    <span>{ format!("document {} of {}", place.0, place.1) }</span>
                }
                if let Some(kind) = kind {
                    <span>{ kind }</span>
                }
                if totals.platforms > 0 {
                    <span>{ count(totals.platforms, "platform", "platforms") }</span>
                }
                { sizes(totals) }
            </p>
            <span class="summary-state">
                { seal::standing(Standing::of(totals), totals) }{ proved(totals) }
                if props.hashing > 0 { <span class="soft">{ format!(", hashing {}…", props.hashing) }</span> }
            </span>
            if let Some(worst) = counts.worst() {
                <button type="button" class="summary-state link" aria-haspopup="dialog" title="List all findings"
                    onclick={props.on.reform(|_: MouseEvent| Msg::Select(SelectMsg::AllFindings(true)))}>
                    { seal::severity(worst) }<span>{ count(counts.all() as usize, "finding", "findings") }</span>
                </button>
            }
            if place.1 > 1 {
                <button type="button" class="button" title="Removes this document and all under it from the page. It can be undone."
                    onclick={props.on.reform({ let root = outermost_root(&props.inspection, props.root); move |_: MouseEvent| Msg::Documents(DocumentsMsg::Remove(root)) })}>
                    { icon(Icon::Close) }{ "Remove" }
                </button>
            }
            if *truncated {
                { notice(Tone::Warn, html! { <p>{ Tally::cut_short() }</p> }, None) }
            }
            if *nothing_fits {
                { notice(Tone::Bad, html! { <p>{ Tally::NOTHING_FITS }</p> }, None) }
            }
        </section>
    }
}

/// The root that hangs under no other, of the image that is summed up.
fn outermost_root(inspection: &Inspection, root: NodeId) -> NodeId {
    inspection.tree.ancestors(root).last().unwrap_or(root)
}

fn sizes(totals: &Totals) -> Html {
    let shared = (totals.shared_layers > 0).then(|| count(totals.shared_layers, "layer", "layers"));
    html! {
        <>
            <span>
                { size(totals.distinct_bytes) }{ " in all" }
                if totals.not_loaded > 0 {
                    { format!(", {} not loaded", count(totals.not_loaded, "manifest", "manifests")) }
                }
            </span>
            if let Some(shared) = shared {
                <span title={format!("{} if a shared blob is counted each time", exact(totals.bytes))}>
                    { shared }{ " shared" }
                </span>
            }
        </>
    }
}
