//! What is called verified, and by whose word: bytes in, states and reports out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod disk;
mod late;
mod origin;
mod sizes;
#[path = "../fixtures/tar.rs"]
mod tar;
mod words;

use bayplan::headless::exported;
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::inspect::{NodeId, Origin};
use bayplan::pace::at_once;
use bayplan::session::{
    Arrival, BoxMsg, DocumentsMsg, Effect, ExportMsg, LinkMsg, Model, Msg, ReportFormat, ShareMsg, update,
};
use bayplan::verify::hash::digest_of;

/// A document.
pub const INDEX: &str =
    r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#;

/// Its type.
pub const INDEX_TYPE: &str = "application/vnd.oci.image.index.v1+json";

/// The digest of a text.
pub fn sha256(text: &str) -> Digest {
    digest_of(HashAlgorithm::Sha256, text.as_bytes())
}

/// Sends `msg`, and then all that is due after the frame. Gives the other effects, what is to be hashed among them: a
/// test answers that late.
pub fn send(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut done = Vec::new();
    let mut effects = update(model, msg);
    while !effects.is_empty() {
        let mut next = Vec::new();
        for effect in effects {
            match effect {
                Effect::AfterFrame(msg) => next.extend(update(model, *msg)),
                Effect::InPieces(work) => next.extend(update(model, at_once(work.done()))),
                Effect::Export(what) => {
                    let (effect, answer) = exported(model, what);
                    done.extend(effect);
                    next.extend(answer.into_iter().flat_map(|msg| update(model, msg)));
                }
                other => done.push(other),
            }
        }
        effects = next;
    }
    done
}

/// A text that comes so.
pub fn arrival(text: &str, origin: Origin) -> Arrival {
    Arrival { bytes: text.as_bytes().into(), origin }
}

/// The page after this was put into the box and taken.
pub fn pasted(text: &str) -> Model {
    let mut model = Model::default();
    paste(&mut model, text, "");
    model
}

/// Puts `text` into the box and `expected` beside it, and takes both.
pub fn paste(model: &mut Model, text: &str, expected: &str) -> Vec<Effect> {
    send(model, Msg::Box(BoxMsg::Expected(expected.to_owned())));
    send(model, Msg::Box(BoxMsg::Changed(text.to_owned())));
    send(model, Msg::Box(BoxMsg::Submit))
}

/// What was kept for a reload last.
pub fn remembered(model: &mut Model) -> String {
    let kept =
        send(model, Msg::Documents(DocumentsMsg::Settle)).into_iter().find_map(|effect| match effect {
            Effect::Remember(text) => text,
            _ => None,
        });
    kept.expect("nothing was kept")
}

/// The file that holds all documents.
pub fn saved(model: &mut Model) -> String {
    let saved = send(model, Msg::Export(ExportMsg::Documents)).into_iter().find_map(|effect| match effect {
        Effect::Save(save) => Some(save.bytes),
        _ => None,
    });
    String::from_utf8(saved.unwrap().to_vec()).unwrap()
}

/// The report as JSON.
pub fn report(model: &mut Model) -> serde_json::Value {
    let saved =
        send(model, Msg::Export(ExportMsg::Report(ReportFormat::Json))).into_iter().find_map(|effect| {
            match effect {
                Effect::Save(save) => Some(save.bytes),
                _ => None,
            }
        });
    serde_json::from_slice(&saved.unwrap()).unwrap()
}

/// The link that holds all documents, from the `#` on.
pub fn link(model: &mut Model) -> String {
    send(model, Msg::Share(ShareMsg::Open(true)));
    send(model, Msg::Share(ShareMsg::Pack));
    model.link("").unwrap().trim_start_matches('#').to_owned()
}

/// The page after this link was opened.
pub fn linked(fragment: &str) -> Model {
    let mut model = Model::default();
    send(&mut model, Msg::Link(LinkMsg::Navigated(fragment.to_owned())));
    model
}

/// The first root.
pub fn root(model: &Model) -> NodeId {
    model.inspection.tree.roots()[0]
}

/// The state of a node, in its words.
pub fn state(model: &Model, node: NodeId) -> &'static str {
    model.inspection.tree.get(node).unwrap().state.word()
}

/// What the overview says of a node's state.
pub fn told(model: &Model, node: NodeId) -> String {
    bayplan::view::detail::verified(&model.inspection, model.inspection.tree.get(node).unwrap())
}

/// What it says of where the document came from.
pub fn came(model: &Model, node: NodeId) -> String {
    let blob = model.inspection.tree.get(node).unwrap().blob.unwrap();
    bayplan::view::detail::origin(&model.inspection.blobs.get(blob).unwrap().origin)
}

/// A saved file with one document, that says that it came so.
pub fn bundle(origin: &str, name: &str, text: &str, more: &str) -> String {
    use base64::Engine as _;
    let base64 = base64::engine::general_purpose::STANDARD.encode(text);
    format!(
        r#"{{"bayplanDocuments":1,"documents":[{{"origin":"{origin}","name":"{name}",{more}"base64":"{base64}"}}]}}"#
    )
}
