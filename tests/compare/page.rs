//! Images as documents, and a page that has two of them beside each other.

use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::{NodeId, Origin};
use bayplan::session::{Arrival, ComparisonMsg, DocumentsMsg, ExportMsg, Msg, ReportFormat};
use bayplan::verify::hash::digest_of;
use serde_json::{Value, json};

/// A digest that is told by one digit.
pub fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

/// The digest of a document as it is written here.
pub fn own_digest(document: &Value) -> String {
    digest_of(HashAlgorithm::Sha256, document.to_string().as_bytes()).to_string()
}

/// An image: its manifest and its config.
#[derive(Clone)]
pub struct Image {
    pub config: Value,
    pub manifest: Value,
}

impl Image {
    /// An image of two layers, with something in each member.
    pub fn new() -> Self {
        let config = json!({
            "created": "2026-01-01T00:00:00Z", "architecture": "amd64", "os": "linux",
            "config": {
                "Env": ["PATH=/bin", "A=1", "B=2"], "Entrypoint": ["/app"], "Cmd": ["serve", "--all"],
                "Labels": {"one": "1"}, "ExposedPorts": {"80/tcp": {}}, "User": "app", "Volumes": {"/data": {}},
                "WorkingDir": "/srv", "StopSignal": "SIGTERM",
                "Healthcheck": {"Test": ["CMD", "true"], "Interval": 1}
            },
            "rootfs": {"type": "layers", "diff_ids": [digest('1'), digest('2')]},
            "history": [
                {"created": "2026-01-01T00:00:00Z", "created_by": "ADD base / # buildkit"},
                {"created": "2026-01-01T00:00:01Z", "created_by": "RUN make # buildkit"}
            ]
        });
        let layer = |digit, size| json!({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": digest(digit), "size": size});
        let manifest = json!({
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {}, "layers": [layer('a', 1000), layer('b', 200)], "annotations": {"note": "x"}
        });
        Self { config, manifest }
    }

    /// The image with something of its config changed.
    pub fn config(mut self, change: impl FnOnce(&mut Value)) -> Self {
        change(&mut self.config);
        self
    }

    /// The image with something of its manifest changed.
    pub fn manifest(mut self, change: impl FnOnce(&mut Value)) -> Self {
        change(&mut self.manifest);
        self
    }

    /// Both documents, the manifest naming the config.
    pub fn documents(mut self) -> [Value; 2] {
        self.manifest["config"] = json!({
            "mediaType": "application/vnd.oci.image.config.v1+json",
            "digest": own_digest(&self.config), "size": self.config.to_string().len()
        });
        [self.manifest, self.config]
    }
}

/// A page with these documents.
pub fn with(documents: &[String]) -> Headless {
    let mut page = Headless::default();
    let arrivals = documents.iter().enumerate().map(|(at, text)| Arrival {
        bytes: text.as_bytes().into(),
        origin: Origin::File(format!("{at}.json")),
    });
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    page
}

/// The page's report.
pub fn report(page: &mut Headless) -> Value {
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().whole()).unwrap()
}

/// Shows two nodes beside each other.
pub fn compare(page: &mut Headless, first: NodeId, second: NodeId) -> Value {
    page.send(Msg::Comparison(ComparisonMsg::Of(first, second)));
    report(page)["comparison"].clone()
}

/// The comparison of two images as the report has it.
pub fn beside(first: Image, second: Image) -> Value {
    let documents: Vec<String> =
        [first.documents(), second.documents()].concat().iter().map(Value::to_string).collect();
    let mut page = with(&documents);
    // Where both are the same document, there is one root.
    let roots = page.model.inspection.tree.roots().to_vec();
    compare(&mut page, roots[0], *roots.last().unwrap())
}

/// What a report says of a list, each item in one text.
pub fn told(list: &Value, members: &[&str]) -> Vec<String> {
    let item = |item: &Value| {
        let texts = members.iter().map(|member| match &item[member] {
            Value::String(text) => text.clone(),
            Value::Null => "-".to_owned(),
            other => other.to_string(),
        });
        texts.collect::<Vec<_>>().join(" ")
    };
    list.as_array().unwrap().iter().map(item).collect()
}
