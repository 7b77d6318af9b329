//! An image index (OCI) or manifest list (Docker).

use std::rc::Rc;

use super::annotations::Annotations;
use super::descriptor::Descriptor;
use super::part::list;
use crate::json::Value;
use crate::limits;
use crate::pace::Pace;

/// An index: entries by platform, and what they are together.
///
/// OCI image specification 1.1.1, image-index.md; Docker's manifest list, schema 2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// `artifactType`
    pub artifact_type: Option<String>,
    /// `manifests`, in the order of the document. Shared, for a tree of 10,000 entries copies none.
    pub manifests: Vec<Rc<Descriptor>>,
    /// `subject`
    pub subject: Option<Rc<Descriptor>>,
    /// `annotations`
    pub annotations: Annotations,
}

impl Index {
    /// Reads the members of an index from `value`.
    pub async fn read(value: Value<'_>, pace: &Pace) -> Self {
        Self {
            artifact_type: value.get("artifactType").and_then(Value::as_str).map(Into::into),
            manifests: list(value.get("manifests"), limits::DESCRIPTORS, pace, |entry| {
                Some(Rc::new(Descriptor::read(entry)))
            })
            .await,
            subject: value.get("subject").map(|subject| Rc::new(Descriptor::read(subject))),
            annotations: Annotations::read(value.get("annotations")),
        }
    }
}
