//! Two platforms of an index with the same files.

use bayplan::findings::Severity;
use bayplan::view::detail;

use crate::desk::{OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST, descriptor, dropped, sentence};

/// One platform: what the index says, what the config says, its layers and their diff IDs.
struct Built<'a> {
    index: &'a str,
    config: &'a str,
    layer: &'a str,
    diff_id: &'a str,
}

const ARM: &str = r#""os":"linux","architecture":"arm64""#;
const AMD: &str = r#""os":"linux","architecture":"amd64""#;

fn built<'a>(platform: &'a str, layer: &'a str, diff_id: &'a str) -> Built<'a> {
    Built { index: platform, config: platform, layer, diff_id }
}

/// The warning about these images; `with_configs` says whether their configs are here.
fn warning(images: &[Built<'_>], with_configs: bool) -> Option<(Severity, String)> {
    let mut texts: Vec<String> = Vec::new();
    let mut entries = Vec::new();
    for image in images {
        let diff_id = format!("sha256:{}", image.diff_id.repeat(64));
        let config = format!(r#"{{{},"rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}}}"#, image.config);
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{"mediaType":"{OCI_LAYER}","digest":"sha256:{}","size":7}}]}}"#,
            descriptor(OCI_CONFIG, &config),
            image.layer.repeat(64)
        );
        entries.push(format!(
            r#"{{{},"platform":{{{}}}}}"#,
            descriptor(OCI_MANIFEST, &manifest),
            image.index
        ));
        texts.push(manifest);
        texts.extend(with_configs.then_some(config));
    }
    let index =
        format!(r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{}]}}"#, entries.join(","));
    let mut files = vec![("index.json", index.as_str())];
    files.extend(texts.iter().map(|text| ("x.json", text.as_str())));
    let model = dropped(&files);
    if let Some(root) = model.inspection.tree.roots().first() {
        let found = detail::findings(&model.inspection, *root);
        let place = found.iter().find(|found| found.finding.code == "platforms-same-files");
        let span = place.and_then(|found| found.finding.span);
        let at = span.map(|span| String::from_utf8_lossy(span.of(index.as_bytes())).into_owned());
        assert!(at.is_none_or(|at| at.starts_with("\"sha256:")), "it stands at the entry's digest");
    }
    sentence(&model, "platforms-same-files")
}

#[test]
fn the_same_layers_under_two_machines_are_a_warning() {
    let (severity, said) = warning(&[built(AMD, "1", "2"), built(ARM, "1", "2")], true).unwrap();
    assert_eq!(severity, Severity::Warning);
    assert!(said.contains("entry 2 (for linux/arm64) is that of entry 1 (for linux/amd64)"), "{said}");
    // Compressed again, they unpack to the same; and manifests tell it without their configs.
    let (_, said) = warning(&[built(AMD, "1", "2"), built(ARM, "3", "2")], true).unwrap();
    assert!(said.contains("list of diff IDs"), "{said}");
    let (_, said) = warning(&[built(AMD, "1", "2"), built(ARM, "1", "2")], false).unwrap();
    assert!(said.contains("list of layers"), "{said}");
    // One config in two manifests.
    let one = Built { config: r#""os":"linux""#, ..built(AMD, "1", "2") };
    let two = Built { config: r#""os":"linux""#, ..built(ARM, "3", "2") };
    let (_, said) = warning(&[one, two], true).unwrap();
    assert!(said.contains("The config of entry 2"), "{said}");
}

#[test]
fn nothing_is_said_where_there_is_nothing_to_say_or_it_is_said_elsewhere() {
    let v7 = r#""os":"linux","architecture":"arm","variant":"v7""#;
    let v6 = r#""os":"linux","architecture":"arm","variant":"v6""#;
    for (images, reason) in [
        ([built(AMD, "1", "2"), built(ARM, "3", "4")], "other files"),
        ([built(v6, "1", "2"), built(v7, "1", "2")], "a host runs both"),
        ([built(AMD, "1", "2"), built(AMD, "1", "2")], "one manifest"),
        (
            [built(AMD, "1", "2"), Built { config: AMD, ..built(ARM, "1", "2") }],
            "the config says amd64 of itself",
        ),
    ] {
        assert_eq!(warning(&images, true), None, "{reason}");
    }
}
