//! Documents that a tool printed inside of a document of its own, or with members of its own.
//!
//! - `docker manifest inspect -v` prints `{"Ref", "Descriptor", "Raw", "SchemaV2Manifest"}`, or an array of such
//!   objects for an index. `Raw` has the manifest's bytes in base64; versions of Docker before 23 print the
//!   manifest alone, written again in another indentation. docker/cli, `cli/manifest/types/types.go`, `ImageManifest`.
//! - `docker buildx imagetools inspect --format '{{json .Manifest}}'` prints an index with its `digest` and its `size`
//!   among the members. docker/buildx, `util/imagetools/printers.go`.
//! - `oras manifest fetch --format json` prints a descriptor, with the manifest as its `content`. oras-project/oras,
//!   `cmd/oras/internal/display/metadata/json`.
//!
//! A digest stands beside each, so that the bytes can be told, or recovered, all the same.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::bundle::Bundled;
use crate::image::digest::Digest;
use crate::inspect::Origin;
use crate::json::{self, Value, ValueKind};
use crate::limits;
use crate::pace::Pace;
use crate::verify::{Pin, Word};

/// The members that hold a manifest as it was read; which one depends on its kind.
const WRITTEN_AGAIN: [&str; 3] = ["SchemaV2Manifest", "OCIManifest", "content"];

/// How far into the bytes the first key may stand, or all keys before what is nested.
const BEGINNING: usize = 512;

/// What a tool printed, and which.
#[derive(Debug)]
pub struct Wrapped {
    /// The command.
    pub tool: &'static str,
    /// The documents, each pinned to the digest that is printed beside it.
    pub documents: Vec<Bundled>,
}

/// The documents in what a tool printed; `None` for what none of them did, and where nothing can be taken out.
pub async fn read(bytes: &[u8], pace: &Pace) -> Option<Wrapped> {
    let tool = likely(bytes)?;
    let reading = json::read_in_pieces(bytes, pace).await;
    let root = reading.root(bytes).filter(|_| reading.is_json())?;
    let documents: Vec<Bundled> = match (tool, root.kind()) {
        (IMAGETOOLS, _) => told(root).into_iter().collect(),
        (_, ValueKind::Array) => {
            let mut documents = Vec::new();
            for item in root.items().take(limits::DROPPED_FILES) {
                documents.extend(manifest(item));
                pace.spend(item.count() + item.raw().len() / 8).await;
            }
            documents
        }
        _ => manifest(root).into_iter().collect(),
    };
    (!documents.is_empty()).then_some(Wrapped { tool, documents })
}

const VERBOSE: &str = "docker manifest inspect -v";
const IMAGETOOLS: &str = "docker buildx imagetools inspect --format \u{2018}{{json .Manifest}}\u{2019}";
const ORAS: &str = "oras manifest fetch --format json";

/// A look at the beginning, which spares all other documents a second reading: no document of an image has its own
/// digest before its first member that is nested.
fn likely(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..bytes.len().min(BEGINNING))?;
    let start = start.trim_ascii_start();
    let start = start.strip_prefix(b"[").map_or(start, <[u8]>::trim_ascii_start).strip_prefix(b"{")?;
    let flat = start.split(|byte| matches!(byte, b'{' | b'[')).next()?;
    let has = |key: &str| flat.windows(key.len()).any(|window| window == key.as_bytes());
    match (has("\"Ref\""), has("\"digest\""), has("\"reference\""), has("\"schemaVersion\"")) {
        (true, ..) => Some(VERBOSE),
        (_, true, true, _) => Some(ORAS),
        (_, true, _, true) => Some(IMAGETOOLS),
        _ => None,
    }
}

/// An index, without what the tool put among its members.
fn told(root: Value<'_>) -> Option<Bundled> {
    let digest = Digest::parse(&root.get("digest")?.as_str()?).ok()?;
    root.get("size")?.as_u64()?;
    let is_document = ["manifests", "config", "layers"].iter().any(|key| root.get(key).is_some());
    is_document.then(|| bundled(json::without(root, &["digest", "size"]), digest))
}

fn bundled(bytes: Vec<u8>, digest: Digest) -> Bundled {
    // Whatever it came out of, a tool wrote it: that promises no more than a paste does.
    let pin = Some(Pin { digest, word: Word::Tool });
    Bundled { bytes: bytes.into(), origin: Origin::Paste, pin, digest: None, served: None, said: Vec::new() }
}

fn manifest(wrapper: Value<'_>) -> Option<Bundled> {
    let descriptor = wrapper.get("Descriptor").unwrap_or(wrapper);
    let digest = Digest::parse(&descriptor.get("digest")?.as_str()?).ok()?;
    let raw = || STANDARD.decode(&*wrapper.get("Raw")?.as_str()?).ok();
    let again = || {
        let manifest = WRITTEN_AGAIN.into_iter().find_map(|key| wrapper.get(key))?;
        (manifest.kind() == ValueKind::Object).then(|| manifest.raw().to_vec())
    };
    Some(bundled(raw().or_else(again)?, digest))
}

#[cfg(test)]
mod tests {
    use super::super::{Arrival, Effect, Model, Msg, update};
    use super::*;

    fn read(bytes: &[u8]) -> Option<Wrapped> {
        crate::pace::at_once(super::read(bytes, &Pace::default()))
    }
    use crate::image::digest::HashAlgorithm;
    use crate::session::message::DocumentsMsg;
    use crate::verify::Verification;
    use crate::verify::hash::digest_of;

    /// As Docker Hub keeps it: indented by three spaces.
    const ORIGINAL: &str = "{\n   \"schemaVersion\": 2,\n   \"mediaType\": \"application/vnd.docker.distribution.manifest.v2+json\",\n   \"layers\": []\n}";

    /// What the tool prints of it; `inside` is the member with the manifest.
    fn printed(inside: &str) -> String {
        let digest = digest_of(HashAlgorithm::Sha256, ORIGINAL.as_bytes());
        format!(
            "{{\n\t\"Ref\": \"docker.io/library/a:b\",\n\t\"Descriptor\": {{\n\t\t\"digest\": \"{digest}\",\n\t\t\"size\": {}\n\t}},\n\t{inside}\n}}",
            ORIGINAL.len()
        )
    }

    const AGAIN: &str = "\"SchemaV2Manifest\": {\n\t\t\"schemaVersion\": 2,\n\t\t\"mediaType\": \"application/vnd.docker.distribution.manifest.v2+json\",\n\t\t\"layers\": []\n\t}";

    #[test]
    fn taken_out() {
        let raw = format!("\"Raw\": \"{}\"", STANDARD.encode(ORIGINAL));
        for (text, documents, reason) in [
            (printed(&raw), Some(1), "the bytes themselves"),
            (printed(AGAIN), Some(1), "written again"),
            (format!("[{},\n{}]", printed(&raw), printed(AGAIN)), Some(2), "an index"),
            (printed("\"Raw\": \"!\""), None, "no base64, and nothing beside it"),
            (printed("\"SchemaV2Manifest\": null"), None, "no manifest"),
            (printed(AGAIN).replace("sha256:", "sha256:x"), None, "a digest that can't be read"),
            (printed(AGAIN) + "}", None, "no JSON: shown as it is"),
            ("{\"a\": 1}".to_owned(), None, "any other document"),
        ] {
            assert_eq!(read(text.as_bytes()).map(|found| found.documents.len()), documents, "{reason}");
        }
    }

    #[test]
    fn verified_or_recovered() {
        let raw = format!("\"Raw\": \"{}\"", STANDARD.encode(ORIGINAL));
        for (inside, recovered) in [(raw.as_str(), false), (AGAIN, true)] {
            let mut model = Model::default();
            let arrivals = vec![Arrival { bytes: printed(inside).as_bytes().into(), origin: Origin::Paste }];
            let effects = update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
            for effect in effects {
                if let Effect::AfterFrame(msg) = effect {
                    update(&mut model, *msg);
                }
            }
            let (blob, _) = model.inspection.blobs.iter().next().unwrap();
            assert_eq!(model.inspection.explanations.contains_key(&blob), recovered);
            if recovered {
                update(&mut model, Msg::Documents(DocumentsMsg::TakeRecovered(blob)));
            }
            let root = model.inspection.tree.roots()[0];
            let state = &model.inspection.tree.get(root).unwrap().state;
            assert_eq!(*state, Verification::Agrees(Word::Tool), "{inside}");
            assert_eq!(&*model.inspection.blobs.get(blob).unwrap().bytes, ORIGINAL.as_bytes());
        }
    }

    #[test]
    fn an_index_with_its_own_digest_is_recovered() {
        const INDEX: &str = "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"application/vnd.oci.image.index.v1+json\",\n  \"manifests\": []\n}";
        let digest = digest_of(HashAlgorithm::Sha256, INDEX.as_bytes());
        let own = format!("\"digest\": \"{digest}\",\n  \"size\": {},\n  \"manifests\"", INDEX.len());
        let content = INDEX.replace('\n', "\n    ");
        for (text, tool) in [
            (INDEX.replace("\"manifests\"", &own), IMAGETOOLS),
            (
                format!(
                    "{{\n  \"reference\": \"r.example/a@{digest}\",\n  \"mediaType\": \"x/y\",\n  \"digest\": \"{digest}\",\n  \"size\": {},\n  \"content\": {content}\n}}",
                    INDEX.len()
                ),
                ORAS,
            ),
        ] {
            for text in [text.clone(), format!("$ some command\n{text}\n$ ")] {
                let mut page = crate::headless::Headless::default();
                page.paste(&text);
                let told = &page
                    .model
                    .notices
                    .iter()
                    .find(|notice| crate::view::sentence(&notice.said).contains(tool));
                assert!(told.is_some(), "{text}: {:?}", page.model.notices);
                let found = page.model.inspection.explanations.keys().next().copied();
                page.send(Msg::Documents(DocumentsMsg::TakeRecovered(
                    found.unwrap_or_else(|| panic!("nothing is explained of {text}")),
                )));
                let found = page.model.inspection.blobs.get(found.unwrap()).unwrap();
                assert_eq!(&*found.bytes, INDEX.as_bytes(), "{text}");
            }
        }
        // An image's own documents have no digest of their own, wherever there is one in them.
        for text in [INDEX, "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:0\",\"size\":1}}"] {
            assert!(read(text.as_bytes()).is_none(), "{text}");
        }
    }
}
