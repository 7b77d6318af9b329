//! Documents put on the page, and what it says of them.

use bayplan::findings::Severity;
pub use bayplan::headless::send;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::{NodeId, Origin, label};
use bayplan::session::{Arrival, DocumentsMsg, Model, Msg, Tally};
use bayplan::verify::hash::digest_of;
use bayplan::view::detail;

pub const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
pub const OCI_LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub const DOCKER_LAYER: &str = "application/vnd.docker.image.rootfs.diff.tar.gzip";

/// The page after files were dropped together.
pub fn dropped(files: &[(&str, &str)]) -> Model {
    let arrival = |(name, text): &(&str, &str)| Arrival {
        bytes: text.as_bytes().into(),
        origin: Origin::File((*name).to_owned()),
    };
    let mut model = Model::default();
    send(
        &mut model,
        Msg::Documents(DocumentsMsg::Add { arrivals: files.iter().map(arrival).collect(), pin: None }),
    );
    model
}

/// A descriptor of `text`.
pub fn descriptor(media_type: &str, text: &str) -> String {
    let digest = digest_of(HashAlgorithm::Sha256, text.as_bytes());
    format!(r#""mediaType":"{media_type}","digest":"{digest}","size":{}"#, text.len())
}

/// What is said anywhere, as `severity code`, but for what says of a root that nothing names it.
pub fn said(model: &Model) -> Vec<String> {
    let mut said: Vec<String> = model
        .inspection
        .tree
        .roots()
        .iter()
        .flat_map(|root| {
            let mut all = detail::findings(&model.inspection, *root);
            all.extend(
                detail::findings_below(&model.inspection, &Tally::of(&model.inspection).marks, *root, 1000).0,
            );
            all
        })
        .map(|found| format!("{} {}", found.finding.severity.word(), found.finding.code))
        .filter(|said| said != "note nothing-to-compare")
        .collect();
    said.sort();
    said
}

/// The sentence of the first finding of `code`, and how bad it is.
pub fn sentence(model: &Model, code: &str) -> Option<(Severity, String)> {
    model.inspection.tree.iter().find_map(|(id, _)| {
        let found = detail::findings(&model.inspection, id);
        let found = found.into_iter().find(|found| found.finding.code == code)?;
        Some((found.finding.severity, found.finding.message))
    })
}

/// The names of the nodes, from the top.
pub fn names(model: &Model) -> Vec<String> {
    let name = |(id, _): (NodeId, _)| label(&model.inspection.blobs, &model.inspection.tree, id).name;
    model.inspection.tree.iter().map(name).collect()
}
