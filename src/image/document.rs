//! Which kind of document is it?

use std::rc::Rc;

use super::annotations;
use super::artifact;
use super::azure_listing;
use super::build_format::Format;
use super::config::Config;
use super::descriptor::Descriptor;
use super::index::Index;
use super::lone;
use super::manifest::Manifest;
use super::media_type::{self as mt, Meaning};
use super::part;
use super::schema1::Schema1;
use super::statement::Statement;
use crate::json::{Value, ValueKind};
use crate::pace::{Pace, at_once};

/// The kinds of documents that Bayplan tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// OCI image index.
    OciIndex,
    /// Docker manifest list.
    DockerList,
    /// OCI image manifest.
    OciManifest,
    /// Docker image manifest version 2, schema 2.
    DockerManifest,
    /// A manifest of something that is no image: it has an `artifactType`, or a config that is none.
    ArtifactManifest,
    /// BuildKit's manifest of attestations: all its layers are in-toto statements.
    AttestationManifest,
    /// Docker schema 1 with signatures.
    Schema1Signed,
    /// Docker schema 1 without signatures.
    Schema1,
    /// OCI image config.
    OciConfig,
    /// Docker image config.
    DockerConfig,
    /// The JSON of an image in Docker's first format, before version 1.10: it names its parent, and no digests.
    DockerFirst,
    /// The `oci-layout` file.
    OciLayout,
    /// In-toto statement.
    InTotoStatement,
    /// A descriptor by itself, or several: they name documents, and are none of them.
    Descriptor,
    /// JSON that is none of these.
    Json,
    /// Not JSON at all.
    NotJson,
    /// What `az acr` prints of a repository: a list of its manifests or tags.
    AzureListing,
    /// A build file: it says what is built, and no document of an image.
    Build(Format),
}

impl Kind {
    /// The name in a sentence, such as `OCI index`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OciIndex => "OCI index",
            Self::DockerList => "Docker manifest list",
            Self::OciManifest => "OCI manifest",
            Self::DockerManifest => "Docker manifest",
            Self::ArtifactManifest => "artifact manifest",
            Self::AttestationManifest => "attestation manifest",
            Self::Schema1Signed => "Docker schema 1 manifest, signed",
            Self::Schema1 => "Docker schema 1 manifest",
            Self::OciConfig => "OCI image config",
            Self::DockerConfig => "Docker image config",
            Self::DockerFirst => "Docker image, first format",
            Self::OciLayout => "OCI layout marker",
            Self::InTotoStatement => "in-toto statement",
            Self::Descriptor => "descriptor",
            Self::Json => "JSON document of no known kind",
            Self::NotJson => "not JSON",
            Self::AzureListing => "list of manifests by az acr",
            Self::Build(format) => format.name(),
        }
    }

    /// A stable word for links, reports and tests, such as `oci-index`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OciIndex => "oci-index",
            Self::DockerList => "docker-list",
            Self::OciManifest => "oci-manifest",
            Self::DockerManifest => "docker-manifest",
            Self::ArtifactManifest => "artifact-manifest",
            Self::AttestationManifest => "attestation-manifest",
            Self::Schema1Signed => "schema1-signed",
            Self::Schema1 => "schema1",
            Self::OciConfig => "oci-config",
            Self::DockerConfig => "docker-config",
            Self::DockerFirst => "docker-first",
            Self::OciLayout => "oci-layout",
            Self::InTotoStatement => "in-toto-statement",
            Self::Descriptor => "descriptor",
            Self::Json => "json",
            Self::NotJson => "not-json",
            Self::AzureListing => "azure-listing",
            Self::Build(format) => format.id(),
        }
    }

    /// The media type that a descriptor of such a document should carry, where there is just one.
    #[must_use]
    pub const fn media_type(self) -> Option<&'static str> {
        match self {
            Self::OciIndex => Some(mt::OCI_INDEX),
            Self::DockerList => Some(mt::DOCKER_LIST),
            Self::OciManifest | Self::ArtifactManifest | Self::AttestationManifest => Some(mt::OCI_MANIFEST),
            Self::DockerManifest => Some(mt::DOCKER_MANIFEST),
            Self::Schema1Signed => Some(mt::SCHEMA1_SIGNED),
            Self::Schema1 => Some(mt::SCHEMA1),
            Self::OciConfig => Some(mt::OCI_CONFIG),
            Self::DockerConfig => Some(mt::DOCKER_CONFIG),
            Self::OciLayout => Some(mt::OCI_LAYOUT),
            Self::InTotoStatement => Some(mt::IN_TOTO),
            Self::DockerFirst
            | Self::Descriptor
            | Self::Json
            | Self::NotJson
            | Self::AzureListing
            | Self::Build(_) => None,
        }
    }

    /// Whether the manifest limit applies to it.
    #[must_use]
    pub const fn is_manifest_or_index(self) -> bool {
        matches!(
            self,
            Self::OciIndex
                | Self::DockerList
                | Self::OciManifest
                | Self::DockerManifest
                | Self::ArtifactManifest
                | Self::AttestationManifest
                | Self::Schema1
                | Self::Schema1Signed
        )
    }
}

/// A document: its kind, and what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which kind it is.
    pub kind: Kind,
    /// `mediaType`, as the document states it; an empty one is none.
    pub media_type: Option<String>,
    /// What it holds.
    pub content: Content,
}

/// What a document holds, by shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// An index or manifest list.
    Index(Index),
    /// A manifest of an image, an artifact or attestations.
    Manifest(Manifest),
    /// Docker schema 1.
    Schema1(Schema1),
    /// An image config.
    Config(Box<Config>),
    /// The `imageLayoutVersion` of an `oci-layout` file.
    Layout(Option<String>),
    /// An in-toto statement.
    Statement(Statement),
    /// Descriptors by themselves.
    Descriptors(Vec<Rc<Descriptor>>),
    /// Nothing that Bayplan reads.
    Other,
}

impl Document {
    /// Decides what `root` is and reads it; `None` is a document that is not JSON.
    ///
    /// The members decide, in the order in which clients ask: what has `manifests` is an index even
    /// where it has `layers` too (the findings then speak of CVE-2021-41190), unless its `mediaType`
    /// is that of a manifest. A known `mediaType` decides only between shapes that the members allow.
    #[must_use]
    pub fn read(root: Option<Value<'_>>) -> Self {
        at_once(Self::read_in_pieces(root, &Pace::default()))
    }

    /// As [`Self::read`], a piece at a time: a document may name a hundred thousand others.
    pub async fn read_in_pieces(root: Option<Value<'_>>, pace: &Pace) -> Self {
        let Some(root) = root else {
            return Self { kind: Kind::NotJson, media_type: None, content: Content::Other };
        };
        // An empty one says as little as none, to Go's readers too.
        let media_type = root.get("mediaType").and_then(Value::as_str).filter(|text| !text.is_empty());
        let media_type: Option<String> = media_type.map(Into::into);
        let (kind, content) = Self::decide(root, media_type.as_deref(), pace).await;
        // A descriptor states that of another.
        let media_type = media_type.filter(|_| kind != Kind::Descriptor);
        Self { kind, media_type, content }
    }

    /// What it is, in a sentence: an artifact by its own name, where that is known.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let artifact = match &self.content {
            Content::Manifest(manifest) if self.kind == Kind::ArtifactManifest => artifact::name(manifest),
            _ => None,
        };
        artifact.unwrap_or_else(|| self.kind.name())
    }

    async fn decide(root: Value<'_>, media_type: Option<&str>, pace: &Pace) -> (Kind, Content) {
        let has = |key| root.get(key).is_some();
        let is_array = |key: &str| root.get(key).is_some_and(|value| value.kind() == ValueKind::Array);
        let meaning = media_type.and_then(mt::meaning);
        let docker = media_type.is_some_and(|text| text.starts_with("application/vnd.docker."));

        if azure_listing::is_one(root) {
            return (Kind::AzureListing, Content::Other);
        }
        let lone = lone::descriptors(root, pace).await;
        if !lone.is_empty() {
            let mut descriptors = Vec::new();
            for value in lone {
                descriptors.push(Rc::new(Descriptor::read(value)));
                part::spend(value, pace).await;
            }
            return (Kind::Descriptor, Content::Descriptors(descriptors));
        }
        if has("fsLayers") || meaning == Some(Meaning::Schema1) {
            let content = Schema1::read(root, pace).await;
            let kind = if content.signatures > 0 { Kind::Schema1Signed } else { Kind::Schema1 };
            return (kind, Content::Schema1(content));
        }
        // To Go's readers `null` is an empty list; beside a `schemaVersion` it tells what was meant.
        let is_null = |key: &str| {
            has("schemaVersion") && root.get(key).is_some_and(|value| value.kind() == ValueKind::Null)
        };
        let manifest_shape =
            is_array("layers") || root.get("config").is_some_and(is_descriptor) || is_null("layers");
        let index_shape = is_array("manifests") || is_null("manifests") && !manifest_shape;
        if index_shape && (meaning != Some(Meaning::Manifest) || !manifest_shape)
            || meaning == Some(Meaning::Index) && !manifest_shape
        {
            let index = Index::read(root, pace).await;
            let list = media_type == Some(mt::DOCKER_LIST) || media_type.is_none() && all_docker(&index);
            return (if list { Kind::DockerList } else { Kind::OciIndex }, Content::Index(index));
        }
        if manifest_shape || meaning == Some(Meaning::Manifest) {
            let manifest = Manifest::read(root, pace).await;
            let kind = manifest_kind(&manifest, media_type, docker);
            return (kind, Content::Manifest(manifest));
        }
        if has("imageLayoutVersion") {
            let version = root.get("imageLayoutVersion").and_then(Value::as_str).map(Into::into);
            return (Kind::OciLayout, Content::Layout(version));
        }
        if has("_type") && has("predicateType") {
            return (Kind::InTotoStatement, Content::Statement(Statement::read(root, pace).await));
        }
        let is_text = |key: &str| root.get(key).is_some_and(|value| value.kind() == ValueKind::String);
        if is_text("id")
            && !has("rootfs")
            && (is_text("parent") || has("container_config") || has("architecture") && has("os"))
        {
            return (Kind::DockerFirst, Content::Config(Box::new(Config::read(root, pace).await)));
        }
        if has("rootfs") && (has("architecture") || has("os") || has("config"))
            || has("architecture") && has("os") && (has("config") || has("history"))
        {
            return (config_kind(root), Content::Config(Box::new(Config::read(root, pace).await)));
        }
        (Kind::Json, Content::Other)
    }
}

fn is_descriptor(value: Value<'_>) -> bool {
    value.get("digest").is_some() || value.get("mediaType").is_some()
}

fn all_docker(index: &Index) -> bool {
    !index.manifests.is_empty()
        && index.manifests.iter().all(|entry| {
            entry.media_type.as_deref().is_some_and(|text| text.starts_with("application/vnd.docker."))
        })
}

fn manifest_kind(manifest: &Manifest, media_type: Option<&str>, docker: bool) -> Kind {
    let in_toto = |layer: &Descriptor| {
        layer.media_type.as_deref().and_then(mt::meaning) == Some(Meaning::Statement)
            && layer.annotations.get(annotations::PREDICATE_TYPE).is_some()
    };
    if !manifest.layers.is_empty() && manifest.layers.iter().all(|layer| in_toto(layer)) {
        return Kind::AttestationManifest;
    }
    let config_type = manifest.config.as_ref().and_then(|config| config.media_type.as_deref());
    let image_config = config_type.and_then(mt::meaning) == Some(Meaning::Config);
    let schema2 = media_type == Some(mt::DOCKER_MANIFEST);
    if schema2 && config_type.is_some_and(mt::is_config_of_old_docker) && has_image_layers(manifest) {
        return Kind::DockerManifest;
    }
    if image_config && artifact::is_beside_an_image(manifest) {
        return Kind::ArtifactManifest;
    }
    if manifest.artifact_type.is_some()
        || media_type == Some(mt::OCI_ARTIFACT_MANIFEST)
        || config_type.is_some() && !image_config
    {
        return Kind::ArtifactManifest;
    }
    if docker || media_type.is_none() && config_type == Some(mt::DOCKER_CONFIG) {
        Kind::DockerManifest
    } else {
        Kind::OciManifest
    }
}

fn has_image_layers(manifest: &Manifest) -> bool {
    let is_layer = |text: &str| matches!(mt::meaning(text), Some(Meaning::Layer(_)));
    manifest.layers.iter().all(|layer| layer.media_type.as_deref().is_some_and(is_layer))
}

/// Docker's configs carry members that the OCI image specification does not know. A config has no
/// `mediaType` of its own; its descriptor's says which it is, where there is one.
fn config_kind(root: Value<'_>) -> Kind {
    const DOCKER_ONLY: [&str; 4] = ["container_config", "docker_version", "container", "id"];
    const DOCKER_RUN: [&str; 6] =
        ["Hostname", "Domainname", "AttachStdin", "OnBuild", "ArgsEscaped", "Healthcheck"];
    let run = root.get("config");
    let docker = DOCKER_ONLY.iter().any(|key| root.get(key).is_some())
        || DOCKER_RUN.iter().any(|key| run.and_then(|run| run.get(key)).is_some());
    if docker { Kind::DockerConfig } else { Kind::OciConfig }
}
