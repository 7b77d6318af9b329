//! What is answered late lands nowhere: no number is given twice in a session.

use std::rc::Rc;

use bayplan::archive::codec::Codec;
use bayplan::archive::contents::{Contents, Member};
use bayplan::archive::kind::EntryKind;
use bayplan::archive::pass::{Head, Tail};
use bayplan::headless::answer;
use bayplan::image::digest::HashAlgorithm;
use bayplan::layers::{FileId, HeldFile, JobId};
use bayplan::registry::{Failure, Outcome};
use bayplan::session::{DocumentsMsg, Done, ExportMsg, FetchMsg, LayersMsg, LinkMsg, SelectMsg, Work};
use bayplan::session::{Effect, FetchId, Model, Msg, update};
use bayplan::verify::hash::digest_of;

use super::tar::{ended, entry};
use super::{INDEX, INDEX_TYPE, link, paste, pasted, root, send, sha256, state};

/// A tar of one empty file.
fn tar(name: &str) -> Vec<u8> {
    ended(entry(name, b""))
}

/// An OCI layout of one layer, by what a worker lists of it.
fn layout(layer: &[u8]) -> Contents {
    let digest = digest_of(HashAlgorithm::Sha256, layer);
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{}","size":2}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{digest}","size":{}}}]}}"#,
        sha256("{}"),
        layer.len()
    );
    let index = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":{}}}]}}"#,
        sha256(&manifest),
        manifest.len()
    );
    let member = |path: String, document: Option<String>| Member {
        path: path.into_bytes(),
        kind: EntryKind::Regular,
        link: Vec::new(),
        from: 512,
        length: layer.len() as u64,
        document: document.map(String::into_bytes),
    };
    let path = |text: &str| format!("blobs/sha256/{}", sha256(text).encoded());
    let members = vec![
        member("index.json".to_owned(), Some(index)),
        member(path(&manifest), Some(manifest)),
        member(path("{}"), Some("{}".to_owned())),
        member(format!("blobs/sha256/{}", digest.encoded()), None),
    ];
    Contents { size: 99, members, ..Contents::default() }
}

/// What a worker finds in a layer.
fn scanned(layer: &[u8]) -> Msg {
    let mut tail = Tail::new(Codec::Plain, HashAlgorithm::Sha256);
    tail.hash(layer);
    tail.push(layer);
    let report = tail.finish(Head::new(Codec::Plain).finish());
    Msg::Layers(LayersMsg::Done { job: JobId(0), done: Rc::new(Done::Scanned(report)) })
}

fn answered(job: JobId, msg: Msg) -> Msg {
    match msg {
        Msg::Layers(LayersMsg::Done { done, .. }) => Msg::Layers(LayersMsg::Done { job, done }),
        other => other,
    }
}

fn work(effects: &[Effect]) -> (JobId, Work) {
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Work { job, work } => Some((*job, work.clone())),
            _ => None,
        })
        .expect("no work")
}

/// Drops an archive; gives the job that lists it.
fn dropped(model: &mut Model, file: u32) -> JobId {
    let held = HeldFile { id: FileId(file), path: "image.tar".to_owned(), size: 99 };
    work(&send(model, Msg::Layers(LayersMsg::Held(vec![held])))).0
}

/// Drops it and has it listed; gives the job that reads its layer.
fn opened(model: &mut Model, file: u32, layer: &[u8]) -> JobId {
    let job = dropped(model, file);
    let effects = send(
        model,
        Msg::Layers(LayersMsg::Done { job, done: Rc::new(Done::Opened(Rc::new(layout(layer)))) }),
    );
    let (job, work) = work(&effects);
    assert!(matches!(work, Work::Scan { .. }), "{work:?}");
    job
}

fn states(model: &Model) -> Vec<&'static str> {
    model.inspection.tree.iter().map(|(_, node)| node.state.word()).collect()
}

/// What puts all away that is here: beginning again, and a link that is opened.
fn ways_to_begin_again() -> Vec<Msg> {
    let fragment = link(&mut pasted(INDEX));
    vec![Msg::Documents(DocumentsMsg::Clear), Msg::Link(LinkMsg::Navigated(fragment))]
}

#[test]
fn a_layer_that_was_read_for_another_image_is_nobodys() {
    let (first, second) = (tar("first"), tar("second"));
    for again in ways_to_begin_again() {
        let mut model = Model::default();
        let late = opened(&mut model, 0, &first);
        let effects = send(&mut model, again);
        assert!(effects.contains(&Effect::StopWork(None)), "{effects:?}");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::ForgetFiles { .. })), "{effects:?}");
        assert!(model.layers.is_empty() && model.files.is_none());
        let next = opened(&mut model, 1, &second);
        assert_ne!(late, next);
        let before = states(&model);
        assert!(before.contains(&"hashing"), "{before:?}");
        for msg in [scanned(&first), scanned(&second)] {
            send(&mut model, answered(late, msg));
            assert_eq!(states(&model), before, "it is of a layer that is not here any more");
        }
        send(&mut model, Msg::Layers(LayersMsg::Progress { job: late, read: 7, total: Some(9) }));
        send(&mut model, Msg::Layers(LayersMsg::Kept { job: late, file: FileId(0) }));
        send(&mut model, answered(next, scanned(&second)));
        assert!(!states(&model).contains(&"hashing"));
        assert!(
            states(&model).iter().filter(|state| **state == "verified").count() >= 3,
            "{:?}",
            states(&model)
        );
    }
}

#[test]
fn an_archive_that_was_listed_for_another_visit_is_nobodys() {
    for again in ways_to_begin_again() {
        let mut model = Model::default();
        let late = dropped(&mut model, 0);
        send(&mut model, again);
        let next = dropped(&mut model, 1);
        let before = states(&model);
        send(
            &mut model,
            Msg::Layers(LayersMsg::Done {
                job: late,
                done: Rc::new(Done::Opened(Rc::new(layout(&tar("first"))))),
            }),
        );
        assert_eq!(states(&model), before);
        assert_eq!(model.layers.opening_count(), 1, "the other is still being opened");
        send(
            &mut model,
            Msg::Layers(LayersMsg::Done {
                job: next,
                done: Rc::new(Done::Opened(Rc::new(layout(&tar("second"))))),
            }),
        );
        assert!(states(&model).len() > before.len());
    }
}

#[test]
fn layers_documents_and_nodes_have_numbers_of_their_own() {
    for again in ways_to_begin_again() {
        let mut model = Model::default();
        opened(&mut model, 0, &tar("first"));
        let numbers = |model: &Model| {
            let layers: Vec<_> = model.inspection.blobs.layers.iter().map(|(id, _)| id).collect();
            let blobs: Vec<_> = model.inspection.blobs.iter().map(|(id, _)| id).collect();
            let nodes: Vec<_> = model.inspection.tree.iter().map(|(id, _)| id).collect();
            (layers, blobs, nodes)
        };
        let old = numbers(&model);
        send(&mut model, again);
        opened(&mut model, 1, &tar("second"));
        let new = numbers(&model);
        assert!(!new.0.is_empty() && new.0.iter().all(|id| !old.0.contains(id)), "{old:?} {new:?}");
        assert!(!new.1.is_empty() && new.1.iter().all(|id| !old.1.contains(id)), "{old:?} {new:?}");
        assert!(!new.2.is_empty() && new.2.iter().all(|id| !old.2.contains(id)), "{old:?} {new:?}");
        // All that names an old one finds nothing.
        let (shown, chosen) = (states(&model), model.selected);
        let (blob, node) = (old.1[0], old.2[0]);
        for msg in [
            Msg::Select(SelectMsg::Node(node)),
            Msg::Layers(LayersMsg::Open(node)),
            Msg::Layers(LayersMsg::List(node)),
            Msg::Layers(LayersMsg::Stop(node)),
            Msg::Fetch(FetchMsg::Node(node)),
            Msg::Fetch(FetchMsg::Referrers(node)),
            Msg::Fetch(FetchMsg::InView(vec![node])),
            Msg::Documents(DocumentsMsg::Pin { blob, text: sha256("other").to_string() }),
            Msg::Documents(DocumentsMsg::TakeRecovered(blob)),
        ] {
            let effects = send(&mut model, msg.clone());
            assert!(
                !effects.iter().any(|it| matches!(it, Effect::Work { .. } | Effect::Fetch { .. })),
                "{msg:?}"
            );
            assert_eq!((states(&model), model.selected), (shown.clone(), chosen), "{msg:?}");
        }
        assert!(send(&mut model, Msg::Export(ExportMsg::Document(blob))).is_empty());
    }
}

#[test]
fn a_digest_that_comes_late_is_of_no_other_document() {
    let large = |fill: &str| format!("{INDEX}{}", fill.repeat(2 * 1024 * 1024));
    for again in ways_to_begin_again() {
        let mut model = Model::default();
        let effects = paste(&mut model, &large(" "), "");
        let Some(Effect::Hash { blob, bytes, .. }) =
            effects.into_iter().find(|effect| matches!(effect, Effect::Hash { .. }))
        else {
            panic!("it was not given to the worker")
        };
        assert_eq!(model.hashing, 1);
        send(&mut model, again);
        assert_eq!(model.hashing, 0, "nothing that is here is being hashed");
        paste(&mut model, &large("\n"), "");
        let before = states(&model);
        assert_eq!(model.hashing, 1);
        send(&mut model, Msg::Documents(DocumentsMsg::Hashed { blob, bytes, digest: sha256("other") }));
        assert_eq!((states(&model), model.hashing), (before, 1));
    }
}

#[test]
fn what_was_fetched_for_another_image_does_not_land() {
    let mut model = Model::default();
    let effects = paste(&mut model, "registry.example/a:1", "");
    let (late, request) = effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Fetch { id, request } => Some((*id, request.clone())),
            _ => None,
        })
        .expect("nothing was asked for");
    let body = r#"{"schemaVersion":2,"manifests":[]}"#;
    let came = |id: FetchId| {
        let outcome = Outcome::Answer(answer(&request, INDEX_TYPE, body));
        Msg::Fetch(FetchMsg::Ended { id, outcome })
    };
    // It has come, and is about to be put in, when a link is opened.
    update(&mut model, came(late));
    send(&mut model, Msg::Link(LinkMsg::Navigated(link(&mut pasted(INDEX)))));
    send(&mut model, Msg::Fetch(FetchMsg::Land));
    assert_eq!(model.inspection.blobs.len(), 1, "only what the link holds is here");
    assert_eq!(state(&model, root(&model)), "nothing to compare with");
    for outcome in
        [came(late), Msg::Fetch(FetchMsg::Ended { id: late, outcome: Outcome::Failed(Failure::Opaque) })]
    {
        send(&mut model, outcome);
        send(&mut model, Msg::Fetch(FetchMsg::Land));
        assert_eq!(model.inspection.blobs.len(), 1);
    }
    assert!(bayplan::view::fetching(&model).problems.is_empty());
}
