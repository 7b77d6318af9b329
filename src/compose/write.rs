//! The exact bytes of a draft, as a tool would write them.

use super::draft::{Draft, Entry};
use super::writer::{LeftOut, Writer};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::media_type as mt;
use crate::image::platform::Platform;
use crate::json::{self, Strings};
use crate::select::Format;
use crate::sorting::sort_by;
use crate::verify::hash::digest_of;

/// A draft as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their digest.
    pub digest: Digest,
    /// The format that they are in.
    pub format: Format,
    /// What is otherwise than it is drafted.
    pub left_out: Vec<LeftOut>,
}

/// Writes `draft` as its writer does.
#[must_use]
pub fn write(draft: &Draft) -> Written {
    let writer = draft.writer;
    let entries = writer.entries(draft);
    let format = writer.format(draft, &entries);
    let compact = index(draft, &entries, format);
    let bytes = json::write(compact.as_bytes(), writer.layout(), Strings::Go, b"\n");
    let bytes = bytes.unwrap_or_else(|| compact.into_bytes());
    let digest = digest_of(HashAlgorithm::Sha256, &bytes);
    Written { bytes, digest, format, left_out: left_out(draft, &entries, format) }
}

fn left_out(draft: &Draft, entries: &[&Entry], format: Format) -> Vec<LeftOut> {
    let writer = draft.writer;
    let keeps = writer.has_annotations(format);
    let is_in_order = draft
        .entries
        .iter()
        .filter(|entry| entries.iter().any(|written| written.digest == entry.digest))
        .map(|entry| &entry.digest)
        .eq(entries.iter().map(|entry| &entry.digest));
    let has_members = |entry: &&Entry| entry.artifact_type.is_some() || !entry.urls.is_empty();
    // buildx writes the index' own annotations into OCI's format alone.
    let keeps_own = keeps && format == Format::Oci;
    let is_repeated = entries.len() < draft.entries.len();
    let all = [
        (format != draft.format, LeftOut::Format(format)),
        (is_repeated, LeftOut::Repeated),
        (!is_in_order && !is_repeated, LeftOut::Order),
        (!keeps_own && !draft.annotations.is_empty(), LeftOut::Annotations),
        (!keeps && entries.iter().any(|entry| !entry.annotations.is_empty()), LeftOut::EntryAnnotations),
        (writer != Writer::Buildx && entries.iter().any(has_members), LeftOut::EntryMembers),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect()
}

/// The index without white space.
fn index(draft: &Draft, entries: &[&Entry], format: Format) -> String {
    let media_type = match format {
        Format::Oci => mt::OCI_INDEX,
        Format::Docker => mt::DOCKER_LIST,
    };
    let written: Vec<String> = entries.iter().map(|one| entry(one, draft.writer, format)).collect();
    let mut members = vec![
        "\"schemaVersion\":2".to_owned(),
        member("mediaType", media_type),
        format!("\"manifests\":[{}]", written.join(",")),
    ];
    if format == Format::Oci && draft.writer.has_annotations(format) {
        members.extend(annotations(&draft.annotations));
    }
    object(&members)
}

fn entry(entry: &Entry, writer: Writer, format: Format) -> String {
    let size = format!("\"size\":{}", entry.size);
    let digest = member("digest", &entry.digest);
    let mut members = vec![member("mediaType", &entry.media_type)];
    if writer.is_size_first(format) {
        members.extend([size, digest])
    } else {
        members.extend([digest, size])
    }
    let keeps_all = writer == Writer::Buildx;
    if keeps_all && !entry.urls.is_empty() {
        let urls: Vec<String> = entry.urls.iter().map(|url| text(url)).collect();
        members.push(format!("\"urls\":[{}]", urls.join(",")));
    }
    if writer.has_annotations(format) {
        members.extend(annotations(&entry.annotations));
    }
    // Docker's list has a platform always.
    let is_always = writer == Writer::DockerManifest || writer == Writer::Buildah && format == Format::Docker;
    let stated = entry.written_platform().or_else(|| is_always.then(Platform::default));
    members.extend(stated.map(|it| format!("\"platform\":{}", platform(&it))));
    if keeps_all {
        members.extend(entry.artifact_type.as_deref().map(|of| member("artifactType", of)));
    }
    object(&members)
}

fn platform(platform: &Platform) -> String {
    let mut members = vec![member("architecture", &platform.architecture), member("os", &platform.os)];
    if !platform.os_version.is_empty() {
        members.push(member("os.version", &platform.os_version));
    }
    if !platform.os_features.is_empty() {
        let features: Vec<String> = platform.os_features.iter().map(|feature| text(feature)).collect();
        members.push(format!("\"os.features\":[{}]", features.join(",")));
    }
    if !platform.variant.is_empty() {
        members.push(member("variant", &platform.variant));
    }
    object(&members)
}

/// Go writes the keys of maps in their order, each once.
fn annotations(pairs: &[(String, String)]) -> Option<String> {
    let mut sorted: Vec<&(String, String)> = pairs.iter().collect();
    sort_by(&mut sorted, |one, other| one.0.cmp(&other.0));
    let mut members: Vec<(&str, String)> = Vec::new();
    for (key, value) in sorted {
        members.pop_if(|(before, _)| *before == key);
        members.push((key, member(key, value)));
    }
    let members: Vec<String> = members.into_iter().map(|(_, member)| member).collect();
    (!members.is_empty()).then(|| format!("\"annotations\":{}", object(&members)))
}

fn object(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

fn member(name: &str, value: &str) -> String {
    format!("{}:{}", text(name), text(value))
}

/// A string with the escapes that the grammar asks for; Go's own are put in afterwards.
fn text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// An entry as a descriptor by itself, without white space.
pub(super) fn descriptor(of: &Entry) -> String {
    entry(of, Writer::Buildx, Format::Oci)
}
