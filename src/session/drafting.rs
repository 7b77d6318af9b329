//! The draft of an index: what is taken into it, and what becomes of it.

use std::rc::Rc;

use super::arrival::Arrival;
use super::comparison::{Noun, noun};
use super::draft_address::written;
use super::draft_pane::DraftPane;
use super::effect::{Effect, Save};
use super::fetching::{self, How, repository};
use super::inspection::Inspection;
use super::message::DraftMsg;
use super::model::{Model, Tone};
use super::navigation::address;
use super::news::News;
use super::notices::tell_news;
use super::taking::add;
use crate::compose::{Draft, Entry, Format, Of, PLACEHOLDER, System, recipe, write};
use crate::image::descriptor::Descriptor;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::{Content, Kind};
use crate::image::platform::Platform;
use crate::image::reference::{Reference, reader};
use crate::inspect::{BlobId, NodeId, Origin, Role, Step};
use crate::json;
use crate::keyed::{HashMap, HashSet};
use crate::limits;

const NO_DESCRIPTOR: &str =
    "That is no descriptor: an object of JSON with a mediaType, a digest and a size, as an index has it.";

pub(super) fn take(model: &mut Model, msg: DraftMsg) -> Vec<Effect> {
    let mut effects = take_in(model, msg);
    let now = model.draft.as_deref().map(written).unwrap_or_default();
    if model.view.draft != now {
        model.view.draft = now;
        effects.push(address(model, false));
    }
    effects
}

fn take_in(model: &mut Model, msg: DraftMsg) -> Vec<Effect> {
    match msg {
        DraftMsg::Take(node) => return take_node(model, node),
        DraftMsg::Document => return open_document(model),
        DraftMsg::Save => return save(model),
        DraftMsg::SaveRecipe(system, of) => return save_recipe(model, system, of),
        DraftMsg::Discard => model.draft = None,
        DraftMsg::Open(open) => change(model, |pane| pane.open = open),
        DraftMsg::Typed(text) => return take_typed(model, &text),
        DraftMsg::Reference(text) => return fetch(model, &text),
        DraftMsg::Move(from, to) => change(model, |pane| {
            pane.editing = None;
            pane.draft.move_entry(from, to);
        }),
        DraftMsg::Remove(at) => change(model, |pane| {
            pane.editing = None;
            pane.draft.remove_entry(at);
        }),
        DraftMsg::EntryAnnotations(at, text) => change(model, |pane| pane.annotate_entry(at, text)),
        DraftMsg::Platform(at, text) => change(model, |pane| {
            if let Some(entry) = pane.draft.entries.get_mut(at) {
                entry.platform = text;
            }
        }),
        DraftMsg::Format(format) => change(model, |pane| pane.draft.format = format),
        DraftMsg::Writer(writer) => change(model, |pane| pane.draft.writer = writer),
        DraftMsg::Target(text) => change(model, |pane| pane.draft.target = text),
        DraftMsg::Annotations(text) => change(model, |pane| pane.annotate(text)),
    }
    Vec::new()
}

fn change(model: &mut Model, change: impl FnOnce(&mut DraftPane)) {
    if let Some(pane) = &mut model.draft {
        change(Rc::make_mut(pane));
    }
}

/// Takes what a node is: an image with what attests it, or all that an index names.
fn take_node(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let entries = entries(&inspection, node);
    if entries.is_empty() {
        return tell_news(model, Tone::Warn, News::NothingForDraft);
    }
    if model.draft.is_none() {
        model.draft = Some(Rc::new(DraftPane::new(begun(&inspection, node))));
    }
    change(model, |pane| {
        pane.open = true;
        let here = &mut pane.draft.entries;
        let new = entries.into_iter().filter(|entry| here.iter().all(|other| other.digest != entry.digest));
        let new: Vec<Entry> = new.take(limits::DRAFT_ENTRIES.saturating_sub(here.len())).collect();
        here.extend(new);
    });
    complete(model)
}

/// Has an image fetched, for its entries to be offered.
fn fetch(model: &mut Model, text: &str) -> Vec<Effect> {
    let read = reader::read(text.trim()).map(|typed| typed.reference);
    change(model, |pane| {
        pane.offered = None;
        pane.awaited = read.as_ref().ok().cloned();
        pane.reference_fault = read.as_ref().err().cloned();
    });
    match read {
        Ok(reference) => fetching::open(model, &reference, How::Typed, None, None),
        Err(_) => Vec::new(),
    }
}

/// Offers what came, where it is what was asked for.
pub(super) fn came(model: &mut Model, root: Option<BlobId>) {
    let Some(awaited) = model.draft.as_ref().and_then(|pane| pane.awaited.clone()) else { return };
    let blob = root.and_then(|root| Some((root, model.inspection.blobs.get(root)?)));
    let Some((root, Origin::Registry(reference))) = blob.map(|(root, blob)| (root, &blob.origin)) else {
        return;
    };
    let place = |of: &Reference| (of.registry.clone(), of.repository.clone(), of.tag.clone());
    if place(reference) == place(&awaited) {
        change(model, |pane| (pane.awaited, pane.offered) = (None, Some(root)));
    }
}

/// Fills in what the configs of entries say, once they are here, and has them fetched where they are not.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let revision = model.inspection.revision();
    if model.draft.is_none() || model.drafted_of == Some(revision) {
        return Vec::new();
    }
    model.drafted_of = Some(revision);
    complete(model)
}

fn complete(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let Some(pane) = &model.draft else { return Vec::new() };
    let mut known = Vec::new();
    let mut missing = Vec::new();
    let is_open = |entry: &Entry| entry.config.is_none() && !entry.is_attestation();
    let open: Vec<(usize, &Entry)> =
        pane.draft.entries.iter().enumerate().filter(|(_, entry)| is_open(entry)).collect();
    let nodes = nodes_of(&inspection, &open.iter().map(|(_, entry)| &*entry.digest).collect());
    for (at, entry) in open {
        let Some(node) = nodes.get(&entry.digest).copied() else { continue };
        match config_platform(&inspection, node) {
            Some(platform) => known.push((at, platform)),
            None => missing.extend([Some(node), inspection.tree.child_with_role(node, &Role::Config)]),
        }
    }
    if !known.is_empty() {
        change(model, |pane| {
            for (at, platform) in known {
                let Some(entry) = pane.draft.entries.get_mut(at) else { continue };
                if entry.platform.trim().is_empty() {
                    entry.platform = platform.to_string();
                }
                entry.config = Some(platform);
            }
        });
    }
    let missing: Vec<NodeId> = missing.into_iter().flatten().collect();
    if missing.is_empty() { Vec::new() } else { fetching::in_view(model, &missing) }
}

/// The nodes of these digests: the first document of each, or the descriptor that names it.
fn nodes_of(inspection: &Inspection, digests: &HashSet<&str>) -> HashMap<String, NodeId> {
    let mut nodes: HashMap<String, NodeId> = HashMap::default();
    for (id, node) in inspection.tree.iter().filter(|_| !digests.is_empty()) {
        let own = || Some(inspection.blobs.get(node.blob?)?.digest(HashAlgorithm::Sha256)?.as_str());
        let stated = node.stated_digest().map(Digest::as_str);
        if let Some(digest) = stated.or_else(own).filter(|digest| digests.contains(digest)) {
            nodes.entry(digest.to_owned()).or_insert(id);
        }
    }
    nodes
}

/// A draft in the format of what it begins with.
fn begun(inspection: &Inspection, id: NodeId) -> Draft {
    let blob = inspection.tree.get(id).and_then(|node| inspection.blobs.get(node.blob?));
    let is_docker =
        blob.is_some_and(|blob| matches!(blob.document.kind, Kind::DockerList | Kind::DockerManifest));
    let annotations = match blob.map(|blob| &blob.document.content) {
        Some(Content::Index(index)) => {
            index.annotations.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let format = if is_docker { Format::Docker } else { Format::Oci };
    Draft { format, annotations, ..Draft::default() }
}

fn entries(inspection: &Inspection, id: NodeId) -> Vec<Entry> {
    let tree = &inspection.tree;
    let Some(node) = tree.get(id) else { return Vec::new() };
    match noun(inspection, id) {
        Some(Noun::Index) => {
            let is_entry =
                |id: &NodeId| tree.get(*id).is_some_and(|node| matches!(node.step, Some(Step::Entry(_))));
            let held = node.held.iter().copied().filter(is_entry).take(limits::DRAFT_ENTRIES);
            held.filter_map(|id| entry(inspection, id)).collect()
        }
        Some(Noun::Image) => {
            let attests =
                |id: &NodeId| tree.get(*id).is_some_and(|node| matches!(node.role, Role::Attestation(_)));
            let its = node.children.iter().copied().filter(attests);
            std::iter::once(id).chain(its).filter_map(|id| entry(inspection, id)).collect()
        }
        None => Vec::new(),
    }
}

/// A node as an entry: by its descriptor, or where no document names it, by its bytes.
fn entry(inspection: &Inspection, id: NodeId) -> Option<Entry> {
    let node = inspection.tree.get(id)?;
    let config = config_platform(inspection, id);
    let from = repository(inspection, id).map(|it| format!("{}/{}", it.registry, it.name));
    if let Some(descriptor) = node.descriptor.as_deref() {
        return Entry::of(descriptor, config, from);
    }
    let blob = inspection.blobs.get(node.blob?)?;
    let own = Descriptor {
        media_type: blob
            .document
            .media_type
            .clone()
            .or_else(|| Some(blob.document.kind.media_type()?.to_owned())),
        digest: blob.digest(HashAlgorithm::Sha256).cloned(),
        size: Some(blob.size()),
        ..Descriptor::default()
    };
    Entry::of(&own, config, from)
}

fn config_platform(inspection: &Inspection, id: NodeId) -> Option<Platform> {
    let config = inspection.tree.get(inspection.tree.child_with_role(id, &Role::Config)?)?;
    match &inspection.blobs.get(config.blob.filter(|_| !config.state.is_mismatch())?)?.document.content {
        Content::Config(config) => Some(config.platform.clone()).filter(|platform| !platform.is_empty()),
        _ => None,
    }
}

fn take_typed(model: &mut Model, text: &str) -> Vec<Effect> {
    let bytes = text.as_bytes();
    let short = bytes.len() <= limits::EMBEDDED_DOCUMENT_BYTES;
    let reading = short.then(|| json::read(bytes));
    let entry = reading.as_ref().and_then(|reading| Entry::typed(reading.root(bytes)?));
    let Some(entry) = entry else {
        change(model, |pane| pane.fault = Some(NO_DESCRIPTOR));
        return Vec::new();
    };
    change(model, |pane| {
        pane.fault = None;
        if pane.draft.entries.len() < limits::DRAFT_ENTRIES {
            pane.draft.entries.push(entry);
            pane.taken = pane.taken.wrapping_add(1);
        }
    });
    Vec::new()
}

fn open_document(model: &mut Model) -> Vec<Effect> {
    let Some(pane) = model.draft.clone() else { return Vec::new() };
    change(model, |pane| pane.open = false);
    let origin = Origin::Composed(pane.draft.writer.name().to_owned());
    add(model, vec![Arrival { bytes: write(&pane.draft).bytes.into(), origin }], None)
}

fn save_recipe(model: &Model, system: System, of: Of) -> Vec<Effect> {
    let Some(pane) = &model.draft else { return Vec::new() };
    let text = recipe(&pane.draft, PLACEHOLDER, system, of).text;
    vec![Effect::Save(Save {
        name: system.file_name().to_owned(),
        media_type: "text/plain",
        bytes: text.into_bytes().into(),
        more: Vec::new(),
    })]
}

fn save(model: &Model) -> Vec<Effect> {
    let Some(pane) = &model.draft else { return Vec::new() };
    vec![Effect::Save(Save {
        name: "index.json".to_owned(),
        media_type: "application/json",
        bytes: write(&pane.draft).bytes.into(),
        more: Vec::new(),
    })]
}
