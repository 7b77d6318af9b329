//! An entry of an index, as it is judged.

use super::descriptor::Members;
use super::member::{opening, present};
use crate::image::descriptor::Descriptor;
use crate::image::platform::Platform;
use crate::image::platform_normal::Normal;
use crate::json::{Span, Value};
use crate::text::quote::Shown;

/// An entry, with its place in the bytes.
pub(super) struct Entry<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its platform as clients compare it.
    pub(super) normal: Option<Normal<'a>>,
    pub(super) value: Value<'a>,
    pub(super) read: &'a Descriptor,
    pub(super) members: Members<'a>,
}

impl Entry<'_> {
    /// Where its digest is written, or the entry begins.
    pub(super) fn digest_span(&self) -> Span {
        present(self.value, "digest").map_or_else(|| opening(self.value), Value::span)
    }

    /// Whether it may be an image that a host pulls by its platform.
    pub(super) fn is_image(&self) -> bool {
        let unknown = self.read.platform.as_ref().is_some_and(Platform::is_unknown);
        !unknown && !self.read.is_attestation() && self.read.artifact_type.is_none()
    }

    pub(super) fn platform_span(&self) -> Span {
        self.members.platform.map_or_else(|| opening(self.value), Value::span)
    }

    pub(super) fn name(&self) -> String {
        let platform = self.read.platform.as_ref();
        platform.map_or_else(|| "no platform".to_owned(), |platform| Shown(&platform.to_string()).to_string())
    }
}
