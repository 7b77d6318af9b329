//! Several documents in one file, byte for byte.
//!
//! `{"bayplanDocuments": 1, "documents": [{"kind", "origin", "name", "member", "saved", "digest", "pin", "pinBy",
//! "served", "base64"}]}`: `base64` holds the bytes, `digest` what they hashed to when the file was made, `pin` what was
//! expected of them and `pinBy` by whose word, `served` what the registry called them, `said` which digests registries said they have, `origin`, `name` and, of an archive, `member` how they came, and
//! `saved` whether that was read in such a file itself.
//!
//! Anybody can write one, so that what it says of its documents is told as its word alone. Only what the page kept
//! itself for a reload, which no file and no paste can be, is taken for what happened: [`Writer`].

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::reference::Reference;
use crate::inspect::{Blob, Blobs, Origin, SaidDigest};
use crate::json::{self, Value};
use crate::pace::Pace;
use crate::verify::{Pin, Word};

/// The version that is written, and the only one that is read.
const VERSION: u64 = 1;

/// The member that holds a document's bytes, as it is written before they are put in.
const EMPTY: &str = "\"base64\": \"\"";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bundle<'a> {
    bayplan_documents: u64,
    documents: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    kind: &'static str,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    saved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<&'a Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    served: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    said: Vec<[&'a str; 2]>,
    base64: &'static str,
}

impl Bundled {
    /// A document of which nothing is said beside how it came.
    #[must_use]
    pub const fn new(bytes: Rc<[u8]>, origin: Origin) -> Self {
        Self { bytes, origin, pin: None, digest: None, served: None, said: Vec::new() }
    }
}

/// A document of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// Its bytes.
    pub bytes: Rc<[u8]>,
    /// How they had come when the bundle was made.
    pub origin: Origin,
    /// What is expected of them.
    pub pin: Option<Pin>,
    /// What they hashed to when the bundle was made.
    pub digest: Option<Digest>,
    /// What the registry called them, by this page's own word.
    pub served: Option<String>,
    /// The digests that registries said they have, by this page's own word.
    pub said: Vec<SaidDigest>,
}

/// Who wrote a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// This page, for a reload.
    Page,
    /// Anybody: it is in a file that was dropped, or in pasted text.
    Anybody,
}

/// Writes all documents, but for those that descriptors embed: they come with their descriptors.
#[must_use]
pub fn write(blobs: &Blobs) -> Vec<u8> {
    let entry = |blob| {
        let Blob { document, pin, served, said: said_digests, .. }: &Blob = blob;
        let (said, saved) = match &blob.origin {
            Origin::Saved(said) => (&**said, true),
            origin => (origin, false),
        };
        let (origin, name) = written_origin(said);
        Entry {
            kind: document.kind.id(),
            origin,
            name,
            member: match said {
                Origin::Archive { member, .. } => Some(member),
                _ => None,
            },
            saved,
            digest: blob.digest(HashAlgorithm::Sha256),
            pin: pin.as_ref().map(|pin| &pin.digest),
            served: served.as_deref(),
            said: said_digests.iter().map(|said| [&*said.registry, &*said.digest]).collect(),
            pin_by: pin.as_ref().map(|pin| pin.word.id()),
            base64: "",
        }
    };
    let blobs: Vec<&Blob> =
        blobs.iter().map(|(_, blob)| blob).filter(|blob| blob.origin != Origin::Embedded).collect();
    let bundle = Bundle { bayplan_documents: VERSION, documents: blobs.iter().copied().map(entry).collect() };
    let frame = serde_json::to_string_pretty(&bundle).unwrap_or_default();
    // Base64 needs no escapes, and millions of characters are not to be searched for what would: it is put in
    // afterwards. Within a string the quotes would be escaped, so only the members themselves are found.
    let mut parts = frame.split(EMPTY);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for (blob, part) in blobs.into_iter().zip(parts) {
        written.push_str(EMPTY.trim_end_matches('"'));
        written.push('"');
        STANDARD.encode_string(&blob.bytes, &mut written);
        written.push('"');
        written.push_str(part);
    }
    written.into_bytes()
}

/// The documents of a bundle; `None` for what is no bundle.
///
/// # Errors
/// A sentence, where it is a bundle that can't be read whole.
pub async fn read(bytes: &[u8], writer: Writer, pace: &Pace) -> Option<Result<Vec<Bundled>, String>> {
    // A look at the beginning spares all other documents a second reading.
    let start = bytes.get(..bytes.len().min(64))?;
    start.windows(KEY.len()).find(|window| *window == KEY)?;
    let reading = json::read_in_pieces(bytes, pace).await;
    let root = reading.root(bytes)?;
    let version = root.get("bayplanDocuments")?.as_u64();
    Some(if !reading.is_json() {
        Err("This file of documents is cut off or damaged; save it again.".to_owned())
    } else if version.is_none() {
        Err("This file of documents has no version that can be read; save it again.".to_owned())
    } else if version != Some(VERSION) {
        Err("This file of documents was made by a newer Bayplan; open it there.".to_owned())
    } else {
        let documents = root.get("documents").into_iter().flat_map(Value::items);
        let mut read = Vec::new();
        for (document, at) in documents.zip(1..) {
            match read_entry(document, at, writer) {
                Ok(document) => {
                    pace.spend(STEPS_OF_AN_ENTRY + document.bytes.len() / 8).await;
                    read.push(document);
                }
                Err(sentence) => return Some(Err(sentence)),
            }
        }
        Ok(read)
    })
}

/// Steps that each document of it comes to, whatever its length.
const STEPS_OF_AN_ENTRY: usize = 50;

const KEY: &[u8] = b"\"bayplanDocuments\"";

fn read_entry(entry: Value<'_>, at: usize, writer: Writer) -> Result<Bundled, String> {
    let text = |key| entry.get(key).and_then(Value::as_str);
    let digest = |key| text(key).and_then(|text| Digest::parse(&text).ok());
    let Some(bytes) = text("base64").and_then(|text| STANDARD.decode(&*text).ok()) else {
        return Err(format!("Document {at} of this file of documents has no base64 that can be read."));
    };
    let owned = |key| text(key).unwrap_or_default().into_owned();
    let said = read_origin(&text("origin").unwrap_or_default(), owned("name"), owned("member"));
    let is_saved = entry.get("saved").and_then(Value::as_bool) == Some(true);
    let origin = match writer {
        Writer::Page if !is_saved => said,
        Writer::Page | Writer::Anybody => Origin::Saved(Box::new(said)),
    };
    let word = match writer {
        Writer::Page => text("pinBy").and_then(|id| Word::of_id(&id)),
        Writer::Anybody => None,
    };
    let word = word.unwrap_or(Word::SavedFile);
    let pin = digest("pin").map(|digest| Pin { digest, word });
    let served = text("served").filter(|_| writer == Writer::Page).map(Into::into);
    let said = entry.get("said").filter(|_| writer == Writer::Page).into_iter().flat_map(Value::items);
    let said = said.filter_map(|said| {
        let mut texts = said.items().map(|text| text.as_str().unwrap_or_default().into_owned());
        Some(SaidDigest { registry: texts.next()?, digest: texts.next()? })
    });
    let said = said.collect();
    Ok(Bundled { bytes: bytes.into(), origin, pin, digest: digest("digest"), served, said })
}

fn written_origin(origin: &Origin) -> (&'static str, Option<String>) {
    match origin {
        Origin::Paste => ("paste", None),
        Origin::Part(which) => ("part", Some(which.clone())),
        Origin::File(name) => ("file", Some(name.clone())),
        Origin::Example(name) => ("example", Some(name.clone())),
        Origin::Registry(reference) => ("registry", Some(reference.to_string())),
        Origin::Recovered(change) => ("recovered", Some(change.clone())),
        Origin::Composed(tool) => ("composed", Some(tool.clone())),
        Origin::Link => ("link", None),
        Origin::Archive { file, .. } => ("archive", Some(file.clone())),
        Origin::Embedded => ("embedded", None),
        Origin::Saved(said) => written_origin(said),
    }
}

/// What can't be told counts as pasted: that promises least.
fn read_origin(word: &str, name: String, member: String) -> Origin {
    match word {
        "file" => Origin::File(name),
        "example" => Origin::Example(name),
        "registry" => name.parse::<Reference>().map_or(Origin::Paste, Origin::Registry),
        "part" => Origin::Part(name),
        "recovered" => Origin::Recovered(name),
        "composed" => Origin::Composed(name),
        "link" => Origin::Link,
        "archive" => Origin::Archive { file: name, member },
        _ => Origin::Paste,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], writer: Writer) -> Option<Result<Vec<Bundled>, String>> {
        crate::pace::at_once(super::read(bytes, writer, &Pace::default()))
    }
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn written_and_read_again(documents in proptest::collection::vec(any::<Vec<u8>>(), 0..5)) {
            let mut blobs = Blobs::default();
            let mut expected: Vec<Vec<u8>> = Vec::new();
            for document in documents {
                if !expected.contains(&document) {
                    expected.push(document.clone());
                }
                blobs.add(document.into(), Origin::Paste);
            }
            let read = read(&write(&blobs), Writer::Page).unwrap().unwrap();
            let read: Vec<Vec<u8>> = read.iter().map(|bundled| bundled.bytes.to_vec()).collect();
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn a_name_that_looks_like_the_member_stays_a_name() {
        let mut blobs = Blobs::default();
        for (bytes, name) in [("one", EMPTY), ("two", "\"base64\": \"\"\n"), ("three", "\\\"base64\": \"\"")]
        {
            blobs.add(bytes.as_bytes().into(), Origin::File(name.to_owned()));
        }
        let read = read(&write(&blobs), Writer::Page).unwrap().unwrap();
        let read: Vec<(&[u8], &Origin)> = read.iter().map(|one| (&*one.bytes, &one.origin)).collect();
        assert_eq!(read.len(), 3);
        for (read, (_, blob)) in read.into_iter().zip(blobs.iter()) {
            assert_eq!(read, (&*blob.bytes, &blob.origin));
        }
    }

    #[test]
    fn not_read() {
        for (text, reason) in [
            (r#"{"bayplanDocuments": 2, "documents": []}"#, "a version that is not known"),
            (r#"{"bayplanDocuments": 1, "documents": [{}]}"#, "no bytes"),
            (r#"{"bayplanDocuments": 1, "documents": [{"base64": "!"}]}"#, "not base64"),
            (r#"{"bayplanDocuments": 1, "documents": ["#, "cut off"),
        ] {
            assert!(matches!(read(text.as_bytes(), Writer::Anybody), Some(Err(_))), "{reason}");
        }
        assert_eq!(read(br#"{"schemaVersion": 2}"#, Writer::Anybody), None, "any other document");
    }
}
