//! What comes from registries, and out of files that workers read.

use std::collections::HashMap;

use bayplan::archive::contents::Member;
use bayplan::archive::kind::EntryKind;
use bayplan::inspect::NodeId;
use bayplan::layers::{FileId, HeldFile};
use bayplan::registry::{Answer, Failure, Headers, Outcome, Request};
use bayplan::session::{BoxMsg, Done, FetchMsg, LayersMsg, SelectMsg, Work};
use bayplan::session::{Msg, Tab};

use crate::documents::image;
use crate::page::Page;
use crate::texts::*;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "an image that comes from a registry",
        small: 40,
        full: 2_000,
        by: By::Longest,
        run: fetched,
    },
    Shape {
        name: "documents that fail, each in its own way",
        small: 150,
        full: 10_000,
        by: By::Longest,
        run: failing,
    },
    Shape {
        name: "documents stated to be too large, each in its own way",
        small: 150,
        full: 10_000,
        by: By::All,
        run: too_large,
    },
    Shape {
        name: "layers at a registry, opened and stopped",
        small: 150,
        full: 10_000,
        by: By::Longest,
        run: remote,
    },
    Shape { name: "an archive of many documents", small: 150, full: 12_000, by: By::Longest, run: archive },
    Shape {
        name: "an archive of docker save with many layers",
        small: 150,
        full: 12_000,
        by: By::Longest,
        run: saved,
    },
    Shape { name: "files that are held, in a layout", small: 150, full: 10_000, by: By::Longest, run: held },
];

fn answer(status: u16, body: Vec<u8>) -> Outcome {
    let headers = Headers { content_type: Some(INDEX.to_owned()), ..Headers::default() };
    let url = String::new();
    Outcome::Answer(Answer { status, url, redirected: false, headers, body: body.into(), whole: true, at: 0 })
}

fn nobody(_: &Work) -> Done {
    Done::Failed(bayplan::layers::WorkError::Unreadable)
}

/// Opens `index` at a registry that has `documents`.
fn opened(index: Vec<u8>, documents: HashMap<String, Vec<u8>>, else_: fn(usize) -> Outcome) -> Page {
    let answers = move |request: &Request| match request.url.rsplit('/').next() {
        Some("1") => answer(200, index.clone()),
        Some(digest) => match documents.get(digest) {
            Some(body) => answer(200, body.clone()),
            None => else_(digest.bytes().map(usize::from).sum()),
        },
        None => Outcome::Failed(Failure::Opaque),
    };
    let mut page = Page::new(Box::new(answers), Box::new(nobody));
    page.send(Msg::Box(BoxMsg::Changed("registry.example/a:1".to_owned())));
    page.send(Msg::Box(BoxMsg::Submit));
    assert!(!page.model.inspection.tree.is_empty());
    page
}

fn fetched(count: usize) -> Spent {
    let mut documents = image(count);
    let index = documents.pop().unwrap().0;
    let documents = documents.into_iter().map(|(bytes, _)| (real(&bytes), bytes)).collect();
    let mut page = opened(index, documents, |_| Outcome::Failed(Failure::Opaque));
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.model.inspection.blobs.len(), 2 * count + 1);
    page.spent
}

fn failing(count: usize) -> Spent {
    let index = index(&list(count, entry)).into_bytes();
    let mut page = opened(index, HashMap::new(), |digest| {
        let text = format!(r#"{{"errors":[{{"code":"UNKNOWN","message":"no {digest}"}}]}}"#);
        answer(418, text.into_bytes())
    });
    page.send(Msg::Fetch(FetchMsg::All));
    page.show(bayplan::view::fetching);
    page.spent
}

fn too_large(count: usize) -> Spent {
    let sized = |at: usize| entry(at).replace("\"size\":500", &format!("\"size\":{}", 100_000_000 + at));
    let index = index(&list(count, sized)).into_bytes();
    let mut page = opened(index, HashMap::new(), |_| Outcome::Failed(Failure::Opaque));
    page.send(Msg::Fetch(FetchMsg::All));
    page.show(bayplan::view::fetching);
    assert_eq!(bayplan::view::fetching(&page.model).more_problems, count - 10);
    page.spent
}

fn remote(count: usize) -> Spent {
    let layers = list(count, |at| descriptor(LAYER, &digest(at), at + 1));
    let text = manifest(&descriptor(CONFIG, &digest(count), 700), &layers);
    let mut page = opened(text.into_bytes(), HashMap::new(), |_| Outcome::Failed(Failure::Opaque));
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    page.send(Msg::Layers(LayersMsg::Open(root)));
    page.send(Msg::Layers(LayersMsg::List(root)));
    page.begin(Msg::Layers(LayersMsg::Open(root)));
    page.begin(Msg::Layers(LayersMsg::Stop(root)));
    page.begin(Msg::Layers(LayersMsg::Open(root)));
    page.begin(Msg::Layers(LayersMsg::StopAll));
    page.show(|model| bayplan::view::layers::status(&model.inspection, &model.layers, root));
    page.spent
}

fn member(path: String, document: Option<Vec<u8>>) -> Member {
    let length = document.as_ref().map_or(9, |document| document.len() as u64);
    Member { path: path.into_bytes(), kind: EntryKind::Regular, link: Vec::new(), from: 0, length, document }
}

fn archive(count: usize) -> Spent {
    let mut documents = image(count);
    let index = documents.pop().unwrap().0;
    let mut members = vec![
        member("oci-layout".to_owned(), Some(br#"{"imageLayoutVersion":"1.0.0"}"#.to_vec())),
        member("index.json".to_owned(), Some(index)),
    ];
    let blob = |digest: &str| format!("blobs/{}", digest.replace(':', "/"));
    members.extend(documents.into_iter().map(|(bytes, _)| member(blob(&real(&bytes)), Some(bytes))));
    members.extend((0..count).map(|at| member(blob(&digest(at)), None)));
    let page = Page::with_archive(members, nobody);
    assert!(page.model.inspection.blobs.len() > 2 * count);
    page.spent
}

fn saved(count: usize) -> Spent {
    let config = config(0, count);
    let layers = list(count, |at| format!("\"{at}/layer.tar\""));
    let list = format!(r#"[{{"Config":"config.json","RepoTags":["a:1"],"Layers":[{layers}]}}]"#);
    let mut members = vec![
        member("manifest.json".to_owned(), Some(list.into_bytes())),
        member("config.json".to_owned(), Some(config.into_bytes())),
    ];
    members.extend((0..count).map(|at| member(format!("{at}/layer.tar"), None)));
    let page = Page::with_archive(members, nobody);
    assert!(page.model.inspection.tree.len() > count);
    page.spent
}

fn held(count: usize) -> Spent {
    let layers = list(count, |at| descriptor(LAYER, &digest(at), 9));
    let text = manifest(&descriptor(CONFIG, &digest(count), 700), &layers);
    let mut page = Page::default();
    page.add([paste(text)]);
    let file = |at: usize| HeldFile {
        id: FileId(at as u32),
        path: format!("a/blobs/{}", digest(at).replace(':', "/")),
        size: 9,
    };
    page.send(Msg::Layers(LayersMsg::Held((0..count).map(file).collect())));
    let root: NodeId = page.model.inspection.tree.roots()[0];
    page.send(Msg::Layers(LayersMsg::Open(root)));
    page.spent
}
