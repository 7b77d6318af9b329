//! A registry of one repository, without a list of referrers.

use std::collections::BTreeMap;

use bayplan::registry::{Answer, Headers, Outcome};

use super::{Key, digest};

/// An index of two platforms.
pub struct Image {
    documents: Vec<Vec<u8>>,
    /// The digest of the index.
    pub index: String,
    /// That of its first platform.
    pub amd64: String,
    /// That of its second.
    pub arm64: String,
}

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// An index with linux/amd64 and linux/arm64.
pub fn image() -> Image {
    let manifest = |architecture: &str| {
        let config = format!(
            r#"{{"architecture":"{architecture}","os":"linux","rootfs":{{"type":"layers","diff_ids":[]}}}}"#
        );
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":{}}},"layers":[]}}"#,
            digest(config.as_bytes()),
            config.len()
        );
        [config.into_bytes(), manifest.into_bytes()]
    };
    let [first, second] = ["amd64", "arm64"].map(manifest);
    let entry = |manifest: &[u8], architecture: &str| {
        format!(
            r#"{{"mediaType":"{MANIFEST}","digest":"{}","size":{},"platform":{{"os":"linux","architecture":"{architecture}"}}}}"#,
            digest(manifest),
            manifest.len()
        )
    };
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{},{}]}}"#,
        entry(&first[1], "amd64"),
        entry(&second[1], "arm64")
    );
    Image {
        index: digest(index.as_bytes()),
        amd64: digest(&first[1]),
        arm64: digest(&second[1]),
        documents: first.into_iter().chain(second).chain([index.into_bytes()]).collect(),
    }
}

/// What is asked for by name, and by digest.
pub struct Registry {
    tags: BTreeMap<String, Vec<u8>>,
    documents: BTreeMap<String, Vec<u8>>,
}

impl Registry {
    /// One that has an image, tagged `1`.
    pub fn new(image: &Image) -> Self {
        let mut registry = Self { tags: BTreeMap::new(), documents: BTreeMap::new() };
        for document in &image.documents {
            registry.push(document);
        }
        registry.tags.insert("1".into(), registry.documents[&image.index].clone());
        registry
    }

    fn push(&mut self, document: &[u8]) -> String {
        let digest = digest(document);
        self.documents.insert(digest.clone(), document.to_vec());
        digest
    }

    /// Pushes what refers to a manifest, and lists it by the tag that stands for a list.
    pub fn refers(&mut self, subject: &str, kind: &str, document: &[u8]) {
        let layer = self.push(document);
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","artifactType":"{kind}","config":{{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}},"layers":[{{"mediaType":"{kind}","digest":"{layer}","size":{}}}],"subject":{{"mediaType":"{MANIFEST}","digest":"{subject}","size":1}}}}"#,
            document.len()
        );
        let digest = self.push(manifest.as_bytes());
        let list = format!(
            r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{{"mediaType":"{MANIFEST}","digest":"{digest}","size":{},"artifactType":"{kind}"}}]}}"#,
            manifest.len()
        );
        self.tags.insert(subject.replacen(':', "-", 1), list.into_bytes());
    }

    /// Pushes a manifest by a tag.
    pub fn tag(&mut self, tag: String, manifest: &str) {
        self.push(manifest.as_bytes());
        self.tags.insert(tag, manifest.as_bytes().to_vec());
    }

    /// The answer to a request.
    pub fn answer(&self, url: &str) -> Outcome {
        let name = url.rsplit('/').next().unwrap();
        let is_list = url.contains("/referrers/");
        let body = self.documents.get(name).or_else(|| self.tags.get(name)).filter(|_| !is_list);
        let media_type = body.map(|body| {
            let is_index = String::from_utf8_lossy(body).contains("\"manifests\"");
            if is_index { INDEX } else { MANIFEST }
        });
        Outcome::Answer(Answer {
            status: if body.is_some() { 200 } else { 404 },
            url: url.to_owned(),
            redirected: false,
            headers: Headers { content_type: media_type.map(Into::into), ..Headers::default() },
            body: body.cloned().unwrap_or_default().into(),
            whole: true,
            at: 0,
        })
    }
}

/// Signs a manifest by a key as cosign does, and keeps the signature beside `beside`.
pub fn signed_by_key(registry: &mut Registry, key: &Key, signed: &str, beside: &str) {
    let payload = format!(
        r#"{{"critical":{{"identity":{{"docker-reference":"localhost:5000/app"}},"image":{{"docker-manifest-digest":"{signed}"}},"type":"cosign container image signature"}},"optional":null}}"#
    );
    let layer = registry.push(payload.as_bytes());
    let signature = key.sign(payload.as_bytes());
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}},"layers":[{{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","digest":"{layer}","size":{},"annotations":{{"dev.cosignproject.cosign/signature":"{signature}"}}}}]}}"#,
        payload.len()
    );
    registry.tag(format!("{}.sig", beside.replacen(':', "-", 1)), &manifest);
}
