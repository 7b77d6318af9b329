//! One difference: of which member, what kind, and what either document states.

use crate::json::{Span, Value};
use crate::limits;
use crate::text::cut::cut;

/// The document that a member is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// The index.
    Index,
    /// The manifest.
    Manifest,
    /// The config.
    Config,
}

macro_rules! fields {
    ($($(#[$about:meta])+ $name:ident = $id:literal, $within:ident;)+) => {
        /// What a difference is of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $($(#[$about])+ $name),+ }

        impl Field {
            /// A stable word for reports and tests, such as `entrypoint`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }

            /// The document that it is in.
            #[must_use]
            pub const fn within(self) -> Within {
                match self { $(Self::$name => Within::$within),+ }
            }
        }
    };
}

fields! {
    /// `config.Entrypoint`
    Entrypoint = "entrypoint", Config;
    /// `config.Cmd`
    Cmd = "cmd", Config;
    /// `config.Env`, by name.
    Env = "env", Config;
    /// `config.Labels`, by key.
    Labels = "labels", Config;
    /// `config.ExposedPorts`
    Ports = "ports", Config;
    /// `config.User`
    User = "user", Config;
    /// `config.Volumes`
    Volumes = "volumes", Config;
    /// `config.WorkingDir`
    WorkingDir = "workdir", Config;
    /// `config.StopSignal`
    StopSignal = "stop-signal", Config;
    /// `config.Healthcheck`, by member.
    Healthcheck = "healthcheck", Config;
    /// `config.Shell`
    Shell = "shell", Config;
    /// `config.OnBuild`
    OnBuild = "on-build", Config;
    /// Any other member of `config`, by key.
    Run = "run", Config;
    /// The platform, by member.
    Platform = "platform", Config;
    /// `created`
    Created = "created", Config;
    /// `author`
    Author = "author", Config;
    /// `history`: the steps.
    Steps = "steps", Config;
    /// The times of the steps.
    StepTimes = "step-times", Config;
    /// Any other member of the config, by key.
    OfConfig = "config-other", Config;
    /// `mediaType` of the manifest.
    MediaType = "media-type", Manifest;
    /// `artifactType` of the manifest.
    ArtifactType = "artifact-type", Manifest;
    /// `annotations` of the manifest, by key.
    Annotations = "annotations", Manifest;
    /// `subject` of the manifest.
    Subject = "subject", Manifest;
    /// Any other member of the manifest, by key.
    OfManifest = "manifest-other", Manifest;
    /// `mediaType` of the index.
    IndexMediaType = "index-media-type", Index;
    /// `artifactType` of the index.
    IndexArtifactType = "index-artifact-type", Index;
    /// `annotations` of the index, by key.
    IndexAnnotations = "index-annotations", Index;
    /// `subject` of the index.
    IndexSubject = "index-subject", Index;
    /// Any other member of the index, by key.
    OfIndex = "index-other", Index;
}

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
    /// Both have it, with other values.
    Changed,
    /// Both have the same items in another order.
    Reordered,
}

impl Kind {
    /// A stable word for reports and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// What a document states, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// A string's text, or the JSON of anything else; its beginning where it is long.
    pub text: String,
    /// Its place in the bytes of the document.
    pub span: Span,
}

impl Stated {
    /// What `value` states.
    #[must_use]
    pub fn of(value: Value<'_>) -> Self {
        let text = match value.as_str() {
            Some(text) => cut(text, limits::TEXT_SHOWN_CHARACTERS),
            None => cut(String::from_utf8_lossy(value.raw()), limits::TEXT_SHOWN_CHARACTERS),
        };
        Self { text, span: value.span() }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is of.
    pub field: Field,
    /// Which of them, where there may be several: the name of a variable, a label's key, a port. Empty otherwise.
    pub key: String,
    /// What kind of difference it is.
    pub kind: Kind,
    /// What the first states.
    pub first: Option<Stated>,
    /// What the second states.
    pub second: Option<Stated>,
}

impl Change {
    /// A difference between two values; `None` where neither is there.
    pub(super) fn between(
        field: Field,
        key: &str,
        first: Option<Value<'_>>,
        second: Option<Value<'_>>,
    ) -> Option<Self> {
        let kind = match (&first, &second) {
            (None, None) => return None,
            (None, Some(_)) => Kind::Added,
            (Some(_), None) => Kind::Removed,
            (Some(_), Some(_)) => Kind::Changed,
        };
        Some(Self {
            field,
            key: cut(key, limits::REPEATED_CHARACTERS),
            kind,
            first: first.map(Stated::of),
            second: second.map(Stated::of),
        })
    }
}
