//! What stands where on the page.

use std::rc::Rc;

use yew::prelude::*;

use super::detail::Detail;
use super::drafting::drafting;
use super::fetching::{Tags, fetching, source};
use super::findings_dialog::FindingsDialog;
use super::footer::footer;
use super::masthead::masthead;
use super::notices::notices;
use super::opening::opening;
use super::selection::{Strip, several};
use super::share_dialog::Sharing;
use super::skip_link::skip_link;
use super::start::start;
use super::state::State;
use super::summary::SummaryLine;
use super::tree::TreePane;
use crate::browser;
use crate::export::reference_link;
use crate::session::Model;
use crate::view::comparison::ComparisonLook;
use crate::view::{Look, several_images};

/// The first visit, while nothing is known of documents.
pub fn first(app: &State) -> Html {
    frame(
        app,
        Parts {
            content: start(&app.model, &app.look.box_hint, Html::default(), &app.on),
            ..Parts::default()
        },
    )
}

/// The whole page.
pub fn page(app: &State) -> Html {
    let Model { inspection, selected, share, .. } = &app.model;
    let (on, look) = (&app.on, &app.look.fetch);
    // A layer by itself is no document.
    let is_empty = inspection.blobs.is_empty() && selected.is_none();
    let fetching = if look.speaks { fetching(&look.view, on) } else { Html::default() };
    let mut parts = Parts {
        notices: notices(&app.model.notices, on),
        opening: if app.model.layers.is_busy() { opening(&app.model, on) } else { Html::default() },
        ..Parts::default()
    };
    if is_empty {
        parts.content = start(&app.model, &app.look.box_hint, fetching, on);
    } else {
        (parts.fetching, parts.content) = (fetching, image(app));
    }
    if let Some(tags) = &look.view.tags {
        parts.dialogs = html! { <Tags tags={Rc::clone(tags)} on={on} /> };
    }
    if app.model.all_findings {
        parts.findings = html! {
            <FindingsDialog inspection={Rc::clone(inspection)} total={Rc::clone(&app.look.evidence.total)}
                marks={app.model.tally.marks.clone()} on={on} />
        };
    }
    if let Some(share) = share {
        parts.sharing = html! {
            <Sharing share={share.clone()} inspection={Rc::clone(inspection)} link={app.model.link(&browser::base())}
                short={reference_link(&app.model, &browser::base())} expects={app.model.view.expects()} on={on} />
        };
    }
    parts.drafting = drafting(&app.model, &app.look, on);
    frame(app, parts)
}

/// What is shown of documents.
fn image(app: &State) -> Html {
    let Model { inspection, selected, view, choice, .. } = &app.model;
    let Look { fetch: look, evidence, matrix, .. } = &app.look;
    let (on, pinned) = (&app.on, look.view.pinned.as_ref());
    html! {
        <>
            if let Some(root) = app.model.root() {
                <SummaryLine inspection={Rc::clone(inspection)} {root} tally={app.model.tally.clone()} counts={evidence.total.counts}
                    hashing={app.model.hashing} on={on} />
            }
            if let Some(pinned) = pinned { { source(pinned, &look.view, on) } }
            if let Some(choice) = choice {
                <Strip choice={Rc::clone(choice)} matrix={matrix.clone()} on={on} />
            } else if let Some(images) = several_images(&app.model) {
                { several(&images, on) }
            }
            <div class="panes">
                <TreePane inspection={Rc::clone(inspection)} rows={Rc::clone(&app.model.tree.rows)}
                    filter={app.model.tree.filter.clone()} selected={*selected}
                    chosen={choice.as_ref().and_then(|choice| Some((choice.pick?, choice.client.name())))} reveal={app.reveal}
                    found={evidence.total.marks.clone()} marks={look.marks.clone()} fetches={pinned.is_some()} on={on} />
                <Detail inspection={Rc::clone(inspection)} selected={*selected} tab={view.tab} span={app.model.span}
                    found={evidence.total.marks.clone()} repository={pinned.map(|pinned| AttrValue::from(pinned.repository.clone()))} look={Rc::clone(look)}
                    layers={Rc::clone(&app.model.layers)} files={app.model.files.as_ref().map(|pane| Rc::clone(pane.shown()))}
                    evidence={Rc::clone(evidence)} beside={ComparisonLook::of(&app.model)} on={on} />
            </div>
        </>
    }
}

/// What stands in the frame; one frame for the first visit and all others, so that the page is kept and not
/// built again when the second part of the program comes.
#[derive(Default)]
struct Parts {
    notices: Html,
    fetching: Html,
    opening: Html,
    content: Html,
    dialogs: Html,
    findings: Html,
    sharing: Html,
    drafting: Html,
}

fn frame(app: &State, parts: Parts) -> Html {
    let Parts { notices, fetching, opening, content, dialogs, findings, sharing, drafting } = parts;
    html! {
        <>
            { skip_link() }
            { masthead(&app.model, &app.look.box_hint, &app.on) }
            <main id="main" tabindex="-1">
                { notices }
                { fetching }
                { opening }
                { content }
            </main>
            { footer() }
            { dialogs }
            { findings }
            { sharing }
            { drafting }
            <div class={classes!("toast", (app.toast > 0).then_some("shown"))} aria-hidden="true">
                { "Copied" }
            </div>
            <div class="visually-hidden" role="status">
                <span key={app.announced.0}>{ &app.announced.1 }</span>
            </div>
            if app.dragging {
                <div class="drop-veil" aria-hidden="true">
                    <p>{ "Drop files or folders anywhere" }</p>
                </div>
            }
        </>
    }
}
