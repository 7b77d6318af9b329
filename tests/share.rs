//! Links: what goes in comes out, what is broken says so, and none is longer than it must be.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::image::digest::HashAlgorithm;
use bayplan::limits;
use bayplan::share::{
    Fragment, PackError, Packing, Shared, SharedDocument, UnpackError, Unpacking, floor, pack, unpack,
};
use bayplan::verify::hash::digest_of;
use proptest::prelude::*;

fn document(bytes: &[u8]) -> SharedDocument {
    SharedDocument { bytes: bytes.to_vec(), pin: None }
}

fn shared(documents: &[&[u8]]) -> Shared {
    Shared { documents: documents.iter().map(|bytes| document(bytes)).collect() }
}

/// The documents of a folder of `tests/fixtures/share`, by name.
fn samples(folder: &str) -> Shared {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/share").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    Shared { documents: files.iter().map(|file| document(&fs::read(file).unwrap())).collect() }
}

fn sha256(bytes: &[u8]) -> String {
    digest_of(HashAlgorithm::Sha256, bytes).to_string()
}

/// How long each sample's link may be, in parts of its floor, which counts digests alone.
#[test]
fn a_link_is_not_much_longer_than_its_digests() {
    let table = [
        ("ten-platforms", 1.14),
        ("ten-platforms-attested", 1.09),
        // Sizes of Windows images, and their builds.
        ("windows-and-linux", 1.3),
        // Layers of all sizes, whose last digits are as random as digests.
        ("docker-list", 1.23),
        // Each entry has a time of its own, and there is a commit.
        ("official-image", 1.39),
        // Configs: words, names, times to the nanosecond.
        ("whole-image", 1.53),
    ];
    for (folder, most) in table {
        let shared = samples(folder);
        let payload = pack(&shared).unwrap();
        assert_eq!(unpack(&payload).unwrap(), shared, "{folder}");
        let ratio = payload.len() as f64 / floor(&shared.documents) as f64;
        assert!(ratio <= most, "{folder}: {} characters, {ratio:.3} of the floor", payload.len());
    }
}

/// Links that were made once and must open for ever. One that fails here means that links people keep
/// were broken: give what changed a version of its own, and keep the reader of this one.
#[test]
fn an_old_link_opens() {
    let links = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/links");
    for folder in ["ten-platforms", "whole-image"] {
        let link = fs::read_to_string(links.join(format!("2-{folder}.txt"))).unwrap();
        assert!(unpack(link.trim_end()) == Ok(samples(folder)), "{folder}");
    }
}

#[test]
fn the_digest_of_a_document_in_the_link_is_free() {
    let config = br#"{"architecture":"amd64","os":"linux"}"#;
    let manifest = |digest: &str| format!(r#"{{"config":{{"digest":"{digest}","size":37}}}}"#).into_bytes();
    let (known, unknown) = (manifest(&sha256(config)), manifest(&sha256(b"something else")));
    let with = pack(&shared(&[&known, config])).unwrap().len();
    let without = pack(&shared(&[&unknown, config])).unwrap().len();
    assert!(with + 36 <= without, "{with} and {without} characters");
    assert_eq!(floor(&shared(&[&known, config]).documents), 0);
    assert_eq!(floor(&shared(&[&unknown, config]).documents), 43);
}

#[test]
fn the_floor_counts_each_digest_once() {
    let (a, b) = (sha256(b"a"), sha256(b"b"));
    let table = [
        (String::new(), 0),
        (a.clone(), 43),
        (format!("{a} {a} {b}"), 86),
        // One digit too few, another algorithm, upper case: no SHA-256 digest.
        (a[..a.len() - 1].to_owned(), 0),
        (a.replace("sha256", "sha512"), 0),
        (a.replace("sha256:", "sha256:A"), 0),
    ];
    for (text, characters) in table {
        assert_eq!(floor(&[document(text.as_bytes())]), characters, "{text}");
    }
    let pinned = SharedDocument { bytes: b"{}".to_vec(), pin: Some(b) };
    assert_eq!(floor(&[pinned]), 43);
}

#[test]
fn documents_keep_their_order_and_their_pins() {
    let config = br#"{"os":"linux"}"#.as_slice();
    let manifest = format!(r#"{{"config":{{"digest":"{}"}}}}"#, sha256(config)).into_bytes();
    let index = format!(r#"{{"manifests":[{{"digest":"{}"}}]}}"#, sha256(&manifest)).into_bytes();
    let all = [index.as_slice(), &manifest, config, config, b"", b"no JSON"];
    for rotation in 0..all.len() {
        let mut documents: Vec<SharedDocument> = all.iter().map(|bytes| document(bytes)).collect();
        documents.rotate_left(rotation);
        documents[0].pin = Some(sha256(&documents[0].bytes));
        documents[2].pin = Some("sha256:what I copied".to_owned());
        let shared = Shared { documents };
        assert_eq!(unpack(&pack(&shared).unwrap()), Ok(shared));
    }
}

#[test]
fn what_does_not_go_into_a_link_says_so() {
    let table = [
        (Shared::default(), PackError::NoDocuments),
        (
            shared(&vec![b"".as_slice(); limits::SHARE_DOCUMENTS + 1]),
            PackError::TooManyDocuments { documents: limits::SHARE_DOCUMENTS + 1 },
        ),
        (
            shared(&[&vec![b' '; limits::SHARE_DOCUMENT_BYTES], b"{"]),
            PackError::TooManyBytes { bytes: limits::SHARE_DOCUMENT_BYTES + 1 },
        ),
        (
            Shared {
                documents: vec![SharedDocument {
                    bytes: Vec::new(),
                    pin: Some("a".repeat(limits::SHARE_PIN_BYTES + 1)),
                }],
            },
            PackError::PinTooLong { bytes: limits::SHARE_PIN_BYTES + 1 },
        ),
    ];
    for (shared, error) in table {
        assert_eq!(pack(&shared), Err(error));
    }
}

#[test]
fn a_broken_link_says_how() {
    let payload = pack(&samples("windows-and-linux")).unwrap();
    let table = [
        // Only the view is left of it.
        (String::new(), UnpackError::Empty),
        // The version before, and one to come.
        (format!("1{}", &payload[1..]), UnpackError::UnknownVersion { version: '1' }),
        (format!("3{}", &payload[1..]), UnpackError::UnknownVersion { version: '3' }),
        // A word of another page's address.
        ("readme".to_owned(), UnpackError::UnknownVersion { version: 'r' }),
        // The bracket that a chat program took for part of the link.
        (format!("{payload})"), UnpackError::ForeignCharacter { character: ')', place: payload.len() + 1 }),
        (format!("2é{payload}"), UnpackError::ForeignCharacter { character: 'é', place: 2 }),
        ("2".to_owned(), UnpackError::CutShort),
        // No number of bytes has so many characters.
        ("2A".to_owned(), UnpackError::CutShort),
        (payload[..payload.len() / 2].to_owned(), UnpackError::CutShort),
        (format!("{payload}AAAA"), UnpackError::TooMuch),
        (
            format!("2{}", "A".repeat(limits::SHARE_PAYLOAD_CHARS)),
            UnpackError::PayloadTooLong { characters: limits::SHARE_PAYLOAD_CHARS + 1 },
        ),
    ];
    for (payload, error) in table {
        assert_eq!(unpack(&payload), Err(error), "{}", &payload[..payload.len().min(40)]);
    }
}

/// Two characters at the end may be there for the sake of what finds links in text; with them lost, the
/// link is still whole.
#[test]
fn an_end_that_is_lost_is_noticed() {
    let shared = shared(&[br#"{"schemaVersion":2}"#]);
    let payload = pack(&shared).unwrap();
    for end in 0..payload.len() {
        let read = unpack(&payload[..end]);
        assert!(
            read.is_err() || (end + 2 == payload.len() && read == Ok(shared.clone())),
            "{}",
            &payload[..end]
        );
    }
}

/// What chat programs and Markdown do not take for the end of a link.
#[test]
fn a_payload_ends_with_a_letter_or_a_digit() {
    for number in 0..200_u32 {
        let payload = pack(&shared(&[number.to_string().as_bytes()])).unwrap();
        assert!(
            payload.starts_with('2') && payload.ends_with(|end: char| end.is_ascii_alphanumeric()),
            "{payload}"
        );
        assert!(
            payload.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
        );
        assert_eq!(Fragment::parse(&payload).payload, Some(payload.as_str()));
    }
}

/// Bytes as documents have them, and as they should not: JSON in all layouts, digests, anything.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let digest = any::<u8>().prop_map(|seed| sha256(&[seed]));
    let string = prop_oneof![
        digest.prop_map(serde_json::Value::String),
        ".{0,12}".prop_map(serde_json::Value::String),
        any::<i64>().prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    let value = string.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-z.]{0,12}", inner, 0..4).prop_map(serde_json::Value::from_iter),
        ]
    });
    prop_oneof![
        (value.clone(), any::<bool>()).prop_map(|(value, newline)| {
            let mut text = serde_json::to_vec_pretty(&value).unwrap();
            text.extend(newline.then_some(b'\n'));
            text
        }),
        value.prop_map(|value| serde_json::to_vec(&value).unwrap()),
        "[{}\\[\\]:,\" \t\r\n\\\\0a]{0,40}".prop_map(String::into_bytes),
        "[0-9a-f]{0,200}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..60),
        prop::collection::vec(0xf0_u8.., 0..20),
    ]
}

fn any_shared() -> impl Strategy<Value = Shared> {
    let document = (bytes(), prop::option::weighted(0.2, ".{0,40}"));
    prop::collection::vec(document, 1..6).prop_map(|documents| Shared {
        documents: documents.into_iter().map(|(bytes, pin)| SharedDocument { bytes, pin }).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_goes_in_comes_out(shared in any_shared()) {
        prop_assert_eq!(unpack(&pack(&shared).unwrap()), Ok(shared));
    }

    #[test]
    fn a_changed_character_is_noticed(
        shared in any_shared(),
        place in any::<prop::sample::Index>(),
        character in "[A-Za-z0-9_-]",
    ) {
        let payload = pack(&shared).unwrap();
        let place = 1 + place.index(payload.len() - 1);
        let changed = format!("{}{character}{}", &payload[..place], &payload[place + 1..]);
        // The last character may have bits that mean nothing more.
        prop_assert!(changed == payload || unpack(&changed).map_or(true, |read| read == shared));
    }

    #[test]
    fn a_swapped_piece_is_noticed(
        shared in any_shared(),
        piece in "[A-Za-z0-9_-]{0,60}",
        start in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
    ) {
        let payload = pack(&shared).unwrap();
        let (start, end) = (1 + start.index(payload.len() - 1), 1 + end.index(payload.len() - 1));
        let changed = format!("{}{piece}{}", &payload[..start], &payload[end..]);
        prop_assert!(unpack(&changed).map_or(true, |read| read == shared));
    }

    #[test]
    fn any_text_ends_in_words(payload in prop_oneof![".*", "2[A-Za-z0-9_-]{0,400}"]) {
        if let Err(error) = unpack(&payload) {
            let text = error.to_string();
            prop_assert!(text.starts_with(char::is_uppercase) && text.ends_with('.'), "{text}");
        }
    }
}

/// However a link is made or read, it is the same.
#[test]
fn in_pieces_it_is_the_same_link() {
    for folder in ["ten-platforms", "ten-platforms-attested"] {
        let shared = samples(folder);
        for symbols in [1, 100, 32 * 1024] {
            let mut packing = Packing::new(&shared).unwrap();
            let in_pieces = std::iter::repeat_with(|| packing.work(symbols)).find_map(|done| done);
            assert_eq!(in_pieces, Some(pack(&shared)), "{folder}, {symbols} at a time");
            let mut unpacking = Unpacking::new(&pack(&shared).unwrap()).unwrap();
            let in_pieces = std::iter::repeat_with(|| unpacking.work(symbols)).find_map(|done| done);
            assert_eq!(in_pieces, Some(Ok(shared.clone())), "{folder}, {symbols} at a time");
        }
    }
}
