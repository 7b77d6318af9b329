//! Archives as the shell and the workers tell of them.

#[path = "../../../tests/fixtures/tar.rs"]
mod by_hand;
mod expected;
mod files;
mod frame;

use std::rc::Rc;

use frame::update;

use crate::archive::codec::{Codec, Totals};
use crate::archive::contents::{Contents, Member};
use crate::archive::kind::EntryKind;
use crate::archive::layer::LayerScan;
use crate::archive::marks::Marks;
use crate::archive::report::{LayerReport, PackedReport};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::inspect::{NodeId, Role};
use crate::layers::{FileId, HeldFile, JobId};
use crate::session::message::{DocumentsMsg, LayersMsg, SelectMsg};
use crate::session::{Done, Source, Work};
use crate::session::{Effect, Model, Msg, Tab};
use crate::verify::hash::digest_of;
use crate::verify::{Verification, Word};

fn sha256(bytes: &[u8]) -> Digest {
    digest_of(HashAlgorithm::Sha256, bytes)
}

/// A tar of one empty file.
fn layer(name: &str) -> Vec<u8> {
    tar(name, b'0', "")
}

/// A tar of one entry without content.
fn tar(name: &str, flag: u8, link: &str) -> Vec<u8> {
    by_hand::ended(by_hand::entry_of(name.as_bytes(), flag, link.as_bytes(), b""))
}

/// An image of two layers in an OCI layout, or as docker save wrote it.
struct Image {
    layers: [Vec<u8>; 2],
    config: String,
    manifest: String,
}

impl Image {
    fn new() -> Self {
        Self::of(["one", "two"].map(layer))
    }

    fn of(layers: [Vec<u8>; 2]) -> Self {
        let [one, two] = layers.each_ref().map(|layer| sha256(layer));
        let config = format!(
            r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{one}","{two}"]}}}}"#
        );
        let descriptors: Vec<String> = layers
            .iter()
            .map(|layer| {
                format!(
                    r#"{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{}","size":{}}}"#,
                    sha256(layer),
                    layer.len()
                )
            })
            .collect();
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":{}}},"layers":[{}]}}"#,
            sha256(config.as_bytes()),
            config.len(),
            descriptors.join(",")
        );
        Self { layers, config, manifest }
    }

    fn members(&self, oci: bool) -> Contents {
        let path = |bytes: &[u8]| format!("blobs/sha256/{}", sha256(bytes).encoded());
        let [one, two] = &self.layers;
        let (manifest, config) = (self.manifest.as_bytes(), self.config.as_bytes());
        let name = sha256(config).encoded().to_owned();
        let files = if oci {
            let index = format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":{}}}]}}"#,
                sha256(manifest),
                manifest.len()
            );
            vec![
                (path(manifest), Some(self.manifest.clone()), manifest.len()),
                (path(config), Some(self.config.clone()), config.len()),
                (path(one), None, one.len()),
                (path(two), None, two.len()),
                ("index.json".to_owned(), Some(index), 1),
            ]
        } else {
            let list = format!(r#"[{{"Config":"{name}.json","Layers":["a.tar","b.tar"]}}]"#);
            vec![
                ("a.tar".to_owned(), None, one.len()),
                ("b.tar".to_owned(), None, two.len()),
                (format!("{name}.json"), Some(self.config.clone()), config.len()),
                ("manifest.json".to_owned(), Some(list), 1),
            ]
        };
        let member = |(at, (path, document, length)): (usize, (String, Option<String>, usize))| Member {
            path: path.into_bytes(),
            kind: EntryKind::Regular,
            link: Vec::new(),
            from: at as u64 * 10_000,
            length: length as u64,
            document: document.map(String::into_bytes),
        };
        let members = files.into_iter().enumerate().map(member).collect();
        Contents { size: 50_000, members, ..Contents::default() }
    }
}

fn report(bytes: &[u8]) -> Rc<Done> {
    let mut scan = LayerScan::new();
    scan.push(bytes);
    let digest = sha256(bytes);
    let size = bytes.len() as u64;
    let totals = Totals { read: size, written: size, ..Totals::default() };
    Rc::new(Done::Scanned(LayerReport {
        packed: PackedReport { codec: Codec::Plain, digest: digest.clone(), size, totals, error: None },
        diff_id: digest,
        marks: Marks::of(bytes),
        size,
        files: scan.finish().to_bytes(),
    }))
}

fn held(path: &str) -> Msg {
    Msg::Layers(LayersMsg::Held(vec![HeldFile { id: FileId(7), path: path.to_owned(), size: 50_000 }]))
}

/// What the workers are asked.
fn asked(effects: &[Effect]) -> Vec<(JobId, Work)> {
    let of = |effect: &Effect| match effect {
        Effect::Work { job, work } => Some((*job, work.clone())),
        _ => None,
    };
    effects.iter().filter_map(of).collect()
}

/// The model after the archive was listed, and what is asked then.
fn opened(contents: Contents) -> (Model, Vec<(JobId, Work)>) {
    opened_by(Model::default(), contents)
}

fn opened_by(mut model: Model, contents: Contents) -> (Model, Vec<(JobId, Work)>) {
    let effects = update(&mut model, held("image.tar"));
    let [(job, Work::Open(FileId(7)))] = asked(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(model.layers.opening_count(), 1);
    update(&mut model, Msg::Layers(LayersMsg::Progress { job, read: 25_000, total: None }));
    assert_eq!(model.layers.opening().next().unwrap().progress.percent(), 50);
    let effects = update(
        &mut model,
        Msg::Layers(LayersMsg::Done { job, done: Rc::new(Done::Opened(contents.into())) }),
    );
    assert_eq!(model.layers.opening_count(), 0);
    (model, asked(&effects))
}

fn layer_nodes(model: &Model) -> Vec<NodeId> {
    let nodes = model.inspection.tree.iter();
    nodes.filter(|(_, node)| matches!(node.role, Role::Layer(_))).map(|(id, _)| id).collect()
}

fn states(model: &Model) -> Vec<&'static str> {
    let tree = &model.inspection.tree;
    layer_nodes(model).into_iter().filter_map(|id| Some(tree.get(id)?.state.word())).collect()
}

#[test]
fn layers_of_a_layout_are_verified_by_their_descriptors() {
    let image = Image::new();
    let (mut model, work) = opened(image.members(true));
    assert_eq!(states(&model), ["hashing"; 2], "small layers are read at once");
    let sources: Vec<_> = work
        .iter()
        .map(|(_, work)| match work {
            Work::Scan { source: Source::Held { from, length, .. }, .. } => (*from, *length),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(sources, [(20_000, 1536), (30_000, 1536)]);
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }));
    // The other one is not what its name says.
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[1].0, done: report(&layer("two, changed")) }));
    let states: Vec<_> = layer_nodes(&model)
        .into_iter()
        .map(|id| model.inspection.tree.get(id).unwrap().state.clone())
        .collect();
    assert_eq!(states[0], Verification::Verified);
    assert!(states[1].is_mismatch(), "{:?}", states[1]);
}

#[test]
fn layers_of_docker_save_are_verified_by_the_config() {
    let image = Image::new();
    let (mut model, work) = opened(image.members(false));
    let tree = &model.inspection.tree;
    let config = tree.roots()[0];
    assert_eq!(tree.get(config).unwrap().state, Verification::Agrees(Word::Name));
    assert_eq!(tree.get(config).unwrap().children, layer_nodes(&model));
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }));
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[1].0, done: report(&image.layers[0]) }));
    assert_eq!(states(&model), ["verified", "digest mismatch"]);
    let path = model.inspection.tree.path(layer_nodes(&model)[1]);
    assert_eq!(model.inspection.tree.find(&path), Some(layer_nodes(&model)[1]));
}

#[test]
fn the_tree_of_an_archive_is_made_once_and_again_when_its_layers_are_read() {
    let image = Image::new();
    let nothing = Contents { members: Vec::new(), ..image.members(true) };
    for contents in [image.members(true), image.members(false), nothing] {
        let mut model = Model::default();
        let (job, _) = asked(&crate::session::update(&mut model, held("image.tar")))[0].clone();
        let opened = Msg::Layers(LayersMsg::Done { job, done: Rc::new(Done::Opened(contents.into())) });
        let work = asked(&crate::session::update(&mut model, opened));
        let tree = Rc::clone(&model.inspection.tree);
        assert!(
            tree.iter().any(|(_, node)| node.state == Verification::Hashing),
            "it knows what is being read"
        );
        crate::session::update(&mut model, Msg::Documents(DocumentsMsg::Settle));
        assert!(Rc::ptr_eq(&tree, &model.inspection.tree), "it was made of all that is known");
        crate::session::update(
            &mut model,
            Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }),
        );
        assert!(!Rc::ptr_eq(&tree, &model.inspection.tree));
    }
}

#[test]
fn layers_that_registries_may_not_have_are_read_as_any_other() {
    for media_type in [
        "application/vnd.oci.image.layer.nondistributable.v1.tar",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
    ] {
        let mut image = Image::new();
        image.manifest = image.manifest.replace("application/vnd.oci.image.layer.v1.tar", media_type);
        let (model, _) = with_files_of(image);
        assert_eq!(states(&model), ["verified"; 2]);
        assert_eq!(rows(&model), ["one", "two"]);
    }
}

#[test]
fn a_layer_by_itself_is_tied_once_it_is_hashed() {
    let image = Image::new();
    let nothing = Contents { members: Vec::new(), ..image.members(true) };
    let (mut model, work) = opened(nothing);
    assert_eq!(model.view.tab, Tab::Files);
    assert_eq!(model.inspection.tree.roots().len(), 1);
    // The manifest comes while the layer is being read.
    let manifest = image.manifest.as_bytes().into();
    let origin = crate::inspect::Origin::File("manifest.json".to_owned());
    let arrivals = vec![crate::session::Arrival { bytes: manifest, origin }];
    update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    assert_eq!(states(&model), ["not loaded"; 2]);
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[1]) }));
    assert_eq!(states(&model), ["not loaded", "verified"]);
    assert_eq!(model.inspection.tree.roots().len(), 1, "it hangs under the manifest now");
}

#[test]
fn what_is_stopped_is_not_answered_any_more_and_can_be_opened_again() {
    let image = Image::new();
    let (mut model, work) = opened(image.members(true));
    let manifest = model.inspection.tree.get(layer_nodes(&model)[0]).unwrap().parent.unwrap();
    let effects = update(&mut model, Msg::Layers(LayersMsg::Stop(manifest)));
    assert!(effects.contains(&Effect::StopWork(Some(work[0].0))), "{effects:?}");
    assert_eq!(states(&model), ["here, not hashed yet"; 2]);
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }));
    assert_eq!(states(&model), ["here, not hashed yet"; 2]);
    let again = asked(&update(&mut model, Msg::Layers(LayersMsg::Open(manifest))));
    assert_eq!(again.len(), 2);
    update(&mut model, Msg::Layers(LayersMsg::Done { job: again[0].0, done: report(&image.layers[0]) }));
    assert_eq!(states(&model), ["verified", "hashing"]);
    assert!(
        asked(&update(&mut model, Msg::Layers(LayersMsg::Open(manifest)))).is_empty(),
        "nothing is begun twice"
    );
    update(&mut model, Msg::Layers(LayersMsg::StopAll));
    assert_eq!(states(&model), ["verified", "here, not hashed yet"]);
}

#[test]
fn an_archive_that_breaks_off_says_so_and_shows_what_is_there() {
    let mut contents = Image::new().members(true);
    contents.trouble = Some("At byte 9 of the archive: it breaks off.".to_owned());
    let (model, _) = opened(contents);
    assert!(
        model.notices.iter().any(|notice| crate::view::sentence(&notice.said).contains("breaks off")),
        "{:?}",
        model.notices
    );
    assert_eq!(layer_nodes(&model).len(), 2);
}

#[test]
fn blobs_of_a_layout_folder_are_tied_by_their_names() {
    let image = Image::new();
    let mut model = Model::default();
    let [one, _] = &image.layers;
    let path = format!("layout/blobs/sha256/{}", sha256(one).encoded());
    let size = one.len() as u64;
    let arrivals = vec![crate::session::Arrival {
        bytes: image.manifest.as_bytes().into(),
        origin: crate::inspect::Origin::File("m.json".to_owned()),
    }];
    update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    let effects =
        update(&mut model, Msg::Layers(LayersMsg::Held(vec![HeldFile { id: FileId(0), path, size }])));
    assert_eq!(states(&model), ["hashing", "not loaded"]);
    assert_eq!(asked(&effects).len(), 1);
}

#[test]
fn clear_forgets_all() {
    let (mut model, _) = opened(Image::new().members(true));
    let effects = update(&mut model, Msg::Documents(DocumentsMsg::Clear));
    assert!(effects.contains(&Effect::StopWork(None)));
    assert!(model.inspection.tree.is_empty() && model.layers.layer(crate::inspect::LayerId(0)).is_none());
}

#[test]
fn a_hard_link_to_nothing_is_found_when_all_layers_are_put_together() {
    for (link, found) in [("one", 0), ("nothing", 1)] {
        let (model, _) = with_files_of(Image::of([layer("one"), tar("two", b'1', link)]));
        let node = layer_nodes(&model)[1];
        let codes: Vec<_> =
            crate::inspect::cross::of_node(&model.inspection.blobs, &model.inspection.tree, node)
                .into_iter()
                .filter(|crossed| crossed.finding.code == "layer-link-dangling")
                .collect();
        assert_eq!(codes.len(), found, "{codes:?}");
    }
}

/// The model with both layers read and the manifest's Files tab open.
fn with_files() -> (Model, NodeId) {
    with_files_of(Image::new())
}

fn with_files_of(image: Image) -> (Model, NodeId) {
    let (mut model, work) = opened(image.members(true));
    for ((job, _), layer) in work.iter().zip(&image.layers) {
        update(&mut model, Msg::Layers(LayersMsg::Done { job: *job, done: report(layer) }));
    }
    let manifest = model.inspection.tree.get(layer_nodes(&model)[0]).unwrap().parent.unwrap();
    update(&mut model, Msg::Select(SelectMsg::Node(manifest)));
    update(&mut model, Msg::Select(SelectMsg::Tab(Tab::Files)));
    (model, manifest)
}

fn rows(model: &Model) -> Vec<String> {
    let pane = model.files.as_ref().unwrap().shown();
    (0..pane.len())
        .filter_map(|at| pane.row(at))
        .map(|row| format!("{}{}", row.change.sign(), row.name))
        .collect()
}
