//! What a step left to be done is done before the update ends, by the only one who knows all steps.

use crate::session::effect::Effect;
use crate::session::growing::grow_if_stale;
use crate::session::model::Model;
use crate::session::navigation::address;
use crate::session::next::Next;
use crate::session::{archives, exporting, fetching, linking, recovery, taking, unpacking};

/// Does all that is left to be done now, and what that leaves in turn.
pub(super) fn finish(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    loop {
        let mut due = Vec::new();
        if model.growing.is_none() {
            due.append(&mut model.afterwards);
        }
        due.append(&mut model.next);
        if due.is_empty() {
            match grow_if_stale(model) {
                Some(more) => effects.extend(more),
                None => return effects,
            }
        }
        for next in due {
            effects.extend(run(model, next));
        }
    }
}

fn run(model: &mut Model, next: Next) -> Vec<Effect> {
    match next {
        Next::Arrived { first, several } => taking::show(model, first, several),
        Next::Linked { view, symbols, payload } => unpacking::show_linked(model, view, symbols, payload),
        Next::Recalled(view) => linking::show_recalled(model, view),
        Next::Landed(root) => fetching::show_landed(model, root),
        Next::Opened(archive, first) => archives::show_opened(model, *archive, first),
        Next::Held => archives::choose_first(model),
        Next::Alone { layer, is_layer } => archives::show_alone(model, layer, is_layer),
        Next::Report(format) => exporting::report(model, format),
        Next::Recovered(blob) => recovery::show_recovered(model, blob),
        Next::PutTogether(archive, first) => archives::put_together(model, *archive, first),
        Next::Listed(opened) => archives::opened(model, *opened),
        Next::OfLayers(command) => archives::fetched(model, *command),
        Next::Address => vec![address(model, true)],
    }
}
