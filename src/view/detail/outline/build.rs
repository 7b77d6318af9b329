//! How the image was built: on which base, when, and from which source.

use super::told::{Told, Word};
use super::{Part, quoted, text};
use crate::inspect::NodeId;
use crate::json::Value;
use crate::session::Inspection;
use crate::view::detail::created;

const BASE_NAME: &[&str] = &["org.opencontainers.image.base.name"];
const BASE_DIGEST: &[&str] = &["org.opencontainers.image.base.digest"];
const SOURCE: &[&str] = &["org.opencontainers.image.source", "org.label-schema.vcs-url"];
const REVISION: &[&str] = &["org.opencontainers.image.revision", "org.label-schema.vcs-ref"];
const BY_PROVENANCE: &str = "the provenance";

/// Images of a provenance that are named one by one, and materials that are looked through for them.
const IMAGES: usize = 4;
const MATERIALS: usize = 200;

/// The base image.
pub fn base(said: &Told<'_>) -> Vec<Part> {
    match (said.get(BASE_NAME), said.get(BASE_DIGEST)) {
        (Some((name, from)), digest) => {
            let mut parts = vec![quoted(name)];
            if let Some((digest, _)) = digest {
                parts.extend([text(", at the time "), quoted(digest)]);
            }
            parts.push(says(from));
            parts
        }
        (None, Some((digest, from))) => vec![text("The image "), quoted(digest), says(from)],
        (None, None) => images(said).unwrap_or_else(|| {
            vec![text("Not stated: no annotation and no label names it, and no provenance that is here.")]
        }),
    }
}

/// The images that went into the build, by the provenance; which of them is the base, it does not say.
fn images(said: &Told<'_>) -> Option<Vec<Part>> {
    let images: Vec<String> = materials(said.provenance?).filter_map(image_name).collect();
    let mut parts = Vec::new();
    for image in images.iter().take(IMAGES) {
        parts.push(text(if parts.is_empty() {
            "Not stated. Images that went into the build: "
        } else {
            ", "
        }));
        parts.push(quoted(image.clone()));
    }
    let more = images.len().saturating_sub(IMAGES);
    if more > 0 {
        parts.push(text(format!(" and {more} more")));
    }
    parts.push(says(BY_PROVENANCE));
    (!images.is_empty()).then_some(parts)
}

fn materials(predicate: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let of = predicate.get("buildDefinition").and_then(|definition| definition.get("resolvedDependencies"));
    of.or_else(|| predicate.get("materials")).into_iter().flat_map(Value::items).take(MATERIALS)
}

/// The name of an image that a material is, by its package URL; BuildKit's own frontend is none of them.
/// <https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md>
fn image_name(material: Value<'_>) -> Option<String> {
    let uri = material.get("uri")?.as_str()?;
    let name = uri.strip_prefix("pkg:docker/")?.split(['?', '#']).next()?;
    let name = name.replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    (!name.starts_with("docker/dockerfile") && !name.is_empty()).then(|| match name.rsplit_once('@') {
        Some((name, version)) if !version.contains(':') => format!("{name}:{version}"),
        _ => name,
    })
}

/// When, and from which source.
pub fn built(inspection: &Inspection, id: NodeId, said: &Told<'_>) -> Vec<Part> {
    let mut parts = match created(inspection, id) {
        Some((time, from)) if is_fixed(&time) => {
            let words = format!(", says the {from}, a fixed time, as reproducible builds write it");
            vec![quoted(time), text(words)]
        }
        Some((time, from)) => vec![quoted(time), text(format!(", says the {from}"))],
        None => vec![text("When is not stated")],
    };
    match source(said) {
        Some((source, revision, from)) => {
            parts.extend([text("; from "), quoted(source)]);
            if let Some(revision) = revision {
                parts.extend([text(" at "), quoted(revision)]);
            }
            parts.push(says(from));
        }
        None => parts.push(text("; from which source is not stated.")),
    }
    if let Some(builder) = said.provenance.and_then(builder) {
        parts.extend([text(" The provenance names as builder "), quoted(builder), text(".")]);
    }
    parts
}

/// Whether a time is none at which anything was built: the beginning of Unix' time, or of Go's.
fn is_fixed(time: &str) -> bool {
    ["1970-01-01T00:00:0", "0001-01-01T00:00:0", "1980-01-01T00:00:0"]
        .iter()
        .any(|fixed| time.starts_with(fixed))
}

/// The source and its revision, by the provenance where that is here, else by annotations and labels.
fn source(said: &Told<'_>) -> Option<(String, Option<String>, &'static str)> {
    let by_provenance = said.provenance.and_then(|predicate| {
        let (source, revision) = of_build(predicate).or_else(|| of_vcs(predicate))?;
        Some((source, revision, BY_PROVENANCE))
    });
    by_provenance.or_else(|| {
        let revision: Option<Word> = said.get(REVISION);
        let (source, from) = said.get(SOURCE)?;
        Some((source, revision.map(|(revision, _)| revision), from))
    })
}

/// The source that the build was given: SLSA 1 has it among the external parameters, 0.2 with the invocation.
fn of_build(predicate: Value<'_>) -> Option<(String, Option<String>)> {
    let given = predicate
        .get("buildDefinition")
        .and_then(|definition| definition.get("externalParameters"))
        .or_else(|| predicate.get("invocation"));
    let given = given?;
    let config = given.get("configSource").or_else(|| given.get("workflow"))?;
    let source = filled(config, "uri").or_else(|| filled(config, "repository"))?;
    let digest = config.get("digest").and_then(|digest| filled(digest, "sha1"));
    Some((source, digest.or_else(|| filled(config, "ref"))))
}

/// The working copy that BuildKit saw.
fn of_vcs(predicate: Value<'_>) -> Option<(String, Option<String>)> {
    let run = predicate.get("runDetails").unwrap_or(predicate);
    let metadata = run.get("metadata")?;
    let seen = metadata
        .get("https://mobyproject.org/buildkit@v1#metadata")
        .or_else(|| metadata.get("buildkit_metadata"));
    let vcs = seen?.get("vcs")?;
    Some((filled(vcs, "source")?, filled(vcs, "revision")))
}

fn builder(predicate: Value<'_>) -> Option<String> {
    let run = predicate.get("runDetails").unwrap_or(predicate);
    filled(run.get("builder")?, "id")
}

/// A text that says something.
fn filled(value: Value<'_>, key: &str) -> Option<String> {
    Some(value.get(key)?.as_str()?.into_owned()).filter(|text| !text.trim().is_empty())
}

fn says(from: &str) -> Part {
    text(format!(", says {from}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn images_among_the_materials_are_named() {
        for (uri, name) in [
            ("pkg:docker/alpine@3.22?platform=linux%2Famd64", Some("alpine:3.22")),
            ("pkg:docker/ghcr.io%2Fa/b@sha256%3Aab", Some("ghcr.io/a/b@sha256:ab")),
            ("pkg:docker/docker/dockerfile@1", None),
            ("https://git.example/a.git", None),
            ("pkg:docker/", None),
        ] {
            let text = format!(r#"{{"uri":"{uri}"}}"#);
            let material = json::read(text.as_bytes());
            assert_eq!(material.root(text.as_bytes()).and_then(image_name).as_deref(), name, "{uri}");
        }
    }
}
