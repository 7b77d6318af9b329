//! How each message changes the model, and what the shell is to do for it.

use std::rc::Rc;

use super::effect::Effect;
use super::intake::{Detected, detect};
use super::message::{Arrival, Key, Msg};
use super::model::{Example, Inspection, Model, Notice, Tone};
use super::report;
use super::saving;
use super::sharing::{self, ShareDialog};
use super::tree_view::TreeView;
use super::view::{Tab, View};
use crate::image::digest::Digest;
use crate::inspect::{BlobId, NodeId, Origin, Tree, unmatched};
use crate::limits;
use crate::share::{self, Fragment};
use crate::verify::explain::{self, Explanation};

/// Takes `msg` into `model`, and says what is to be done.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::BoxChanged(text) => {
            model.box_text = text;
            Vec::new()
        }
        Msg::ExpectedChanged(text) => {
            model.expected_text = text;
            Vec::new()
        }
        Msg::Submit => submit(model),
        Msg::Add { arrivals, pin } => add(model, arrivals, pin.as_deref()),
        Msg::Refused(sentence) | Msg::HashFailed(sentence) => notice(model, Tone::Bad, sentence),
        Msg::Hashed { blob, digest } => hashed(model, blob, digest),
        Msg::Select(node) => select(model, node),
        Msg::Toggle(node) => {
            let open = model.tree.is_open(node);
            model.tree.set_open(node, !open);
            lay_out(model);
            Vec::new()
        }
        Msg::OpenAll(open) => {
            model.tree.open_all(&model.inspection.tree, open);
            lay_out(model);
            Vec::new()
        }
        Msg::Key(key) => press(model, key),
        Msg::Filter(filter) => {
            model.tree.filter = filter;
            lay_out(model);
            vec![Effect::Announce(format!("{} rows", model.tree.rows.len()))]
        }
        Msg::Tab(tab) => {
            model.span = None;
            show_tab(model, tab)
        }
        Msg::ShowSpan(span) => {
            let effects = show_tab(model, Tab::Raw);
            model.span = Some(span);
            effects
        }
        Msg::Pin { blob, text } => pin(model, blob, &text),
        Msg::Explain => explain_all(model),
        Msg::TakeRecovered(blob) => take_recovered(model, blob),
        Msg::Host(host) => {
            model.view.host = host;
            vec![address(model, false)]
        }
        Msg::Client(client) => {
            model.view.client = client;
            vec![address(model, false)]
        }
        Msg::Share(open) => {
            model.share = open.then(|| ShareDialog::new(&model.inspection.blobs, true));
            Vec::new()
        }
        Msg::ShareConfigs(configs) => {
            model.share = Some(ShareDialog::new(&model.inspection.blobs, configs));
            Vec::new()
        }
        Msg::CopyLink { base } => copy_link(model, &base),
        Msg::Copy(text) => vec![Effect::Copy(text)],
        Msg::Copied(done) => copied(model, done),
        Msg::SaveDocuments => vec![Effect::Save(saving::documents(&model.inspection))],
        Msg::SaveDocument(blob) => {
            saving::document(&model.inspection, blob).map(Effect::Save).into_iter().collect()
        }
        Msg::SaveReportJson => vec![Effect::Save(report::json(&model.inspection))],
        Msg::SaveReportMarkdown => vec![Effect::Save(report::markdown(&model.inspection))],
        Msg::Navigated(fragment) => navigated(model, &fragment),
        Msg::Recalled(payload) => recalled(model, &payload),
        Msg::ExamplesListed(list) => examples_listed(model, list),
        Msg::OpenExample(id) => open_example(model, &id),
        Msg::Clear => clear(model),
        Msg::Theme(theme) => {
            model.theme = theme;
            vec![Effect::Theme(theme)]
        }
        Msg::Dismiss(at) => {
            if at < model.notices.len() {
                model.notices.remove(at);
            }
            Vec::new()
        }
    }
}

fn notice(model: &mut Model, tone: Tone, text: impl Into<String>) -> Vec<Effect> {
    let text = text.into();
    let notice = Notice { tone, text: text.clone() };
    // The same news twice is told once.
    model.notices.retain(|old| *old != notice);
    model.notices.push(notice);
    vec![Effect::Announce(text)]
}

fn submit(model: &mut Model) -> Vec<Effect> {
    let expected = model.expected_text.trim().to_owned();
    let pin = (!expected.is_empty()).then_some(expected);
    if let Some(Err(error)) = pin.as_deref().map(Digest::parse) {
        return notice(model, Tone::Bad, format!("The expected digest can't be read: {error}."));
    }
    match detect(&model.box_text) {
        Detected::Empty => notice(
            model,
            Tone::Warn,
            "There is nothing in the box. Paste a manifest, drop files on the page, or open an example.",
        ),
        Detected::Link(fragment) => {
            model.box_text.clear();
            let mut effects = navigated(model, &fragment);
            effects.push(address(model, true));
            effects
        }
        Detected::Digest(digest) => digest_alone(model, &digest),
        Detected::Reference(reference) => notice(
            model,
            Tone::Warn,
            format!(
                "\u{201c}{reference}\u{201d} looks like an image reference, and this page does not fetch \
                 from registries yet. Print the manifest with \u{201c}docker buildx imagetools inspect \
                 --raw {reference}\u{201d} or \u{201c}crane manifest {reference}\u{201d}, and paste or drop \
                 what it prints."
            ),
        ),
        Detected::Document(bytes) => {
            model.box_text.clear();
            model.expected_text.clear();
            add(model, vec![Arrival { bytes, origin: Origin::Paste }], pin.as_deref())
        }
    }
}

/// A digest alone in the box leads to the node that has it, and is no document.
fn digest_alone(model: &mut Model, digest: &Digest) -> Vec<Effect> {
    let tree = &model.inspection.tree;
    let named = tree.iter().find(|(_, node)| node.stated_digest() == Some(digest)).map(|(id, _)| id);
    let held = || tree.first_with(model.inspection.blobs.find(digest)?);
    match named.or_else(held) {
        Some(node) => {
            model.box_text.clear();
            model.tree.reveal(&model.inspection.tree, node);
            lay_out(model);
            select(model, node)
        }
        None => notice(
            model,
            Tone::Warn,
            "That is a digest, and no document here has it or names it. Paste the document itself; to check \
             one against this digest, put the digest into \u{201c}expected digest\u{201d}.",
        ),
    }
}

fn add(model: &mut Model, arrivals: Vec<Arrival>, pin: Option<&str>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut pin = pin.map(Digest::parse);
    if let Some(Err(error)) = &pin {
        effects.extend(notice(model, Tone::Bad, format!("The expected digest can't be read: {error}.")));
    }
    let mut first = None;
    let inspection = Rc::make_mut(&mut model.inspection);
    let mut refused = Vec::new();
    for Arrival { bytes, origin } in arrivals {
        if bytes.len() > limits::DOCUMENT_BYTES {
            refused.push(saving::name_of_origin(&origin));
            continue;
        }
        let id = inspection.blobs.add(bytes, origin);
        if let Some(Ok(pin)) = pin.take() {
            inspection.blobs.pin(id, Some(pin));
        }
        first.get_or_insert(id);
    }
    for name in refused {
        let text = format!(
            "{name} is over {} MB, more than a document of an image ever is. Archives and layers can't be \
             opened yet.",
            limits::DOCUMENT_BYTES / 1_000_000
        );
        effects.extend(notice(model, Tone::Bad, text));
    }
    let Some(first) = first else { return effects };
    effects.extend(documents_changed(model));
    if let Some(node) = model.inspection.tree.first_with(first) {
        model.tree.reveal(&model.inspection.tree, node);
        lay_out(model);
        effects.extend(choose(model, node, true));
    }
    effects
}

/// Hashes what is due, rebuilds the tree and all that hangs on it.
fn documents_changed(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let inspection = Rc::make_mut(&mut model.inspection);
    for (blob, algorithm) in inspection.blobs.due() {
        let Some(bytes) = inspection.blobs.get(blob).map(|blob| Rc::clone(&blob.bytes)) else { continue };
        if bytes.len() > limits::HASH_ON_MAIN_THREAD_BYTES {
            model.hashing += 1;
            effects.push(Effect::Hash { blob, algorithm, bytes });
        } else {
            inspection.blobs.hash(blob, algorithm);
        }
    }
    rebuild(model);
    model.payload = None;
    effects.push(Effect::Remember(sharing::remembered(&model.inspection.blobs)));
    effects.push(Effect::AfterFrame(Box::new(Msg::Explain)));
    effects
}

/// Builds the tree anew; what was open stays open, and what was chosen stays chosen.
fn rebuild(model: &mut Model) {
    let inspection = Rc::make_mut(&mut model.inspection);
    let tree = Tree::build(&inspection.blobs);
    model.tree = model.tree.carried(&inspection.tree, &tree);
    model.selected = model.selected.and_then(|node| tree.carry(&inspection.tree, node));
    inspection.tree = tree;
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
    }
    lay_out(model);
}

fn lay_out(model: &mut Model) {
    model.tree.lay_out(&model.inspection.blobs, &model.inspection.tree);
}

fn hashed(model: &mut Model, blob: BlobId, digest: Digest) -> Vec<Effect> {
    model.hashing = model.hashing.saturating_sub(1);
    Rc::make_mut(&mut model.inspection).blobs.hashed(blob, digest);
    rebuild(model);
    vec![Effect::AfterFrame(Box::new(Msg::Explain))]
}

fn select(model: &mut Model, node: NodeId) -> Vec<Effect> {
    choose(model, node, true)
}

fn choose(model: &mut Model, node: NodeId, push: bool) -> Vec<Effect> {
    if model.inspection.tree.get(node).is_none() {
        return Vec::new();
    }
    if model.selected != Some(node) {
        model.span = None;
    }
    model.selected = Some(node);
    let path = model.inspection.tree.path(node);
    let changed = model.view.node.as_ref() != Some(&path);
    model.view.node = Some(path);
    let mut effects = vec![Effect::Reveal];
    if changed {
        effects.push(address(model, push));
    }
    effects
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    match model.tree.press(&inspection.blobs, &inspection.tree, model.selected, key) {
        // Each arrow key would else be a step of the history.
        Some(node) => choose(model, node, false),
        None => Vec::new(),
    }
}

fn show_tab(model: &mut Model, tab: Tab) -> Vec<Effect> {
    if model.view.tab == tab {
        return Vec::new();
    }
    model.view.tab = tab;
    vec![address(model, true)]
}

fn address(model: &Model, push: bool) -> Effect {
    let view = model.view.to_string();
    let fragment = Fragment { payload: model.payload.as_deref(), view: &view }.to_string();
    Effect::Address { fragment, push }
}

fn pin(model: &mut Model, blob: BlobId, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let pin = match (!text.is_empty()).then(|| Digest::parse(text)).transpose() {
        Ok(pin) => pin,
        Err(error) => {
            return notice(model, Tone::Bad, format!("The expected digest can't be read: {error}."));
        }
    };
    let inspection = Rc::make_mut(&mut model.inspection);
    inspection.blobs.pin(blob, pin);
    inspection.explanations.remove(&blob);
    documents_changed(model)
}

fn explain_all(model: &mut Model) -> Vec<Effect> {
    let found = unmatched(&model.inspection.blobs, &model.inspection.tree);
    let blobs = &model.inspection.blobs;
    let explanations = found
        .into_iter()
        .filter_map(|unmatched| {
            let bytes = &blobs.get(unmatched.blob)?.bytes;
            let explanation = explain::explain(bytes, &unmatched.wanted);
            let node = match &explanation {
                Explanation::Recovered { wanted, .. } | Explanation::Nearest { wanted, .. } => *wanted,
                Explanation::Nothing { .. } => 0,
            };
            Some((unmatched.blob, (explanation, *unmatched.nodes.get(node)?)))
        })
        .collect();
    Rc::make_mut(&mut model.inspection).explanations = explanations;
    Vec::new()
}

fn take_recovered(model: &mut Model, blob: BlobId) -> Vec<Effect> {
    let Some((Explanation::Recovered { bytes, change, .. }, _)) = model.inspection.explanations.get(&blob)
    else {
        return Vec::new();
    };
    let (bytes, change) = (Rc::from(bytes.as_slice()), change.to_string());
    let inspection = Rc::make_mut(&mut model.inspection);
    inspection.explanations.remove(&blob);
    inspection.blobs.replace(blob, bytes, Origin::Recovered(change));
    let mut effects = documents_changed(model);
    if let Some(node) = model.inspection.tree.first_with(blob) {
        model.tree.reveal(&model.inspection.tree, node);
        lay_out(model);
        effects.extend(choose(model, node, false));
    }
    effects.extend(notice(model, Tone::Ok, "The recovered bytes are the document now."));
    effects
}

fn copy_link(model: &mut Model, base: &str) -> Vec<Effect> {
    let Some(ShareDialog { payload: Ok(payload), configs, config_count, .. }) = &model.share else {
        return Vec::new();
    };
    let payload = payload.clone();
    let whole = *configs || *config_count == 0;
    let view = model.view.to_string();
    let fragment = Fragment { payload: Some(&payload), view: &view }.to_string();
    let mut effects = vec![Effect::Copy(format!("{base}#{fragment}"))];
    if whole {
        // The address now holds the documents, and a reload or a bookmark opens them.
        model.payload = Some(payload);
        effects.push(address(model, false));
    }
    effects
}

fn copied(model: &mut Model, done: bool) -> Vec<Effect> {
    if let Some(share) = &mut model.share {
        share.copied = done;
    }
    if done {
        return vec![Effect::Announce("Copied.".to_owned())];
    }
    notice(
        model,
        Tone::Bad,
        "The browser did not let the page write to the clipboard. Select the text and copy it by hand.",
    )
}

fn navigated(model: &mut Model, fragment: &str) -> Vec<Effect> {
    let parts = Fragment::parse(fragment);
    let Ok(view) = parts.view.parse::<View>();
    let mut effects = Vec::new();
    if let Some(payload) = parts.payload.filter(|payload| model.payload.as_deref() != Some(*payload)) {
        effects.extend(open_payload(model, payload));
        if model.inspection.blobs.is_empty() {
            return effects;
        }
        model.payload = Some(payload.to_owned());
    }
    show(model, view);
    effects.push(Effect::Reveal);
    effects
}

/// Shows what `view` says, and leaves the address as it is.
fn show(model: &mut Model, view: View) {
    let tree = &model.inspection.tree;
    let named = view.node.as_ref().and_then(|path| tree.find(path));
    model.selected = named.or_else(|| tree.roots().first().copied());
    model.span = None;
    model.view = view;
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
        lay_out(model);
    }
}

fn open_payload(model: &mut Model, payload: &str) -> Vec<Effect> {
    let shared = match share::unpack(payload) {
        Ok(shared) => shared,
        Err(error) => return notice(model, Tone::Bad, format!("This link can't be opened: {error}.")),
    };
    model.inspection = Rc::new(Inspection::default());
    model.tree = TreeView::default();
    model.selected = None;
    model.notices.clear();
    let inspection = Rc::make_mut(&mut model.inspection);
    for document in shared.documents {
        let id = inspection.blobs.add(document.bytes.into(), Origin::Link);
        if let Some(Ok(pin)) = document.pin.as_deref().map(Digest::parse) {
            inspection.blobs.pin(id, Some(pin));
        }
    }
    documents_changed(model)
}

fn recalled(model: &mut Model, payload: &str) -> Vec<Effect> {
    if !model.inspection.blobs.is_empty() || share::unpack(payload).is_err() {
        return Vec::new();
    }
    let view = model.view.clone();
    let effects = open_payload(model, payload);
    show(model, view);
    effects
}

fn examples_listed(model: &mut Model, list: Result<Rc<[u8]>, String>) -> Vec<Effect> {
    match list.and_then(|bytes| serde_json::from_slice::<Vec<Example>>(&bytes).map_err(|e| e.to_string())) {
        Ok(examples) => {
            model.examples = examples.into();
            Vec::new()
        }
        Err(reason) => notice(
            model,
            Tone::Warn,
            format!("The examples can't be listed: {reason}. All else works without them."),
        ),
    }
}

fn open_example(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(example) = model.examples.iter().find(|example| example.id == id).cloned() else {
        return Vec::new();
    };
    let mut effects = clear(model);
    let files = example.files.into_iter().map(|file| file.path).collect();
    effects.push(Effect::FetchExample { id: example.id, files, pin: example.pin });
    effects
}

fn clear(model: &mut Model) -> Vec<Effect> {
    let kept = (Rc::clone(&model.examples), model.theme);
    *model = Model { examples: kept.0, theme: kept.1, ..Model::default() };
    vec![Effect::Remember(None), address(model, true)]
}
