//! The order of members: a program that writes a document again may have another than the one before it.
//!
//! Each usual order is that of some program's types: OCI's image specification in Go (`specs-go/v1`) puts a
//! descriptor's digest before its size, Docker's and containers/image's types put the size first, and older
//! BuildKit and containerd `mediaType` before `schemaVersion`. Python's `sort_keys` and jq's `-S` sort all,
//! and Docker the members of a config. Go sorts the keys of maps.

use crate::json::{self, Member, Value, ValueKind};
use crate::sorting::sort_by_key;

/// An order of members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    top: Top,
    descriptors: Descriptors,
}

/// The order of the document's own members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Top {
    #[default]
    AsWritten,
    /// That of the specification's types.
    Specified,
    /// The same, `mediaType` before all.
    MediaTypeFirst,
    Sorted,
    /// Sorted, and the members of all other objects too.
    AllSorted,
}

/// The order of the members of descriptors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Descriptors {
    #[default]
    AsWritten,
    SizeFirst,
    DigestFirst,
}

/// The usual orders, the likeliest first.
pub(super) const ORDERS: [Order; 10] = {
    use Descriptors::{DigestFirst, SizeFirst};
    use Top::{AllSorted, MediaTypeFirst, Sorted, Specified};
    const fn both(top: Top, descriptors: Descriptors) -> Order {
        Order { top, descriptors }
    }
    [
        both(Top::AsWritten, SizeFirst),
        both(Top::AsWritten, DigestFirst),
        both(AllSorted, Descriptors::AsWritten),
        both(Specified, Descriptors::AsWritten),
        both(Specified, DigestFirst),
        both(Specified, SizeFirst),
        both(MediaTypeFirst, Descriptors::AsWritten),
        both(MediaTypeFirst, DigestFirst),
        both(MediaTypeFirst, SizeFirst),
        both(Sorted, Descriptors::AsWritten),
    ]
};

const MANIFEST: &[&str] = &[
    "schemaVersion",
    "mediaType",
    "artifactType",
    "config",
    "layers",
    "manifests",
    "subject",
    "annotations",
];
const CONFIG: &[&str] = &[
    "created",
    "author",
    "architecture",
    "variant",
    "os",
    "os.version",
    "os.features",
    "config",
    "rootfs",
    "history",
];
const ROOTFS: &[&str] = &["type", "diff_ids"];
const RUN: &[&str] = &[
    "User",
    "ExposedPorts",
    "Env",
    "Entrypoint",
    "Cmd",
    "Volumes",
    "WorkingDir",
    "Labels",
    "StopSignal",
    "ArgsEscaped",
];
const HISTORY: &[&str] = &["created", "created_by", "author", "comment", "empty_layer"];
const DIGEST_FIRST: &[&str] =
    &["mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType"];
const SIZE_FIRST: &[&str] =
    &["mediaType", "size", "digest", "urls", "annotations", "data", "platform", "artifactType"];
const PLATFORM: &[&str] = &["architecture", "os", "os.version", "os.features", "variant", "features"];

/// The usual orders of a document that give other members first than it has and than each other, each with the
/// document in it, in compact layout.
pub(super) fn orders(document: &[u8]) -> Vec<(Order, Vec<u8>)> {
    let reading = json::read(document);
    let Some(root) = reading.root(document) else { return Vec::new() };
    let as_written = Order::default().write(root);
    let mut found: Vec<(Order, Vec<u8>)> = Vec::new();
    for order in ORDERS {
        let bytes = order.write(root);
        if bytes != as_written && found.iter().all(|(_, other)| *other != bytes) {
            found.push((order, bytes));
        }
    }
    found
}

/// What an object is to the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ObjectRole {
    Manifest,
    Config,
    Descriptor,
    Descriptors,
    Platform,
    Rootfs,
    Run,
    Steps,
    Step,
    /// A map by free keys.
    Map,
    Other,
}

impl ObjectRole {
    fn of_root(root: Value<'_>) -> Self {
        if root.get("rootfs").is_some() { Self::Config } else { Self::Manifest }
    }

    fn of_member(self, key: &str) -> Self {
        match (self, key) {
            (Self::Manifest, "config" | "subject") => Self::Descriptor,
            (Self::Manifest, "layers" | "manifests" | "blobs") => Self::Descriptors,
            (Self::Manifest | Self::Descriptor, "annotations") => Self::Map,
            (Self::Descriptor, "platform") => Self::Platform,
            (Self::Config, "rootfs") => Self::Rootfs,
            (Self::Config, "config") => Self::Run,
            (Self::Config, "history") => Self::Steps,
            (Self::Run, "Labels" | "ExposedPorts" | "Volumes") => Self::Map,
            _ => Self::Other,
        }
    }

    fn of_item(self) -> Self {
        match self {
            Self::Descriptors => Self::Descriptor,
            Self::Steps => Self::Step,
            _ => Self::Other,
        }
    }
}

impl Order {
    /// What sets the original apart, in phrases.
    pub(super) fn phrases(self) -> impl Iterator<Item = &'static str> {
        let top = match self.top {
            Top::AsWritten => None,
            Top::Specified => Some("its own members in the order of the specification\u{2019}s types"),
            Top::MediaTypeFirst => Some("mediaType before its other members"),
            Top::Sorted => Some("its own members in alphabetical order"),
            Top::AllSorted => Some("all members in alphabetical order"),
        };
        let descriptors = match self.descriptors {
            Descriptors::AsWritten => None,
            Descriptors::SizeFirst => Some("size before digest in its descriptors"),
            Descriptors::DigestFirst => Some("digest before size in its descriptors"),
        };
        top.into_iter().chain(descriptors)
    }

    fn write(self, root: Value<'_>) -> Vec<u8> {
        let mut out = Vec::with_capacity(root.raw().len());
        self.value(&mut out, root, ObjectRole::of_root(root));
        out
    }

    /// As deep as reading goes, which is bounded.
    fn value(self, out: &mut Vec<u8>, value: Value<'_>, place: ObjectRole) {
        let mut separator: &[u8] = b"";
        match value.kind() {
            ValueKind::Array => {
                out.push(b'[');
                for item in value.items() {
                    out.extend_from_slice(separator);
                    separator = b",";
                    self.value(out, item, place.of_item());
                }
                out.push(b']');
            }
            ValueKind::Object => {
                out.push(b'{');
                for Member { key, value } in self.members(value, place) {
                    out.extend_from_slice(separator);
                    separator = b",";
                    out.extend_from_slice(key.raw());
                    out.push(b':');
                    let name = key.as_str().unwrap_or_default();
                    self.value(out, value, place.of_member(&name));
                }
                out.push(b'}');
            }
            _ => out.extend_from_slice(value.raw()),
        }
    }

    fn members<'a>(self, object: Value<'a>, place: ObjectRole) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = object.members().collect();
        // Stable: what a list does not name stays in its order, after what it names.
        let mut by = |list: &[&str]| {
            sort_by_key(&mut members, |member| {
                let name = member.name();
                list.iter().position(|known| **known == *name).unwrap_or(list.len())
            });
        };
        match (self.top, place) {
            _ if self == Self::default() => {}
            (Top::AllSorted, _)
            | (Top::Sorted, ObjectRole::Manifest | ObjectRole::Config)
            | (_, ObjectRole::Map) => {
                sort_by_key(&mut members, |member| member.name().into_owned());
            }
            (Top::Specified, ObjectRole::Manifest) => by(MANIFEST),
            (Top::Specified, ObjectRole::Config) => by(CONFIG),
            (Top::Specified, ObjectRole::Rootfs) => by(ROOTFS),
            (Top::Specified, ObjectRole::Run) => by(RUN),
            (Top::Specified, ObjectRole::Step) => by(HISTORY),
            (Top::MediaTypeFirst, ObjectRole::Manifest) => {
                by(MANIFEST);
                sort_by_key(&mut members, |member| member.name() != "mediaType");
            }
            (_, ObjectRole::Descriptor) => match self.descriptors {
                Descriptors::AsWritten => {}
                Descriptors::SizeFirst => by(SIZE_FIRST),
                Descriptors::DigestFirst => by(DIGEST_FIRST),
            },
            (_, ObjectRole::Platform) if self.descriptors != Descriptors::AsWritten => by(PLATFORM),
            _ => {}
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_differ_and_keep_every_member() {
        for (text, count) in [
            (r#"{"schemaVersion":2,"config":{"digest":"a","size":1},"layers":[{"size":1,"digest":"b"}]}"#, 4),
            (r#"{"a":1}"#, 0),
            ("[1, {}]", 0),
            ("", 0),
            (r#"{"b":1,"a":{"d":[{"z":1,"y":2}],"c":null}}"#, 2),
            // The same key twice: each stays, in its order.
            (r#"{"mediaType":"x","schemaVersion":2,"mediaType":"y"}"#, 2),
        ] {
            let found = orders(text.as_bytes());
            assert_eq!(found.len(), count, "{text}: {found:?}");
            for (_, bytes) in found {
                let sorted = |bytes: &[u8]| {
                    let mut bytes: Vec<u8> =
                        bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                    bytes.sort_unstable();
                    bytes
                };
                assert_eq!(sorted(&bytes), sorted(text.as_bytes()), "{text}");
            }
        }
    }
}
