//! OCI layouts: their index is a table of contents, and clients choose inside what it names.

use bayplan::session::{ChoiceMsg, Effect, ExportMsg, Model, Msg, ReportFormat, SelectMsg};

use crate::desk::{OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST, descriptor, dropped, names, said, send};

const MARKER: (&str, &str) = ("layout/oci-layout", r#"{"imageLayoutVersion":"1.0.0"}"#);
const NAME: &str = "org.opencontainers.image.ref.name";

/// A config, a manifest and an index of one platform, with the path of each blob.
struct Image {
    blobs: Vec<(String, String)>,
    index: String,
    manifest: String,
}

fn image(architecture: &str) -> Image {
    let config = format!(
        r#"{{"architecture":"{architecture}","os":"linux","rootfs":{{"type":"layers","diff_ids":["sha256:{}"]}}}}"#,
        "1".repeat(64)
    );
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{"mediaType":"{OCI_LAYER}","digest":"sha256:{}","size":7}}]}}"#,
        descriptor(OCI_CONFIG, &config),
        "2".repeat(64)
    );
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{{{},"platform":{{"os":"linux","architecture":"{architecture}"}}}}]}}"#,
        descriptor(OCI_MANIFEST, &manifest)
    );
    let blobs = [&config, &manifest, &index].map(|text| (path_of(text), text.clone())).into();
    Image { blobs, index, manifest }
}

fn path_of(text: &str) -> String {
    let digest = descriptor("", text);
    let hex = digest.split("sha256:").nth(1).unwrap().split('"').next().unwrap();
    format!("layout/blobs/sha256/{hex}")
}

/// A dropped folder with this `index.json`.
fn layout(entries: &[String], images: &[Image]) -> Model {
    let entries = entries.join(",");
    let contents = format!(r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{entries}]}}"#);
    let mut files: Vec<(&str, &str)> = Vec::new();
    // As folders are read: blobs before the index.
    for (path, text) in images.iter().flat_map(|image| &image.blobs) {
        files.push((path, text));
    }
    files.extend([("layout/index.json", contents.as_str()), MARKER]);
    dropped(&files)
}

fn shown(model: &Model) -> String {
    let inspection = &model.inspection;
    bayplan::inspect::label(&inspection.blobs, &inspection.tree, model.selected.unwrap()).name
}

/// What each of the clients of today takes on this host, by what it is called.
fn takes(model: &mut Model, host: &str) -> Vec<String> {
    send(model, Msg::Choice(ChoiceMsg::Host(host.to_owned())));
    let choice = model.choice.as_ref().unwrap();
    choice.verdicts.iter().take(6).map(|verdict| verdict.takes.clone()).collect()
}

#[test]
fn its_only_image_is_opened_and_chosen_inside() {
    let arm = image("arm64");
    let name = format!(r#""annotations":{{"{NAME}":"docker.io/library/foo:1.0"}}"#);
    let mut model = layout(&[format!("{{{},{name}}}", descriptor(OCI_INDEX, &arm.index))], &[arm]);
    assert_eq!(shown(&model), "docker.io/library/foo:1.0");
    assert_eq!(names(&model)[0], "OCI layout");
    assert_eq!(said(&model), [""; 0]);
    // No client fails for want of a way into the index: the layout's is no index of theirs.
    assert_eq!(takes(&mut model, "linux/arm64"), ["linux/arm64"; 6]);
    // The same from where the layout itself is chosen.
    let root = model.inspection.tree.roots()[0];
    send(&mut model, Msg::Select(SelectMsg::Node(root)));
    assert_eq!(takes(&mut model, "linux/arm64"), ["linux/arm64"; 6]);
    // Pushed, and without the layout's files around it, such an index is chosen from as it stands.
    let outer = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{{{}}}]}}"#,
        descriptor(OCI_INDEX, &image("arm64").index)
    );
    let mut model = dropped(&[("index.json", &outer)]);
    assert!(said(&model).contains(&"note index-nested".to_owned()), "{:?}", said(&model));
    assert!(takes(&mut model, "linux/arm64").iter().any(|takes| takes == "nothing: it fails"));
}

#[test]
fn several_images_are_listed_by_name() {
    let (arm, amd) = (image("arm64"), image("amd64"));
    let entry = |media_type: &str, text: &str, key: &str, name: &str, more: &str| {
        format!(r#"{{{},"annotations":{{"{key}":"{name}"}}{more}}}"#, descriptor(media_type, text))
    };
    let entries = [
        entry(OCI_INDEX, &arm.index, NAME, "one", ""),
        entry(OCI_INDEX, &amd.index, "io.containerd.image.name", "registry.example/two:2", ""),
        // `docker save` writes the platform, too; and two tags of one image are no mistake.
        entry(
            OCI_MANIFEST,
            &amd.manifest,
            NAME,
            "three",
            r#","platform":{"os":"linux","architecture":"amd64"}"#,
        ),
        entry(
            OCI_MANIFEST,
            &amd.manifest,
            NAME,
            "four",
            r#","platform":{"os":"linux","architecture":"amd64"}"#,
        ),
    ];
    let mut model = layout(&entries, &[arm, amd]);
    assert_eq!(shown(&model), "OCI layout");
    assert_eq!(said(&model), [""; 0]);
    assert!(model.choice.is_none(), "no client chooses among the names by platform");
    let several = bayplan::view::several_images(&model).unwrap();
    assert!(several.sentence.starts_with("This layout names 4 images: choose one."), "{}", several.sentence);
    assert!(report(&mut model).contains("This layout names 4 images: choose one."));
    let inspection = &model.inspection;
    let listed: Vec<String> = inspection
        .tree
        .get(inspection.tree.roots()[0])
        .unwrap()
        .children
        .iter()
        .map(|child| bayplan::inspect::label(&inspection.blobs, &inspection.tree, *child).name)
        .collect();
    assert_eq!(listed, ["one", "registry.example/two:2", "three · linux/amd64", "four · linux/amd64"]);
    assert_eq!(several.images.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>(), listed);
    // Inside one of them, they choose.
    send(&mut model, Msg::Select(SelectMsg::Node(several.images[1].0)));
    assert_eq!(bayplan::view::several_images(&model), None);
    assert_eq!(takes(&mut model, "linux/amd64"), ["linux/amd64"; 6]);
}

/// The report, as Markdown.
fn report(model: &mut Model) -> String {
    let effects = bayplan::headless::send(model, Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    let save = effects.into_iter().find_map(|effect| match effect {
        Effect::Save(save) => Some(save),
        _ => None,
    });
    String::from_utf8(save.unwrap().whole()).unwrap()
}

#[test]
fn of_many_images_the_first_are_listed() {
    let entries: Vec<String> = (0..100)
        .map(|at| {
            format!(r#"{{{},"annotations":{{"{NAME}":"{at}"}}}}"#, descriptor(OCI_INDEX, &at.to_string()))
        })
        .collect();
    let several = bayplan::view::several_images(&layout(&entries, &[])).unwrap();
    assert_eq!((several.images.len(), several.more), (64, 36));
    assert!(several.sentence.starts_with("This layout names 100 images"), "{}", several.sentence);
    // One image needs no choosing, nor is an index at a registry a layout.
    assert_eq!(bayplan::view::several_images(&layout(&entries[..1], &[])), None);
    let contents = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
    assert_eq!(bayplan::view::several_images(&dropped(&[("index.json", &contents)])), None);
}

#[test]
fn a_folder_of_the_dir_transport_has_no_faults() {
    let arm = image("arm64");
    let hex = |text: &str| path_of(text).rsplit('/').next().unwrap().to_owned();
    let config = format!("image/{}", hex(&arm.blobs[0].1));
    let files = [
        ("image/version", "Directory Transport Version: 1.1\n"),
        ("image/manifest.json", arm.manifest.as_str()),
        (&config, &arm.blobs[0].1),
    ];
    let model = dropped(&files);
    assert_eq!(names(&model), ["OCI manifest", "config", "layer 1 · tar+gzip"]);
    assert_eq!(said(&model), [""; 0]);
    // Alone it is shown as what it is.
    assert_eq!(names(&dropped(&files[..1])), ["Not JSON"]);
}

#[test]
fn an_image_without_a_name_is_told_as_one() {
    let arm = image("arm64");
    // Of another tag that is gone its index is left, which nothing names.
    let mut model = layout(&[format!("{{{}}}", descriptor(OCI_MANIFEST, &arm.manifest))], &[arm]);
    assert_eq!(shown(&model), "OCI manifest without a name");
    assert_eq!(said(&model), [""; 0]);
    let root = *model.inspection.tree.roots().last().unwrap();
    send(&mut model, Msg::Select(SelectMsg::Node(root)));
    assert_eq!(bayplan::view::several_images(&model), None);
}

#[test]
fn text_that_begins_like_a_number_is_no_json() {
    assert_eq!(names(&dropped(&[("x", "1qd4HSlhwfBXyYLP91rrQLG_Y9SJ6lKSnt4")])), ["Not JSON"]);
    assert_eq!(names(&dropped(&[("x", "12")])), ["JSON document of no known kind"]);
}
