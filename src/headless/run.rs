//! Opens what a command line names, and gives the report.

use std::fs;
use std::path::Path;

use super::{Headless, Options, Scenario};
use crate::image::digest::Digest;
use crate::inspect::{NodeId, NodePath, Role};
use crate::session::{Model, Msg};

/// Does what `options` ask for, and gives the page's report, which ends in a line feed. `examples` is the folder of the
/// page's examples.
///
/// # Errors
/// Where it can't be done at all, in a sentence. What is wrong with what was opened is no error: the report says it.
pub fn run(options: &Options, examples: Option<&Path>) -> Result<String, String> {
    let (mut open, mut tags) = (None, options.tags);
    let mut page = match &options.scenario {
        None => Headless::default(),
        Some(path) => {
            let mut scenario = Scenario::read(path)?;
            open = scenario.open.take();
            tags |= scenario.lists_tags();
            Headless::new(Box::new(move |request| scenario.answer(request)))
        }
    };
    page.examples = examples.map(ToOwned::to_owned);
    let paste = options.paste.as_deref().map(text).transpose()?;
    if let Some(pin) = &options.pin {
        Digest::parse(pin).map_err(|error| format!("The expected digest can't be read. {error}"))?;
        page.send(Msg::ExpectedChanged(pin.clone()));
    }
    page.drop_paths(&options.paths)?;
    for text in [paste, open].into_iter().flatten() {
        page.paste(&text);
    }
    pin_first(&mut page);
    if let Some(path) = &options.node {
        let node = path.parse::<NodePath>().ok().and_then(|path| page.model.inspection.tree.find(&path));
        page.send(Msg::Select(node.ok_or_else(|| format!("There is no node {path}."))?));
    }
    if let Some(host) = &options.host {
        page.send(Msg::Host(host.clone()));
    }
    if let Some(client) = &options.client {
        page.send(Msg::Client(client.clone()));
    }
    page.send(Msg::Form(options.form));
    page.send(Msg::FetchAll);
    if options.open_layers {
        for node in with_layers(&page.model) {
            page.send(Msg::OpenLayers(node));
        }
    }
    if let Some(image) = page.model.fetching_view().pinned.filter(|_| tags) {
        page.send(Msg::FetchTags(image.repository));
    }
    page.send(if options.markdown { Msg::SaveReportMarkdown } else { Msg::SaveReportJson });
    let report = page.saved.pop().and_then(|save| String::from_utf8(save.bytes.to_vec()).ok());
    report.ok_or_else(|| "The page gave no report.".to_owned())
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} can't be read as text: {error}.", path.display()))
}

/// The field beside the box is for what comes alone; of several, it is for the first.
fn pin_first(page: &mut Headless) {
    let text = std::mem::take(&mut page.model.expected_text);
    let tree = &page.model.inspection.tree;
    let first = tree.roots().first().and_then(|root| tree.get(*root)?.blob);
    if let Some(blob) = first.filter(|_| !text.is_empty()) {
        page.send(Msg::Pin { blob, text });
    }
}

/// The nodes that have layers, each set of layers once.
fn with_layers(model: &Model) -> Vec<NodeId> {
    let tree = &model.inspection.tree;
    let layers = tree.iter().filter(|(_, node)| matches!(node.role, Role::Layer(_)) || node.layer.is_some());
    let mut nodes: Vec<NodeId> = layers
        .map(|(id, node)| node.parent.filter(|_| matches!(node.role, Role::Layer(_))).unwrap_or(id))
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
