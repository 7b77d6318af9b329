//! Documents that a tool printed inside of a document of its own.
//!
//! `docker manifest inspect -v` prints `{"Ref", "Descriptor", "Raw", "SchemaV2Manifest"}`, or an array of such
//! objects for an index. `Raw` has the manifest's bytes in base64; versions of Docker before 23 print the
//! manifest alone, written anew in another indentation. The descriptor has its digest, so that the bytes can be
//! told, or recovered, all the same. Source: docker/cli, `cli/manifest/types/types.go`, `ImageManifest`.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::bundle::Bundled;
use crate::image::digest::Digest;
use crate::inspect::Origin;
use crate::json::{self, Kind, Value};
use crate::limits;
use crate::verify::{Pin, Word};

/// The members that hold a manifest as it was read; which one depends on its kind.
const WRITTEN_ANEW: [&str; 2] = ["SchemaV2Manifest", "OCIManifest"];

/// How far into the bytes the first key may stand.
const BEGINNING: usize = 64;

/// The manifests in what `docker manifest inspect -v` printed, each pinned to the digest that its descriptor
/// states; `None` for what it did not print, and where nothing can be taken out.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Vec<Bundled>> {
    // A look at the beginning spares all other documents a second reading.
    let start = bytes.get(..bytes.len().min(BEGINNING))?;
    start.windows(KEY.len()).find(|window| *window == KEY)?;
    let reading = json::read(bytes);
    let root = reading.root(bytes).filter(|_| reading.is_json())?;
    let documents: Vec<Bundled> = match root.kind() {
        Kind::Array => root.items().take(limits::DROPPED_FILES).filter_map(manifest).collect(),
        _ => manifest(root).into_iter().collect(),
    };
    Some(documents).filter(|documents| !documents.is_empty())
}

const KEY: &[u8] = b"\"Ref\"";

/// What is said of manifests that were taken out.
pub(super) fn sentence(count: usize) -> String {
    let what = if count == 1 {
        "The manifest in it was".to_owned()
    } else {
        format!("The {count} manifests in it were")
    };
    format!(
        "This is what \u{201c}docker manifest inspect -v\u{201d} prints. {what} taken out, to be compared with the digest \
         that is printed beside it: where they were written again, they are not the bytes that the registry has."
    )
}

fn manifest(wrapper: Value<'_>) -> Option<Bundled> {
    let digest = Digest::parse(&wrapper.get("Descriptor")?.get("digest")?.as_str()?).ok()?;
    let raw = || STANDARD.decode(&*wrapper.get("Raw")?.as_str()?).ok();
    let anew = || {
        let manifest = WRITTEN_ANEW.into_iter().find_map(|key| wrapper.get(key))?;
        (manifest.kind() == Kind::Object).then(|| manifest.raw().to_vec())
    };
    let bytes: Rc<[u8]> = raw().or_else(anew)?.into();
    // Whatever it came out of, a tool wrote it: that promises no more than a paste does.
    Some(Bundled {
        bytes,
        origin: Origin::Paste,
        pin: Some(Pin { digest, word: Word::Tool }),
        digest: None,
        served: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Arrival, Effect, Model, Msg, update};
    use super::*;
    use crate::image::digest::Registered;
    use crate::verify::Verification;
    use crate::verify::hash::digest_of;

    /// As Docker Hub keeps it: indented by three spaces.
    const ORIGINAL: &str = "{\n   \"schemaVersion\": 2,\n   \"mediaType\": \"application/vnd.docker.distribution.manifest.v2+json\",\n   \"layers\": []\n}";

    /// What the tool prints of it; `inside` is the member with the manifest.
    fn printed(inside: &str) -> String {
        let digest = digest_of(Registered::Sha256, ORIGINAL.as_bytes());
        format!(
            "{{\n\t\"Ref\": \"docker.io/library/a:b\",\n\t\"Descriptor\": {{\n\t\t\"digest\": \"{digest}\",\n\t\t\"size\": {}\n\t}},\n\t{inside}\n}}",
            ORIGINAL.len()
        )
    }

    const ANEW: &str = "\"SchemaV2Manifest\": {\n\t\t\"schemaVersion\": 2,\n\t\t\"mediaType\": \"application/vnd.docker.distribution.manifest.v2+json\",\n\t\t\"layers\": []\n\t}";

    #[test]
    fn taken_out() {
        let raw = format!("\"Raw\": \"{}\"", STANDARD.encode(ORIGINAL));
        for (text, documents, reason) in [
            (printed(&raw), Some(1), "the bytes themselves"),
            (printed(ANEW), Some(1), "written anew"),
            (format!("[{},\n{}]", printed(&raw), printed(ANEW)), Some(2), "an index"),
            (printed("\"Raw\": \"!\""), None, "no base64, and nothing beside it"),
            (printed("\"SchemaV2Manifest\": null"), None, "no manifest"),
            (printed(ANEW).replace("sha256:", "sha256:x"), None, "a digest that can't be read"),
            (printed(ANEW) + "}", None, "no JSON: shown as it is"),
            ("{\"a\": 1}".to_owned(), None, "any other document"),
        ] {
            assert_eq!(read(text.as_bytes()).map(|found| found.len()), documents, "{reason}");
        }
    }

    #[test]
    fn verified_or_recovered() {
        let raw = format!("\"Raw\": \"{}\"", STANDARD.encode(ORIGINAL));
        for (inside, recovered) in [(raw.as_str(), false), (ANEW, true)] {
            let mut model = Model::default();
            let arrivals = vec![Arrival { bytes: printed(inside).as_bytes().into(), origin: Origin::Paste }];
            let effects = update(&mut model, Msg::Add { arrivals, pin: None });
            for effect in effects {
                if let Effect::AfterFrame(msg) = effect {
                    update(&mut model, *msg);
                }
            }
            let (blob, _) = model.inspection.blobs.iter().next().unwrap();
            assert_eq!(model.inspection.explanations.contains_key(&blob), recovered);
            if recovered {
                update(&mut model, Msg::TakeRecovered(blob));
            }
            let root = model.inspection.tree.roots()[0];
            let state = &model.inspection.tree.get(root).unwrap().state;
            assert_eq!(*state, Verification::Agrees(Word::Tool), "{inside}");
            assert_eq!(&*model.inspection.blobs.get(blob).unwrap().bytes, ORIGINAL.as_bytes());
        }
    }
}
