//! The layers before their files are known: how far each is, and the button that opens them.

use yew::prelude::*;

use crate::inspect::NodeId;
use crate::session::{LayersMsg, Msg, SelectMsg, Tone};
use crate::ui::detail::element::{button, link};
use crate::ui::detail::pieces::{ROWS, headed, more};
use crate::ui::detail::rows::rows;
use crate::ui::detail::shown::Shown;
use crate::ui::progress::progress;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::ui::seal;
use crate::ui::size::size;
use crate::view::layers::{HowFar, LayerStatus, Status};

/// Characters of a command.
const COMMAND: usize = 120;

/// The list of layers, with what can be done about them.
pub fn layers(shown: &Shown, status: &Status) -> Html {
    let mut parts = Vec::new();
    if let Some(all) = status.running {
        let words = format!("Reading {} of {} layers", running(status), status.layers.len());
        parts.push(html! {
            <div class="inset">{ progress(words, all, Some(shown.send(Msg::Layers(LayersMsg::Stop(shown.id))))) }</div>
        });
    } else {
        parts.push(html! { <div class="inset files-call">{ words(status) }{ call(shown, status) }</div> });
    }
    let failed = |layer: &LayerStatus| matches!(layer.state, HowFar::Failed(_));
    if status.layers.len() > 1 || status.running.is_some() || status.layers.iter().any(failed) {
        parts.push(headed(html! { "The layers" }, html! { "" }));
        let items = status
            .layers
            .iter()
            .take(ROWS)
            .map(|layer| html! { <li class="files-layer">{ row(shown, layer) }</li> });
        parts.push(html! { <ol>{ rows(items.collect()) }</ol> });
        parts.push(more(status.layers.len().saturating_sub(ROWS)));
    }
    html! { <>{ for parts }</> }
}

fn running(status: &Status) -> usize {
    status.layers.iter().filter(|layer| matches!(layer.state, HowFar::Running(_))).count()
}

fn words(status: &Status) -> Html {
    let words = if status.remote.0 > 0 {
        let registry = safe_text(&status.registry);
        let words = " when you ask for them, and not before. Each is hashed and unpacked once, here in your browser, \
                     as it comes: that proves its digest and its diff ID, and lists its files. Nothing is uploaded.";
        return html! { <p>{ "The layers are fetched from " }{ registry }{ words }</p> };
    } else if status.waiting.0 > 0 {
        "Every layer is hashed and unpacked once, here in your browser: that proves its digest and its diff ID, and \
         lists its files. Nothing is uploaded, and nothing is written anywhere."
    } else if status.layers.is_empty() {
        "This image has no layers, and so no files."
    } else {
        "The layers are not here, so that their files are not known. Drop the image as an archive (skopeo copy … \
         oci-archive:image.tar, docker save, docker buildx build -o type=oci), or the layer itself as a file; its \
         digest tells where it belongs."
    };
    html! { <p>{ words }</p> }
}

/// The button that opens what waits.
pub fn call(shown: &Shown, status: &Status) -> Html {
    if status.unread() == 0 {
        return Html::default();
    }
    let primary = |words: String, node: NodeId| {
        let onclick = shown.send(Msg::Layers(LayersMsg::Open(node)));
        html! { <button type="button" class="button primary" {onclick}>{ words }</button> }
    };
    let own = status.layers.iter().find(|layer| layer.node == shown.id);
    let list = status.call_list(own);
    let list =
        list.map(|words| button(html! { { words } }, shown.send(Msg::Layers(LayersMsg::List(shown.id)))));
    let mut buttons = Vec::new();
    match own.filter(|_| status.layers.len() > 1) {
        None => buttons.push(primary(status.call(), shown.id)),
        // A layer among others: it alone, or all of them.
        Some(own) => {
            buttons.extend(status.call_one(own).map(|words| primary(words, own.node)));
            if let Some(holder) = shown.node.holder {
                buttons.push(button(
                    html! { { status.call() } },
                    shown.send(Msg::Layers(LayersMsg::Open(holder))),
                ));
            }
        }
    }
    buttons.extend(list);
    html! { <span class="files-calls">{ for buttons }</span> }
}

/// What reading a layer found.
fn read(shown: &Shown, node: NodeId) -> Html {
    let state = shown.inspection.tree.get(node).map(|node| &node.state);
    state.map_or_else(Html::default, |state| html! { <>{ seal::seal(state) }{ " " }{ state.word() }</> })
}

fn row(shown: &Shown, layer: &LayerStatus) -> Html {
    let to =
        link(safe_text(&layer.name), String::new(), shown.send(Msg::Select(SelectMsg::Node(layer.node))));
    let state = match &layer.state {
        HowFar::Missing => html! { <span class="soft">{ "not here" }</span> },
        HowFar::Waiting => html! { <span class="soft">{ "not read yet" }</span> },
        HowFar::Remote => html! { <span class="soft">{ "not fetched" }</span> },
        HowFar::Listed => {
            html! { <span class="soft">{ "listed by its table of contents, not fetched" }</span> }
        }
        HowFar::Running(of) => progress(String::new(), *of, None),
        HowFar::Read => read(shown, layer.node),
        HowFar::Failed(why) => html! { <>{ seal::tone(Tone::Bad) }{ " " }{ safe_text(why) }</> },
    };
    html! {
        <>
            <div class="files-layer-name">{ to }</div>
            <div class="soft code files-layer-what">{ safe_text_of(&layer.made_by, COMMAND) }</div>
            <div class="num soft">{ layer.size.map(size).unwrap_or_default() }</div>
            <div class="files-layer-state">{ state }</div>
        </>
    }
}
