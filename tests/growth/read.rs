//! Layers that are read, one after the other, until all of an image are proved.

use bayplan::archive::codec::{Codec, Totals};
use bayplan::archive::contents::Member;
use bayplan::archive::kind::EntryKind;
use bayplan::archive::layer::Listing;
use bayplan::archive::marks::Marks;
use bayplan::archive::report::{LayerReport, PackedReport};
use bayplan::headless::answer;
use bayplan::image::digest::Digest;
use bayplan::layers::WorkError;
use bayplan::registry::{Outcome, Request};
use bayplan::session::{BoxMsg, Done, LayersMsg, Msg, Source, Work};

use crate::page::Page;
use crate::texts::*;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape { name: "layers of an archive, all read", small: 600, full: 12_000, by: By::All, run: archive },
    Shape { name: "layers of docker save, all read", small: 600, full: 12_000, by: By::All, run: saved },
    Shape { name: "layers at a registry, all read", small: 600, full: 10_000, by: By::All, run: registry },
    Shape { name: "progress of layers that are read", small: 600, full: 10_000, by: By::All, run: progress },
];

/// What a worker finds in a layer of `size` bytes with this digest, which holds nothing.
fn report(digest: &str, size: u64) -> Done {
    let digest = Digest::parse(digest).unwrap();
    let totals = Totals { read: size, written: size, parts: 0, padding: 0 };
    Done::Scanned(LayerReport {
        packed: PackedReport { codec: Codec::Plain, digest: digest.clone(), size, totals, error: None },
        diff_id: digest.clone(),
        size,
        marks: Marks::new(Vec::new(), size, digest),
        files: Listing::default().finish(size).to_bytes(),
    })
}

/// Reads the layer whose number is where it begins, or what its request ends in.
fn read(work: &Work) -> Done {
    let Work::Scan { source, .. } = work else { return Done::Failed(WorkError::Unreadable) };
    match source {
        Source::Held { from, .. } => report(&digest(usize::try_from(*from).unwrap()), 9),
        Source::Fetched { request, .. } => report(request.url.rsplit('/').next().unwrap(), 9),
    }
}

fn member(path: String, from: usize, document: Option<Vec<u8>>) -> Member {
    let length = document.as_ref().map_or(9, |document| document.len() as u64);
    Member {
        path: path.into_bytes(),
        kind: EntryKind::Regular,
        link: Vec::new(),
        from: from as u64,
        length,
        document,
    }
}

fn image(count: usize) -> (String, String) {
    let config = config(0, count);
    let layers = list(count, |at| descriptor(LAYER, &digest(at), 9));
    (manifest(&of(CONFIG, &config), &layers), config)
}

fn is_read(page: &Page, count: usize) -> bool {
    let tree = &page.model.inspection.tree;
    tree.iter().filter(|(_, node)| node.layer.is_some() && node.state.is_match()).count() == count
}

fn archive(count: usize) -> Spent {
    let (manifest, config) = image(count);
    let blob = |digest: &str| format!("blobs/{}", digest.replace(':', "/"));
    let mut members = vec![
        member("oci-layout".to_owned(), 0, Some(br#"{"imageLayoutVersion":"1.0.0"}"#.to_vec())),
        member("index.json".to_owned(), 0, Some(index(&of(MANIFEST, &manifest)).into_bytes())),
    ];
    for document in [manifest, config] {
        members.push(member(blob(&real(document.as_bytes())), 0, Some(document.into_bytes())));
    }
    members.extend((0..count).map(|at| member(blob(&digest(at)), at, None)));
    let mut page = Page::with_archive(members, read);
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Layers(LayersMsg::Open(root)));
    assert!(is_read(&page, count));
    page.spent
}

fn saved(count: usize) -> Spent {
    let layers = list(count, |at| format!("\"{at}/layer.tar\""));
    let list = format!(r#"[{{"Config":"config.json","RepoTags":["a:1"],"Layers":[{layers}]}}]"#);
    let mut members = vec![
        member("manifest.json".to_owned(), 0, Some(list.into_bytes())),
        member("config.json".to_owned(), 0, Some(config(0, count).into_bytes())),
    ];
    members.extend((0..count).map(|at| member(format!("{at}/layer.tar"), at, None)));
    let mut page = Page::with_archive(members, read);
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Layers(LayersMsg::Open(root)));
    assert!(is_read(&page, count));
    page.spent
}

/// The page with an image of a registry.
fn asked(count: usize, workers: fn(&Work) -> Done) -> Page {
    let (manifest, config) = image(count);
    let answers = move |request: &Request| {
        let is_manifest = request.url.ends_with("/1");
        let body = if is_manifest { &manifest } else { &config };
        let media_type = if is_manifest { MANIFEST } else { "application/octet-stream" };
        Outcome::Answer(answer(request, media_type, body))
    };
    let mut page = Page::new(Box::new(answers), Box::new(workers));
    page.send(Msg::Box(BoxMsg::Changed("registry.example/a:1".to_owned())));
    page.send(Msg::Box(BoxMsg::Submit));
    page
}

fn registry(count: usize) -> Spent {
    let mut page = asked(count, read);
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Layers(LayersMsg::Open(root)));
    assert!(is_read(&page, count));
    page.spent
}

fn progress(count: usize) -> Spent {
    let mut page = asked(count, read);
    let root = page.model.inspection.tree.roots()[0];
    page.begin(Msg::Layers(LayersMsg::Open(root)));
    let jobs = page.jobs();
    assert!(!jobs.is_empty());
    for at in 0..count {
        let job = jobs[at % jobs.len()];
        page.begin(Msg::Layers(LayersMsg::Progress { job, read: at as u64, total: None }));
    }
    page.spent
}
