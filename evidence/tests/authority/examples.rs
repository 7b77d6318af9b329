//! The page's two examples of evidence, made byte for byte the same each time: an image with all of it, and one where a
//! platform is not signed and the provenance names another repository.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Authority;
use super::registry::{digest, statement};
use super::signing::{COMMIT, SOURCE, Signing, Version};

/// Files by their paths below `static/examples`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The seed of the examples' authority.
const SEED: u8 = 120;

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const BUNDLE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";
const EMPTY: &str = "application/vnd.oci.empty.v1+json";

fn written(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap();
    text.push('\n');
    text.into_bytes()
}

fn descriptor(media_type: &str, bytes: &[u8]) -> Value {
    json!({"mediaType": media_type, "digest": digest(bytes), "size": bytes.len()})
}

/// An image of two platforms.
struct Image {
    folder: &'static str,
    files: Files,
    platforms: Vec<(String, Value)>,
}

impl Image {
    fn new(folder: &'static str) -> Self {
        let mut image = Self { folder, files: Files::new(), platforms: Vec::new() };
        for (at, architecture) in ["amd64", "arm64"].into_iter().enumerate() {
            let config = written(&json!({
                "architecture": architecture,
                "os": "linux",
                "created": "2025-03-01T11:58:00Z",
                "config": {
                    "User": "65532",
                    "Entrypoint": ["/usr/bin/tide-table"],
                    "Labels": {"org.opencontainers.image.source": SOURCE, "org.opencontainers.image.revision": COMMIT},
                },
                "rootfs": {"type": "layers", "diff_ids": [digest(&[b'd', at as u8])]},
                "history": [{"created": "2025-03-01T11:58:00Z", "created_by": "COPY tide-table /usr/bin/tide-table"}],
            }));
            let layer = json!({
                "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                "digest": digest(&[b'l', at as u8]),
                "size": 2_418_113 + 7_919 * at,
            });
            let manifest = written(&json!({
                "schemaVersion": 2,
                "mediaType": MANIFEST,
                "config": descriptor("application/vnd.oci.image.config.v1+json", &config),
                "layers": [layer],
            }));
            let mut entry = descriptor(MANIFEST, &manifest);
            entry["platform"] = json!({"architecture": architecture, "os": "linux"});
            image.put(&format!("linux-{architecture}.config.json"), config);
            image.put(&format!("linux-{architecture}.manifest.json"), manifest);
            image.platforms.push((architecture.to_owned(), entry));
        }
        let entries: Vec<&Value> = image.platforms.iter().map(|(_, entry)| entry).collect();
        let index = written(&json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.index.v1+json",
            "manifests": entries,
        }));
        image.put("index.json", index);
        image.put("empty.json", b"{}".to_vec());
        image
    }

    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(format!("{}/{name}", self.folder), bytes);
    }

    /// A bundle, and the manifest that refers by it to a platform.
    fn refer(&mut self, architecture: &str, what: &str, bundle: &Value) {
        let bundle = written(bundle);
        let subject = self.platforms.iter().find(|(name, _)| name == architecture).unwrap().1.clone();
        let subject = json!({
            "mediaType": MANIFEST, "digest": subject["digest"], "size": subject["size"],
        });
        let manifest = written(&json!({
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "artifactType": BUNDLE,
            "config": descriptor(EMPTY, b"{}"),
            "layers": [descriptor(BUNDLE, &bundle)],
            "subject": subject,
        }));
        self.put(&format!("linux-{architecture}.{what}.manifest.json"), manifest);
        self.put(&format!("linux-{architecture}.{what}.bundle.json"), bundle);
    }

    fn digest_of(&self, architecture: &str) -> String {
        let entry = &self.platforms.iter().find(|(name, _)| name == architecture).unwrap().1;
        entry["digest"].as_str().unwrap().to_owned()
    }
}

fn provenance(source: &str) -> Value {
    json!({
        "buildDefinition": {
            "buildType": "https://actions.github.io/buildtypes/workflow/v1",
            "externalParameters": {"workflow": {
                "ref": "refs/tags/v1.4.0", "repository": source, "path": ".github/workflows/release.yml",
            }},
            "resolvedDependencies": [
                {"uri": format!("git+{source}@refs/tags/v1.4.0"), "digest": {"gitCommit": COMMIT}},
            ],
        },
        "runDetails": {
            "builder": {"id": "https://runners.example.test/hosted/ubuntu-24.04"},
            "metadata": {
                "invocationId": format!("{source}/actions/runs/4411/attempts/1"),
                "startedOn": "2025-03-01T11:56:10Z",
                "finishedOn": "2025-03-01T11:59:30Z",
            },
        },
    })
}

fn sbom(architecture: &str) -> Value {
    let package = |(name, version, licence): &(&str, &str, &str)| {
        json!({
            "name": name,
            "SPDXID": format!("SPDXRef-{name}"),
            "versionInfo": version,
            "licenseConcluded": licence,
            "downloadLocation": "NOASSERTION",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": format!("pkg:golang/{name}@{version}?arch={architecture}"),
            }],
        })
    };
    let packages = [
        ("stdlib", "1.24.0", "BSD-3-Clause"),
        ("example.test/tides", "1.4.0", "Apache-2.0"),
        ("github.com/spf13/pflag", "1.0.6", "BSD-3-Clause"),
        ("golang.org/x/net", "0.35.0", "BSD-3-Clause"),
        ("golang.org/x/text", "0.22.0", "BSD-3-Clause"),
        ("gopkg.in/yaml.v3", "3.0.1", "MIT"),
    ];
    json!({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": format!("tide-table, linux/{architecture}"),
        "documentNamespace": format!("https://sbom.example.test/tide-table/{architecture}"),
        "creationInfo": {"created": "2025-03-01T11:59:40Z", "creators": ["Tool: made-up-sbom-1.0"]},
        "packages": packages.iter().map(package).collect::<Vec<_>>(),
    })
}

fn vex(about: &str) -> Value {
    let product = format!("pkg:oci/tide-table@{}", about.replace(':', "%3A"));
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": "https://vex.example.test/tide-table/2025-1",
        "author": "Tide tables",
        "timestamp": "2025-03-01T11:59:50Z",
        "version": 1,
        "statements": [{
            "vulnerability": {"name": "CVE-2025-22866"},
            "products": [{"@id": product}],
            "status": "not_affected",
            "justification": "vulnerable_code_not_in_execute_path",
        }],
    })
}

/// All files of both examples.
pub fn files() -> Files {
    let authority = Authority::new(SEED);
    let by = Signing::by(&authority);
    let signed = |image: &Image, architecture: &str, kind: &str, predicate: &Value| {
        let about = image.digest_of(architecture);
        by.of_statement(Version::V3, &statement(&about, kind, &predicate.to_string()))
    };
    const COSIGN: &str = "https://sigstore.dev/cosign/sign/v1";
    const SLSA: &str = "https://slsa.dev/provenance/v1";
    let mut whole = Image::new("signed");
    for architecture in ["amd64", "arm64"] {
        let about = whole.digest_of(architecture);
        for (what, kind, predicate) in [
            ("signature", COSIGN, json!({})),
            ("provenance", SLSA, provenance(SOURCE)),
            ("sbom", "https://spdx.dev/Document", sbom(architecture)),
            ("vex", "https://openvex.dev/ns/v0.2.0", vex(&about)),
        ] {
            let bundle = signed(&whole, architecture, kind, &predicate);
            whole.refer(architecture, what, &bundle);
        }
    }
    let mut half = Image::new("half-signed");
    let bundle = signed(&half, "amd64", COSIGN, &json!({}));
    half.refer("amd64", "signature", &bundle);
    let fork = "https://git.example.test/somebody/app-fork";
    for architecture in ["amd64", "arm64"] {
        let bundle = signed(&half, architecture, SLSA, &provenance(fork));
        half.refer(architecture, "provenance", &bundle);
    }
    for image in [&mut whole, &mut half] {
        image.put("trusted_root.json", authority.trusted_root().into_bytes());
    }
    let mut files = whole.files;
    files.extend(half.files);
    files
}
