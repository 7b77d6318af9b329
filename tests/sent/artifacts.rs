//! Artifacts that travel as images do, and images whose config looks like an artifact's.

use crate::desk::{
    DOCKER_LAYER, DOCKER_MANIFEST, OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST, descriptor, dropped,
    names, said,
};

fn manifest(media_type: &str, more: &str, config: &str, layers: &[String]) -> String {
    let layers: Vec<String> = layers.iter().map(|layer| format!("{{{layer}}}")).collect();
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{media_type}"{more},"config":{{{config}}},"layers":[{}]}}"#,
        layers.join(",")
    )
}

/// As Cosign writes it for every signature: of no platform, with the payload's digest as diff ID.
const COSIGN_CONFIG: &str = r#"{"architecture":"","created":"0001-01-01T00:00:00Z","history":[{"created":"0001-01-01T00:00:00Z"}],"os":"","rootfs":{"type":"layers","diff_ids":["sha256:68ed541743078f3c1c4ec16f5bd37aa74f3aaab2d143e46b9b995cea3eb9c25f"]},"config":{}}"#;

#[test]
fn what_cosign_attaches_is_told_as_that_and_has_no_errors() {
    for (layer, name) in [
        ("application/vnd.dev.cosign.simplesigning.v1+json", "Cosign signature"),
        ("application/vnd.dsse.envelope.v1+json", "Cosign attestation"),
        ("text/spdx+json", "SBOM"),
    ] {
        let payload = r#"{"critical":{"identity":{},"image":{},"type":"cosign container image signature"}}"#;
        let manifest =
            manifest(OCI_MANIFEST, "", &descriptor(OCI_CONFIG, COSIGN_CONFIG), &[descriptor(layer, payload)]);
        let model = dropped(&[("m.json", &manifest), ("c.json", COSIGN_CONFIG), ("p.json", payload)]);
        assert_eq!(said(&model), [""; 0], "{layer}");
        assert_eq!(names(&model)[0], name);
    }
    // The same config under a layer that is one is an image's, and what it lacks is said.
    let manifest = manifest(
        OCI_MANIFEST,
        "",
        &descriptor(OCI_CONFIG, COSIGN_CONFIG),
        &[format!(r#""mediaType":"{OCI_LAYER}","digest":"sha256:{}","size":7"#, "1".repeat(64))],
    );
    let model = dropped(&[("m.json", &manifest), ("c.json", COSIGN_CONFIG)]);
    assert_eq!(said(&model), ["error config-architecture-absent", "error config-os-absent"]);
}

#[test]
fn the_descriptor_says_what_an_artifact_s_config_is() {
    const EMPTY: &str = "application/vnd.oci.empty.v1+json";
    const HELM: &str = "application/vnd.cncf.helm.config.v1+json";
    let thing = r#","artifactType":"application/vnd.example.thing.v1""#;
    let layer = || [format!(r#""mediaType":"text/plain","digest":"sha256:{}","size":7"#, "1".repeat(64))];
    let embedded = descriptor(EMPTY, "{}") + r#","data":"e30=""#;
    let helm = r#"{"name":"a","version":"1.0.0","apiVersion":"v2","tags":["x"]}"#;
    let text = "not JSON at all";
    for (manifest, config, kind) in [
        (manifest(OCI_MANIFEST, thing, &embedded, &layer()), None, "artifact manifest"),
        (manifest(OCI_MANIFEST, thing, &descriptor(EMPTY, "{}"), &layer()), Some("{}"), "artifact manifest"),
        (manifest(OCI_MANIFEST, "", &descriptor(HELM, helm), &layer()), Some(helm), "Helm chart"),
        (
            manifest(OCI_MANIFEST, "", &descriptor("text/x-thing", text), &layer()),
            Some(text),
            "artifact manifest",
        ),
    ] {
        let mut files = vec![("m.json", manifest.as_str())];
        files.extend(config.map(|config| ("c.json", config)));
        let model = dropped(&files);
        assert_eq!(said(&model), [""; 0], "{manifest}");
        assert!(names(&model)[0].eq_ignore_ascii_case(kind), "{:?}", names(&model));
    }
    // Alone, and under a type that promises JSON and does not hold it, the same bytes are judged.
    assert_eq!(said(&dropped(&[("c.json", "{}")])), ["note unknown-document"]);
    let broken = manifest(OCI_MANIFEST, "", &descriptor(HELM, text), &layer());
    assert_eq!(said(&dropped(&[("m.json", &broken), ("c.json", text)])), ["error json-syntax"]);
}

#[test]
fn configs_of_old_docker_are_configs_of_images() {
    let config = r#"{"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/sh"]},"rootfs":{"type":"layers","diff_ids":["sha256:a138ef43f49042b7a95f6702bd29773454552f02ddbde2e1aab6d9e2ea4ad21a"]}}"#;
    let layer = |media_type: &str| {
        [format!(r#""mediaType":"{media_type}","digest":"sha256:{}","size":7"#, "1".repeat(64))]
    };
    for old in ["application/octet-stream", "application/json", "text/html", ""] {
        let image = manifest(DOCKER_MANIFEST, "", &descriptor(old, config), &layer(DOCKER_LAYER));
        let model = dropped(&[("m.json", &image), ("c.json", config)]);
        assert_eq!(said(&model), ["note config-type-old"], "{old}");
        assert_eq!(names(&model)[0], "Docker manifest", "{old}");
        // What the config lacks is said of an image's.
        let lacking = config.replace(r#""os":"linux","#, "");
        let image = manifest(DOCKER_MANIFEST, "", &descriptor(old, &lacking), &layer(DOCKER_LAYER));
        let model = dropped(&[("m.json", &image), ("c.json", &lacking)]);
        assert_eq!(said(&model), ["error config-os-absent", "note config-type-old"], "{old}");
    }
    // OCI's manifests, and those of other layers, are artifacts.
    for (media_type, layers) in [(OCI_MANIFEST, OCI_LAYER), (DOCKER_MANIFEST, "text/plain")] {
        let thing = manifest(media_type, "", &descriptor("application/octet-stream", config), &layer(layers));
        assert_eq!(names(&dropped(&[("m.json", &thing)]))[0], "Artifact manifest");
    }
}

#[test]
fn buildah_s_empty_annotation_is_named_in_a_note() {
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[],"annotations":{{"org.opencontainers.image.base.digest":"","org.opencontainers.image.base.name":""}}}}"#
    );
    let model = dropped(&[("i.json", &index)]);
    assert_eq!(said(&model), ["note annotation-not-digest", "note index-empty"]);
    let (_, sentence) = crate::desk::sentence(&model, "annotation-not-digest").unwrap();
    assert!(sentence.contains("“org.opencontainers.image.base.digest” is empty"), "{sentence}");
}

#[test]
fn one_artifact_under_two_platforms_is_no_warning() {
    let artifact = manifest(OCI_MANIFEST, r#","artifactType":"a/b""#, &descriptor("x/y+json", "{}"), &[]);
    let entry = |architecture: &str| {
        format!(
            r#"{{{},"platform":{{"os":"linux","architecture":"{architecture}"}}}}"#,
            descriptor(OCI_MANIFEST, &artifact)
        )
    };
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{},{}]}}"#,
        entry("amd64"),
        entry("arm64")
    );
    assert_eq!(said(&dropped(&[("i.json", &index)])), ["warning digest-repeated"], "nobody knows what it is");
    let model = dropped(&[("i.json", &index), ("a.json", &artifact)]);
    assert!(said(&model).iter().all(|said| !said.contains("digest-repeated")), "{:?}", said(&model));
}
