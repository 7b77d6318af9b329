//! An image manifest, OCI or Docker schema 2, and the artifact manifests of the same shape.

use std::rc::Rc;

use super::annotations::Annotations;
use super::descriptor::Descriptor;
use super::part::list;
use crate::json::Value;
use crate::limits;
use crate::pace::Pace;

/// A manifest: one config and the layers over it.
///
/// OCI image specification 1.1.1, manifest.md; Docker's image manifest version 2, schema 2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// `artifactType`
    pub artifact_type: Option<String>,
    /// `config`
    pub config: Option<Rc<Descriptor>>,
    /// `layers`, base first; `blobs` in the artifact manifest of the 1.1 release candidates.
    pub layers: Vec<Rc<Descriptor>>,
    /// `subject`
    pub subject: Option<Rc<Descriptor>>,
    /// `annotations`
    pub annotations: Annotations,
}

impl Manifest {
    /// Reads the members of a manifest from `value`.
    pub async fn read(value: Value<'_>, pace: &Pace) -> Self {
        let descriptor = |key| value.get(key).map(|value| Rc::new(Descriptor::read(value)));
        Self {
            artifact_type: value.get("artifactType").and_then(Value::as_str).map(Into::into),
            config: descriptor("config"),
            layers: list(
                value.get("layers").or_else(|| value.get("blobs")),
                limits::DESCRIPTORS,
                pace,
                |layer| Some(Rc::new(Descriptor::read(layer))),
            )
            .await,
            subject: descriptor("subject"),
            annotations: Annotations::read(value.get("annotations")),
        }
    }
}
