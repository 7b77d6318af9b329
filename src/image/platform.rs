//! The platform of an index entry or of an image config.

use std::fmt;

/// A platform as a document states it: nothing normalized, nothing filled in.
///
/// OCI image specification, image index, `platform`.
/// Absent members and empty strings are one and the same here, as they are to every client.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform {
    /// `os`, a GOOS value such as `linux`.
    pub os: String,
    /// `architecture`, a GOARCH value such as `arm64`.
    pub architecture: String,
    /// `variant`, such as `v8`.
    pub variant: String,
    /// `os.version`, such as `10.0.20348.1547`.
    pub os_version: String,
    /// `os.features`, such as `win32k`.
    pub os_features: Vec<String>,
}

/// `os/architecture/variant`, with `os(version)` where there is a version and `+feature` behind it.
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.os.is_empty() { "?" } else { &self.os })?;
        if !self.os_version.is_empty() || !self.os_features.is_empty() {
            write!(f, "({}", self.os_version)?;
            for feature in &self.os_features {
                write!(f, "+{feature}")?;
            }
            f.write_str(")")?;
        }
        write!(f, "/{}", if self.architecture.is_empty() { "?" } else { &self.architecture })?;
        if !self.variant.is_empty() {
            write!(f, "/{}", self.variant)?;
        }
        Ok(())
    }
}

impl Platform {
    /// Reads the members of `value`, a descriptor's `platform` or a whole config; `None` where it is no
    /// object.
    #[must_use]
    pub fn read(value: crate::json::Value<'_>) -> Option<Self> {
        if value.kind() != crate::json::Kind::Object {
            return None;
        }
        let text = |key| value.get(key).and_then(crate::json::Value::as_str).unwrap_or_default().into_owned();
        Some(Self {
            os: text("os"),
            architecture: text("architecture"),
            variant: text("variant"),
            os_version: text("os.version"),
            os_features: value.get("os.features").into_iter().flat_map(crate::json::Value::strings).collect(),
        })
    }
}
