//! Opens what a command line names, and gives the report.

use std::path::Path;

use super::{Headless, Options, Scenario, regular};
use crate::image::digest::Digest;
use crate::inspect::{NodeId, NodePath, Role};
use crate::session::{
    BoxMsg, ChoiceMsg, DocumentsMsg, ExportMsg, FetchMsg, Inspection, LayersMsg, Model, Msg, Notice,
    ReportFormat, Said, SelectMsg, Tone,
};
use crate::verify::Pin;
use crate::view;

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
    let paste = options.paste.as_deref().map(regular::text).transpose()?;
    let pin = options.pin.as_deref().map(Digest::parse).transpose();
    let pin = pin.map_err(|error| format!("The expected digest can't be read. {error}"))?;
    if let Some(pin) = &pin {
        page.send(Msg::Box(BoxMsg::Expected(pin.to_string())));
    }
    if !options.paths.is_empty() {
        page.drop_paths(&options.paths)?;
    }
    for text in [paste, open].into_iter().flatten() {
        page.paste(&text);
    }
    if let Some(pin) = &pin {
        pin_what_has_it(&mut page, pin);
    }
    if let Some(path) = &options.node {
        let node = path.parse::<NodePath>().ok().and_then(|path| page.model.inspection.tree.find(&path));
        page.send(Msg::Select(SelectMsg::Node(node.ok_or_else(|| format!("There is no node {path}."))?)));
    }
    if let Some(host) = &options.host {
        page.send(Msg::Choice(ChoiceMsg::Host(host.clone())));
    }
    if let Some(client) = &options.client {
        page.send(Msg::Choice(ChoiceMsg::Client(*client)));
    }
    page.send(Msg::Choice(ChoiceMsg::Form(options.form)));
    page.send(Msg::Fetch(FetchMsg::All));
    if options.open_layers {
        for node in with_layers(&page.model) {
            page.send(Msg::Layers(LayersMsg::Open(node)));
        }
    }
    if let Some(image) = view::fetching(&page.model).pinned.filter(|_| tags) {
        page.send(Msg::Fetch(FetchMsg::Tags(image.repository)));
    }
    page.send(if options.markdown {
        Msg::Export(ExportMsg::Report(ReportFormat::Markdown))
    } else {
        Msg::Export(ExportMsg::Report(ReportFormat::Json))
    });
    let report = page.saved.pop().and_then(|save| String::from_utf8(save.whole()).ok());
    report.ok_or_else(|| "The page gave no report.".to_owned())
}

/// The field beside the box is for what comes alone. Where the page did not take it, the digest is expected of the
/// document that has it, or of the only one that there is; and else it is said that nothing has it.
fn pin_what_has_it(page: &mut Headless, pin: &Digest) {
    page.send(Msg::Box(BoxMsg::Expected(String::new())));
    let Model { inspection, notices, .. } = &page.model;
    let is_pin = |of: &Option<Pin>| of.as_ref().is_some_and(|of| of.digest == *pin);
    let Inspection { blobs, tree, .. } = &**inspection;
    let is_taken = blobs.iter().any(|(_, blob)| is_pin(&blob.pin))
        || blobs.layers.iter().any(|(_, layer)| is_pin(&layer.pin))
        || notices.iter().any(|notice| view::sentence(&notice.said).contains(&pin.to_string()));
    if is_taken {
        return;
    }
    let only = || match tree.roots() {
        [only] => tree.get(*only)?.blob.filter(|_| blobs.len() == 1),
        _ => None,
    };
    match blobs.find(pin).or_else(only) {
        Some(blob) => page.send(Msg::Documents(DocumentsMsg::Pin { blob, text: pin.to_string() })),
        None => page.model.notices.push(Notice {
            tone: Tone::Bad,
            said: Said::Sentence(format!("Nothing that was opened has the digest that you expect, {pin}.")),
        }),
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
