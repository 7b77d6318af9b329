//! SLSA provenance, version 0.2 or 1: how a thing was built, from what, by whom.
//!
//! <https://slsa.dev/spec/v1.0/provenance>, <https://slsa.dev/spec/v0.2/provenance>

use super::statement::digests;
use super::told::{List, Told, items, reach};
use crate::json::{Value, ValueKind};

/// What a builder says of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// `runDetails.builder.id`, or `builder.id`.
    pub builder: Option<Told>,
    /// `buildDefinition.buildType`, or `buildType`.
    pub build_type: Option<Told>,
    /// Where the source is.
    pub source: Option<Told>,
    /// Which commit of it.
    pub commit: Option<Told>,
    /// Which file told how to build.
    pub entry_point: Option<Told>,
    /// What the builder was told, outermost names only; objects and arrays as they are written.
    pub parameters: List<(String, Told)>,
    /// `resolvedDependencies`, or `materials`.
    pub materials: List<Material>,
    /// The run.
    pub invocation: Option<Told>,
    /// When it began, as written.
    pub started: Option<Told>,
    /// When it ended, as written.
    pub finished: Option<Told>,
}

/// What went into a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// Where it came from.
    pub uri: Option<Told>,
    /// Its digests, `algorithm:encoded`.
    pub digests: List<Told>,
}

impl Material {
    /// The image that it is, as a reference pinned to its digest: BuildKit names base images by package URLs.
    #[must_use]
    pub fn image(&self) -> Option<String> {
        let uri = &self.uri.as_ref()?.text;
        let name = uri.strip_prefix("pkg:docker/")?;
        let (name, query) = name.split_once('?').unwrap_or((name, ""));
        let (name, tag) = name.split_once('@').map_or((name, None), |(name, tag)| (name, Some(tag)));
        let pinned = |text: &&Told| text.text.starts_with("sha256:");
        let digest = self.digests.items.iter().find(pinned).map(|told| told.text.clone());
        let digest = digest.or_else(|| {
            let told = query.split('&').find_map(|pair| pair.strip_prefix("digest="))?;
            Some(told.replace("%3A", ":").replace("%3a", ":"))
        })?;
        let tag = tag.filter(|tag| !tag.contains(':')).map(|tag| format!(":{tag}")).unwrap_or_default();
        Some(format!("{name}{tag}@{digest}"))
    }
}

impl Provenance {
    /// Reads the predicate; `None` where it has the shape of neither version.
    #[must_use]
    pub fn read(predicate: Value<'_>) -> Option<Self> {
        if predicate.get("buildDefinition").is_some() {
            return Some(version_1(predicate));
        }
        predicate.get("builder").is_some().then(|| version_0_2(predicate))
    }

    /// Tells source and commit by the first material that has a commit, where nothing else told them.
    fn by_materials(mut self) -> Self {
        if self.source.is_none() {
            let is_commit = |told: &&Told| {
                let git = ["sha1:", "gitCommit:"];
                git.iter().any(|start| told.text.starts_with(start))
            };
            let found = self.materials.items.iter().find_map(|material| {
                let commit = material.digests.items.iter().find(is_commit)?;
                Some((material.uri.clone()?, commit.clone()))
            });
            if let Some((uri, commit)) = found {
                self.source = Some(uri);
                self.commit.get_or_insert(bare(commit));
            }
        }
        self
    }
}

/// Without the algorithm in front.
fn bare(told: Told) -> Told {
    let text = told.text.split_once(':').map_or(told.text.as_str(), |(_, bare)| bare).to_owned();
    Told { text, at: told.at }
}

fn version_1(predicate: Value<'_>) -> Provenance {
    let definition = predicate.get("buildDefinition");
    let run = predicate.get("runDetails");
    let of = |value: Option<Value<'_>>, path: &[&str]| Told::at(value?, path);
    let external = definition.and_then(|value| value.get("externalParameters"));
    // GitHub's builds name a workflow, BuildKit's a source and a file of it.
    let entry = [&["workflow", "path"][..], &["configSource", "path"], &["entryPoint"]];
    let source = [&["workflow", "repository"][..], &["configSource", "uri"], &["source"]];
    let first = |paths: &[&[&str]]| paths.iter().find_map(|path| of(external, path));
    Provenance {
        builder: of(run, &["builder", "id"]),
        build_type: of(definition, &["buildType"]),
        source: first(&source),
        commit: of(external, &["configSource", "digest", "sha1"]),
        entry_point: first(&entry),
        parameters: external.map(parameters).unwrap_or_default(),
        materials: definition.map(|value| materials(value, "resolvedDependencies")).unwrap_or_default(),
        invocation: of(run, &["metadata", "invocationId"]),
        started: of(run, &["metadata", "startedOn"]),
        finished: of(run, &["metadata", "finishedOn"]),
    }
    .by_repository()
    .by_materials()
}

impl Provenance {
    /// The commit of the material that is the repository: GitHub's builds tell it there alone.
    fn by_repository(mut self) -> Self {
        if let (Some(source), None) = (&self.source, &self.commit) {
            let of_source = |material: &&Material| {
                material.uri.as_ref().is_some_and(|uri| uri.text.contains(source.text.as_str()))
            };
            let digests = self.materials.items.iter().find(of_source).map(|material| &material.digests.items);
            let commit = digests
                .into_iter()
                .flatten()
                .find(|told| told.text.starts_with("gitCommit:") || told.text.starts_with("sha1:"));
            self.commit = commit.cloned().map(bare);
        }
        self
    }
}

fn version_0_2(predicate: Value<'_>) -> Provenance {
    let at = |path: &[&str]| Told::at(predicate, path);
    Provenance {
        builder: at(&["builder", "id"]),
        build_type: at(&["buildType"]),
        source: at(&["invocation", "configSource", "uri"]),
        commit: at(&["invocation", "configSource", "digest", "sha1"]),
        entry_point: at(&["invocation", "configSource", "entryPoint"]),
        parameters: reach(predicate, &["invocation", "parameters"]).map(parameters).unwrap_or_default(),
        materials: materials(predicate, "materials"),
        invocation: at(&["metadata", "buildInvocationId"]).or_else(|| at(&["metadata", "buildInvocationID"])),
        started: at(&["metadata", "buildStartedOn"]),
        finished: at(&["metadata", "buildFinishedOn"]),
    }
    .by_materials()
}

fn materials(value: Value<'_>, key: &str) -> List<Material> {
    items(value, key).map(|item| Material { uri: Told::under(item, "uri"), digests: digests(item) }).collect()
}

fn parameters(value: Value<'_>) -> List<(String, Told)> {
    let told = |value: Value<'_>| match value.kind() {
        ValueKind::String => Told::of(value),
        ValueKind::Null => None,
        _ => Some(Told { text: String::from_utf8_lossy(value.raw()).into_owned(), at: value.span() }),
    };
    value.members().filter_map(|member| Some((member.name().into_owned(), told(member.value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn read(text: &str) -> Option<Provenance> {
        Provenance::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
    }

    fn text(told: &Option<Told>) -> Option<&str> {
        told.as_ref().map(|told| told.text.as_str())
    }

    #[test]
    fn version_0_2_as_buildkit_writes_it() {
        let provenance = read(
            r#"{"builder":{"id":"https://github.com/o/r/actions/runs/1"},"buildType":"https://mobyproject.org/buildkit@v1",
            "materials":[{"uri":"pkg:docker/alpine@3.20?digest=sha256%3Aab&platform=linux%2Farm64","digest":{"sha256":"ab"}},
            {"uri":"https://github.com/o/r.git#refs/heads/main","digest":{"sha1":"c0ffee"}}],
            "invocation":{"configSource":{"entryPoint":"Dockerfile"},"parameters":{"frontend":"dockerfile.v0","args":{"a":"b"}}},
            "metadata":{"buildInvocationID":"i","buildStartedOn":"s","buildFinishedOn":"f"}}"#,
        )
        .unwrap();
        assert_eq!(text(&provenance.builder), Some("https://github.com/o/r/actions/runs/1"));
        assert_eq!(text(&provenance.source), Some("https://github.com/o/r.git#refs/heads/main"));
        assert_eq!(text(&provenance.commit), Some("c0ffee"));
        assert_eq!(text(&provenance.entry_point), Some("Dockerfile"));
        assert_eq!(text(&provenance.invocation), Some("i"));
        let parameters: Vec<_> = provenance
            .parameters
            .items
            .iter()
            .map(|(name, told)| (name.as_str(), told.text.as_str()))
            .collect();
        assert_eq!(parameters, [("frontend", "dockerfile.v0"), ("args", r#"{"a":"b"}"#)]);
        assert_eq!(provenance.materials.items[0].image().unwrap(), "alpine:3.20@sha256:ab");
        assert_eq!(provenance.materials.items[1].image(), None);
    }

    #[test]
    fn version_1_as_github_writes_it() {
        let provenance = read(
            r#"{"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1","externalParameters":{"workflow":
            {"ref":"refs/tags/v1","repository":"https://github.com/o/r","path":".github/workflows/release.yml"}},
            "resolvedDependencies":[{"uri":"git+https://github.com/o/r@refs/tags/v1","digest":{"gitCommit":"c0ffee"}}]},
            "runDetails":{"builder":{"id":"https://github.com/actions/runner/github-hosted"},"metadata":{"invocationId":"i"}}}"#,
        )
        .unwrap();
        assert_eq!(text(&provenance.source), Some("https://github.com/o/r"));
        assert_eq!(text(&provenance.commit), Some("c0ffee"));
        assert_eq!(text(&provenance.entry_point), Some(".github/workflows/release.yml"));
        assert_eq!(text(&provenance.builder), Some("https://github.com/actions/runner/github-hosted"));
    }

    #[test]
    fn version_1_as_buildkit_writes_it() {
        let provenance = read(
            r#"{"buildDefinition":{"buildType":"https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
            "externalParameters":{"configSource":{"uri":"https://github.com/o/r.git","path":"Dockerfile","digest":{"sha1":"c0"}},
            "request":{"frontend":"dockerfile.v0"}}},"runDetails":{"builder":{"id":""}}}"#,
        )
        .unwrap();
        assert_eq!(text(&provenance.source), Some("https://github.com/o/r.git"));
        assert_eq!(
            (text(&provenance.commit), text(&provenance.entry_point)),
            (Some("c0"), Some("Dockerfile"))
        );
        assert_eq!(provenance.builder, None, "an empty text says nothing");
    }

    #[test]
    fn other_shapes_are_none() {
        for text in ["{}", "[]", r#"{"packages":[]}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
