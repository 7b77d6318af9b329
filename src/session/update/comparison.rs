//! Two nodes beside each other.

use crate::inspect::NodeId;
use crate::session::archives::open;
use crate::session::beside::{compared_contents, listed, packages_made};
use crate::session::comparing::{files_made, made};
use crate::session::effect::Effect;
use crate::session::fetching::selected;
use crate::session::message::ComparisonMsg;
use crate::session::model::Model;
use crate::session::navigation::{address, compare};

pub(super) fn take(model: &mut Model, msg: ComparisonMsg) -> Vec<Effect> {
    let (first, second): (Option<NodeId>, Option<NodeId>) = match msg {
        ComparisonMsg::Made(comparison) => return made(model, comparison),
        ComparisonMsg::Files(files) => return files_made(model, *files),
        ComparisonMsg::Packages(made) => return packages_made(model, *made),
        ComparisonMsg::Listed(files) => return listed(model, *files),
        ComparisonMsg::Contents(compared) => return compared_contents(model, *compared),
        ComparisonMsg::List(listing) => {
            model.file_list.wanted = listing;
            return Vec::new();
        }
        ComparisonMsg::File(path) => return open_file(model, path),
        ComparisonMsg::Open => return open_layers(model),
        ComparisonMsg::With(second) => (model.selected, Some(second)),
        ComparisonMsg::Of(first, second) => (Some(first), Some(second)),
        ComparisonMsg::Swap => (model.compared_with(), model.selected),
    };
    let Some((first, second)) = first.zip(second) else { return Vec::new() };
    let mut effects = compare(model, first, second);
    effects.extend(selected(model));
    effects
}

/// Shows a file of both, or the list of them again.
fn open_file(model: &mut Model, path: Option<String>) -> Vec<Effect> {
    if model.view.file == path {
        return Vec::new();
    }
    model.view.file = path;
    vec![address(model, true)]
}

/// Has the layers of both nodes read.
fn open_layers(model: &mut Model) -> Vec<Effect> {
    let nodes = [model.selected, model.compared_with()];
    nodes.into_iter().flatten().flat_map(|node| open(model, node)).collect()
}
