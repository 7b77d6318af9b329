//! What the right pane says of the page's examples: one test a tab.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use bayplan::findings::Severity;
use bayplan::headless::send;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::{NodeId, Origin, Role, label, totals};
use bayplan::session::{Arrival, DocumentsMsg, Inspection, Model, Msg, Tab, Tally};
use bayplan::verify::hash::digest_of;
use bayplan::view::detail::{
    Column, Order, Part, Scope, command_line, commands, config, created, digest_text, docker_run, entries,
    environment, findings, findings_below, image_bytes, layers, marks, missing, ordered, origin, outline,
    parts, pin_text, pins, platforms, row_bytes, sizes, sums, tab_shown, tabs, verified,
};

/// Opens files of the examples as dropped ones, with a pin for the first.
fn open(files: &[&str], pin: Option<&str>) -> Rc<Inspection> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/examples");
    let arrival = |file: &&str| Arrival {
        bytes: fs::read(folder.join(file)).unwrap().into(),
        origin: Origin::Example((*file).to_owned()),
    };
    add(files.iter().map(arrival).collect(), pin)
}

fn paste(text: &str) -> Rc<Inspection> {
    add(vec![Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste }], None)
}

fn add(arrivals: Vec<Arrival>, pin: Option<&str>) -> Rc<Inspection> {
    let mut model = Model::default();
    send(
        &mut model,
        Msg::Documents(DocumentsMsg::Add {
            arrivals,
            pin: pin.map(|pin| bayplan::image::digest::Digest::parse(pin).unwrap()),
        }),
    );
    model.inspection
}

fn root(inspection: &Inspection) -> NodeId {
    inspection.tree.roots()[0]
}

const MULTI_ARCH: [&str; 3] =
    ["multi-arch/index.json", "multi-arch/linux-amd64.manifest.json", "multi-arch/linux-amd64.config.json"];
const ATTESTATIONS: [&str; 4] = [
    "attestations/index.json",
    "attestations/linux-amd64.manifest.json",
    "attestations/linux-amd64.attestation.manifest.json",
    "attestations/linux-amd64.provenance.json",
];
const FAULTS: [&str; 3] =
    ["faults/index.json", "faults/linux-amd64.manifest.json", "faults/linux-amd64.config.json"];

#[test]
fn each_node_has_the_tabs_that_say_something_of_it() {
    use Tab::{Annotations, Commands, Compare, Config, Evidence, Files, Findings, Layers, Overview, Raw};
    let inspection = open(&MULTI_ARCH, None);
    let index = root(&inspection);
    assert_eq!(tabs(&inspection, index), [Overview, Annotations, Compare, Evidence, Raw, Commands, Findings]);
    let manifest = entries(&inspection, index)[0];
    assert_eq!(tabs(&inspection, manifest), Tab::ALL);
    let config = inspection.tree.child_with_role(manifest, &Role::Config).unwrap();
    let of_config = [Overview, Layers, Config, Files, Annotations, Raw, Commands, Findings];
    assert_eq!(tabs(&inspection, config), of_config);
    let missing = inspection.tree.child_with_role(manifest, &Role::Layer(0)).unwrap();
    assert_eq!(tabs(&inspection, missing), [Overview, Files, Commands, Findings]);
    assert_eq!(tab_shown(&tabs(&inspection, missing), Raw), Overview, "the wish is kept, and not followed");
    assert_eq!(tabs(&inspection, NodeId(u32::MAX)), []);

    let inspection = open(&ATTESTATIONS, None);
    let attestation = entries(&inspection, root(&inspection))[2];
    assert!(!tabs(&inspection, attestation).contains(&Config), "an attestation runs nowhere");

    let inspection = paste("no document");
    assert_eq!(tabs(&inspection, root(&inspection)), [Overview, Raw, Findings]);
}

#[test]
fn the_overview_says_what_was_compared() {
    let inspection = open(&MULTI_ARCH, None);
    let index = root(&inspection);
    let of = |id| verified(&inspection, inspection.tree.get(id).unwrap());
    assert!(of(index).contains("Nothing says which digest"), "{}", of(index));
    let all = entries(&inspection, index);
    assert_eq!(
        of(all[0]),
        "2,056 bytes hashed here; size and digest agree with the descriptor in the index."
    );
    assert!(of(all[1]).contains("not here"), "{}", of(all[1]));
    let platforms = platforms(&inspection, all[0]);
    assert!(platforms.stated.is_some() && platforms.stated == platforms.config && !platforms.differ());
    assert_eq!(created(&inspection, all[0]).unwrap().1, "config");
    let digest = digest_text(&inspection, inspection.tree.get(index).unwrap()).unwrap();
    assert_eq!(digest, "sha256:110a6b83c346aa934d7f0747488ac996478d6b1a7e89d218d26c1fbdeacd5832");

    let pinned = open(&MULTI_ARCH[..1], Some(&digest));
    let words = verified(&pinned, pinned.tree.get(root(&pinned)).unwrap());
    assert_eq!(
        words,
        "6,677 bytes hashed here; they agree with the digest that this page has for its example."
    );
    let other = open(&["reindented/hello-world.manifest.json"], Some(&digest));
    let words = verified(&other, other.tree.get(root(&other)).unwrap());
    assert!(words.ends_with("has for its example is sha256:110a6b83c346…"), "{words}");
}

#[test]
fn sizes_are_stated_and_seen() {
    for (stated, actual, words) in [
        (Some(2056), Some(2056), Some(("2.1 kB · 2,056 bytes, as stated", false))),
        (Some(484), Some(477), Some(("477 bytes here · 484 bytes stated", true))),
        (Some(1), None, Some(("1 byte stated", false))),
        (None, Some(5), Some(("5 bytes", false))),
        (None, None, None),
    ] {
        assert_eq!(sizes(stated, actual), words.map(|(words, differ)| (words.to_owned(), differ)));
    }
}

#[test]
fn a_paste_is_not_a_file() {
    assert!(origin(&Origin::Paste).contains("may have changed"));
    assert!(origin(&Origin::File("a.json".to_owned())).contains("byte for byte"));
}

#[test]
fn the_swapped_architecture_is_seen() {
    let inspection = open(&FAULTS, None);
    let entry = entries(&inspection, root(&inspection))[0];
    let platforms = platforms(&inspection, entry);
    assert!(platforms.differ());
    assert_eq!(platforms.stated.unwrap().architecture, "amd64");
    assert_eq!(platforms.config.unwrap().architecture, "arm64");
}

#[test]
fn entries_stand_in_the_order_of_the_document() {
    let inspection = open(&ATTESTATIONS, None);
    let whole = totals(&inspection.blobs, &inspection.tree, root(&inspection));
    assert!(sums(&whole).contains("hold is not known yet"), "{}", sums(&whole));
    let all = entries(&inspection, root(&inspection));
    let attestation = |id: &NodeId| matches!(inspection.tree.get(*id).unwrap().role, Role::Attestation(_));
    assert_eq!(all.iter().map(attestation).collect::<Vec<_>>(), [false, false, true, true]);
    // Config and layers alone, though an attestation hangs there too.
    assert!(parts(&inspection, all[0]).iter().all(|id| !attestation(id)));
    assert!(image_bytes(&inspection, all[0]).unwrap() > 61_338);
    assert_eq!(image_bytes(&inspection, all[1]), None, "its manifest is not here");
}

#[test]
fn layers_have_their_commands_and_chain_ids() {
    let inspection = open(&MULTI_ARCH, None);
    let manifest = entries(&inspection, root(&inspection))[0];
    let of_manifest = layers(&inspection, manifest).unwrap();
    assert_eq!((of_manifest.count, of_manifest.rows.len(), of_manifest.notes.len()), (7, 15, 0));
    assert_eq!(of_manifest.rows[1].number, None, "CMD makes no layer");
    assert!(of_manifest.rows[3].created_by.as_ref().unwrap().contains("apk add"));
    let chain: Vec<_> = of_manifest.rows.iter().filter_map(|row| row.chain_id.as_ref()).collect();
    assert_eq!(chain.len(), 7);
    assert_eq!(Some(chain[0].as_str()), of_manifest.rows[0].diff_id.as_deref());
    // The config shows the same, for it is what says most of it.
    let config = inspection.tree.child_with_role(manifest, &Role::Config).unwrap();
    assert_eq!(layers(&inspection, config).unwrap(), of_manifest);
    assert_eq!(layers(&inspection, root(&inspection)), None);

    let alone = open(&MULTI_ARCH[2..], None);
    let of_config = layers(&alone, root(&alone)).unwrap();
    assert_eq!(
        (of_config.count, of_config.bytes),
        (7, 0),
        "without a manifest, the diff IDs stand for the layers"
    );
}

#[test]
fn the_config_says_how_it_runs() {
    let inspection = open(&MULTI_ARCH, None);
    let manifest = entries(&inspection, root(&inspection))[0];
    let (id, config) = config(&inspection, manifest).unwrap();
    assert_eq!(command_line(&config.run), "/usr/local/bin/tide-gauge serve --quiet");
    assert!(
        docker_run(&config.run)
            .unwrap()
            .ends_with("--entrypoint /usr/local/bin/tide-gauge \\\n  IMAGE serve --quiet")
    );
    let blob = inspection.blobs.get(inspection.tree.get(id).unwrap().blob.unwrap()).unwrap();
    let variables = environment(blob);
    assert_eq!((variables[1].name.as_str(), variables[1].value.as_deref()), ("TZ", Some("UTC")));
    assert!(variables.iter().all(|variable| variable.finding.is_none()));
}

#[test]
fn a_secret_is_told_beside_its_variable() {
    let inspection = paste(
        r#"{"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []},
            "config": {"Env": ["A=b", "DB_PASSWORD=hunter2", "nothing"]}}"#,
    );
    let (_, blob) = inspection.blobs.iter().next().unwrap();
    let variables = environment(blob);
    assert_eq!(variables[0].finding, None);
    assert_eq!(blob.findings[variables[1].finding.unwrap()].code, "secret-in-config");
    assert_eq!((variables[2].name.as_str(), &variables[2].value), ("nothing", &None));
}

#[test]
fn findings_know_whose_bytes_they_point_into() {
    let inspection = open(&FAULTS, None);
    let index = root(&inspection);
    let own = findings(&inspection, index);
    assert!(own.iter().all(|found| found.place == index));
    assert!(own.windows(2).all(|pair| pair[0].finding.severity >= pair[1].finding.severity));
    let entry = entries(&inspection, index)[0];
    let swapped = findings(&inspection, entry);
    let swapped = swapped.iter().find(|found| found.finding.code == "platform-config-differs").unwrap();
    assert_eq!((swapped.finding.severity, swapped.node, swapped.place), (Severity::Error, entry, index));
    assert_eq!(swapped.position, Some((13, 25)));
    assert!(
        !marks(&findings(&inspection, entry), entry)
            .iter()
            .any(|finding| finding.code == "platform-config-differs")
    );

    let found = Tally::of(&inspection).marks;
    let (below, more) = findings_below(&inspection, &found, index, 1000);
    assert!(!more && below.iter().all(|found| found.node != index));
    assert!(below.iter().any(|found| found.finding.code == "platform-config-differs"));
    assert_eq!(findings_below(&inspection, &found, index, 1).0.len(), 1);

    // What the index has to hear of one entry is said at the entry, too.
    let size = entries(&inspection, index)
        .into_iter()
        .find(|id| findings(&inspection, *id).iter().any(|found| found.finding.code == "size-negative"));
    assert!(size.is_some());
}

#[test]
fn what_is_missing_can_be_fetched() {
    let inspection = open(&MULTI_ARCH[..2], None);
    let all = entries(&inspection, root(&inspection));
    let node = inspection.tree.get(all[1]).unwrap();
    let digest = node.stated_digest().unwrap().as_str();
    let lines = |id| commands(&inspection, id, None)[0].lines.clone();
    assert_eq!(lines(all[1])[1].line, format!("crane manifest REPO@{digest}"));
    assert!(missing(node).contains("manifest for one platform"));
    let config = inspection.tree.child_with_role(all[0], &Role::Config).unwrap();
    assert!(lines(config)[1].line.starts_with("crane config REPO@sha256:"));
    let layer = inspection.tree.child_with_role(all[0], &Role::Layer(0)).unwrap();
    assert!(lines(layer)[0].line.starts_with("crane blob REPO@sha256:"));
}

#[test]
fn a_platform_and_all_of_them_are_pinned_by_name_or_by_digest() {
    let inspection = open(&MULTI_ARCH, None);
    let index = root(&inspection);
    let amd64 = entries(&inspection, index)[0];
    let digest = |id| digest_text(&inspection, inspection.tree.get(id).unwrap()).unwrap();
    let texts = |scope: &Scope| {
        scope.lines.iter().map(|line| format!("{}: {}", line.title, line.text)).collect::<Vec<_>>()
    };
    let name = Some("example.com/a/b");

    let of_index = pins(&inspection, index, name).unwrap();
    assert_eq!(of_index.one, None);
    let all = of_index.all.unwrap();
    assert_eq!((all.title.as_str(), all.caution), ("All platforms", ""));
    let reference = format!("example.com/a/b@{}", digest(index));
    assert_eq!(
        texts(&all),
        [
            format!("Reference: {reference}"),
            format!("Dockerfile: FROM {reference}"),
            format!("Compose, Kubernetes: image: {reference}"),
            format!("Digest: {}", digest(index)),
        ]
    );

    let of_platform = pins(&inspection, amd64, name).unwrap();
    assert_eq!(of_platform.all, Some(all));
    let one = of_platform.one.unwrap();
    assert_eq!(one.title, "This platform only: linux/amd64");
    assert!(texts(&one).contains(&format!("Dockerfile: FROM example.com/a/b@{}", digest(amd64))));
    assert_eq!(pin_text(&inspection, amd64, name).unwrap(), format!("example.com/a/b@{}", digest(amd64)));

    // Pasted documents do not say where they come from.
    let unnamed = pins(&inspection, amd64, None).unwrap();
    assert_eq!(texts(&unnamed.one.unwrap()), [format!("Digest: {}", digest(amd64))]);
    assert_eq!(pin_text(&inspection, amd64, None).unwrap(), digest(amd64));

    // No client pulls a config or a layer by itself.
    for part in parts(&inspection, amd64) {
        assert_eq!(pins(&inspection, part, name), None);
    }
}

#[test]
fn a_pin_of_bytes_that_are_others_says_so() {
    let example = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/examples");
        fs::read(folder.join(name)).unwrap()
    };
    let index = open(&MULTI_ARCH, None);
    let amd64 = entries(&index, root(&index))[0];
    let hex = digest_text(&index, index.tree.get(amd64).unwrap()).unwrap().replace("sha256:", "");
    let mut bytes = example(MULTI_ARCH[1]);
    let at = bytes.iter().position(|byte| *byte == b'2').unwrap();
    bytes[at] = b'3';
    let arrivals = vec![
        Arrival { bytes: example(MULTI_ARCH[0]).into(), origin: Origin::Paste },
        Arrival { bytes: bytes.into(), origin: Origin::File(format!("blobs/sha256/{hex}")) },
    ];
    let inspection = add(arrivals, None);
    let amd64 = entries(&inspection, root(&inspection))[0];
    let one = pins(&inspection, amd64, None).unwrap().one.unwrap();
    assert_eq!(one.caution, "The bytes that are here do not have this digest.");

    let expected = format!("sha256:{}", "0".repeat(64));
    let inspection = open(&[MULTI_ARCH[1]], Some(&expected));
    let one = pins(&inspection, root(&inspection), None).unwrap().one.unwrap();
    assert!(one.lines[0].text.ends_with(&hex), "{one:?}");
    assert!(one.caution.contains("another one is expected"), "{one:?}");

    // A manifest by itself is the whole image.
    let alone = open(&[MULTI_ARCH[1]], None);
    let alone = pins(&alone, root(&alone), None).unwrap();
    assert_eq!((alone.all, alone.one.unwrap().title.as_str()), (None, "This image"));
}

/// The line of this name, as it is read.
fn told(inspection: &Inspection, id: NodeId, name: &str) -> String {
    let lines = outline(inspection, id);
    let line = lines.iter().find(|line| line.name == name).unwrap();
    let words = line.parts.iter().map(|part| match part {
        Part::Text(words) | Part::Quoted(words) | Part::Node(_, words) => words.as_str(),
    });
    words.collect()
}

#[test]
fn an_image_is_told_in_words() {
    let inspection = open(&ATTESTATIONS, None);
    let manifest = entries(&inspection, root(&inspection))[0];
    for (name, words) in [
        ("Runs", "The config says it, and the config is not here, or is none of an image."),
        ("Base", "Not stated: no annotation and no label names it, and no provenance that is here."),
        (
            "Built",
            "When is not stated; from https://git.harbor.example/lighthouse.git#refs/tags/v0.9.0 at \
             c3a1f8e07d5b4962b1e0d8f47a6c95e2d3180b7a, says the provenance. The provenance names as builder \
             https://git.harbor.example/lighthouse/actions/runs/4127.",
        ),
        (
            "Size",
            "62.6 kB to pull: manifest, config and 1 layer, as stated. How much on disk is known once its layers are \
             read: the Files tab does it.",
        ),
        ("Evidence", "Here: provenance."),
    ] {
        assert_eq!(told(&inspection, manifest, name), words);
    }
    assert_eq!(outline(&inspection, root(&inspection)), [], "an index is no image");

    let inspection = open(&MULTI_ARCH, None);
    let manifest = entries(&inspection, root(&inspection))[0];
    for (name, words) in [
        (
            "Runs",
            "/usr/local/bin/tide-gauge serve --quiet as user 10001:10001 in /var/lib/tide-gauge. It declares ports \
             8080/tcp and 9102/tcp.",
        ),
        (
            "Base",
            "registry.harbor.example/harbor/base:3.22, at the time \
             sha256:c14e12fc01db9dd1170a43dc0ebf7e9a3f6aa040926a3b7f22e26899c56381ea, says an annotation of the manifest.",
        ),
        (
            "Built",
            "2026-05-12T09:41:13.585985469Z, says the config; from https://git.harbor.example/tide-gauge at \
             5d0c7e1b9a4f42c68a1f9d7e3b6a58c2014e7f93, says a label.",
        ),
        (
            "Evidence",
            "No attestation of it is here. Signatures and SBOMs that a registry keeps are not looked for by themselves.",
        ),
    ] {
        assert_eq!(told(&inspection, manifest, name), words);
    }
}

#[test]
fn users_ports_and_commands_are_told_as_the_config_has_them() {
    for (config, expected) in [
        (
            r#"{"config":{}}"#,
            "The config names no command, so one has to be given. It runs as root (the config names no user). It \
             declares no port.",
        ),
        (
            r#"{"config":{"Cmd":["sh"],"User":"0:0","WorkingDir":"/app"}}"#,
            "sh as root (0:0) in /app. It declares no port.",
        ),
        (
            r#"{"config":{"Cmd":["x"],"User":"nonroot","ExposedPorts":{"80/tcp":{},"443/tcp":{}}}}"#,
            "x as user nonroot. It declares ports 80/tcp and 443/tcp.",
        ),
        (
            r#"{"os":"windows","config":{"Cmd":["cmd"],"ExposedPorts":{"80/tcp":{}}}}"#,
            "cmd as the user that its base sets. It declares port 80/tcp.",
        ),
    ] {
        let config =
            config.replacen('{', r#"{"architecture":"amd64","rootfs":{"type":"layers","diff_ids":[]},"#, 1);
        let digest = digest_of(HashAlgorithm::Sha256, config.as_bytes());
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{digest}","size":{}}},"layers":[]}}"#,
            config.len()
        );
        let arrival = |text: &str| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
        let inspection = add(vec![arrival(&manifest), arrival(&config)], None);
        assert_eq!(told(&inspection, root(&inspection), "Runs"), expected, "{config}");
    }
}

#[test]
fn entries_are_ordered_by_any_column_and_as_the_document_has_them_again() {
    let inspection = open(&FAULTS, None);
    let own = entries(&inspection, root(&inspection));
    let names = |order: Option<Order>| -> Vec<String> {
        let ordered = ordered(&inspection, own.clone(), order);
        ordered.into_iter().map(|id| label(&inspection.blobs, &inspection.tree, id).name).collect()
    };
    let up = Order::pressed(None, Column::Platform);
    let mut sorted = names(None);
    sorted.sort();
    assert_eq!(names(up), sorted);
    let down = Order::pressed(up, Column::Platform);
    sorted.reverse();
    assert_eq!(names(down), sorted);
    assert_eq!(Order::pressed(down, Column::Platform), None);
    assert_eq!(Order::pressed(down, Column::Image), Some(Order { column: Column::Image, descending: false }));
    // Of an image that is not here the size is not known: it comes first, and last the other way round.
    let largest =
        ordered(&inspection, own.clone(), Some(Order { column: Column::Image, descending: true }))[0];
    assert_eq!(
        image_bytes(&inspection, largest),
        own.iter().filter_map(|id| image_bytes(&inspection, *id)).max()
    );
}

#[test]
fn a_row_tells_the_size_of_the_image_and_not_of_its_manifest() {
    let inspection = open(&MULTI_ARCH, None);
    let index = root(&inspection);
    let all = entries(&inspection, index);
    let (here, missing) = (all[0], all[1]);
    assert_eq!(
        row_bytes(&inspection, here, Some(1)),
        image_bytes(&inspection, here).map(|bytes| (bytes, "with all that it names, as stated"))
    );
    assert_eq!(row_bytes(&inspection, missing, Some(1)), Some((1, "this document alone")));
    assert!(row_bytes(&inspection, index, Some(1)).unwrap().0 > image_bytes(&inspection, here).unwrap());
}
