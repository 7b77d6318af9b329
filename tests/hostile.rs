//! No input panics, hangs, or makes the page believe what is not so.
//!
//! Each document goes the whole way: read, judged, put together with others, compared. Nothing here takes
//! the time; what took more than time in proportion to the bytes would not come back.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use bayplan::findings::{Finding, codes};
use bayplan::inspect::cross::{self, Within};
use bayplan::inspect::{Blob, BlobId, Blobs, Origin, Tree};
use bayplan::limits;
use bayplan::pace::{Pace, at_once};
use bayplan::text::unseen::all_seen;
use bayplan::verify::Verification;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use sha2::Digest as _;

/// Opens documents together, as the page does.
fn open(documents: Vec<(Vec<u8>, Origin)>) -> (Blobs, Tree) {
    let mut blobs = Blobs::default();
    for (bytes, origin) in documents {
        blobs.add(bytes.into(), origin);
    }
    while let Some((blob, algorithm)) = blobs.due().first().copied() {
        blobs.hash(blob, algorithm);
    }
    let judge = |(id, blob): (BlobId, &Blob)| (id, at_once(blob.findings_in_pieces(&Pace::default())));
    let judged: Vec<_> = blobs.unjudged().map(judge).collect();
    judged.into_iter().for_each(|(id, findings)| blobs.judged(id, findings));
    let tree = Tree::build(&blobs);
    (blobs, tree)
}

/// What must hold of a finding, whatever it is about.
fn check_finding(finding: &Finding, bytes: &[u8]) -> TestCaseResult {
    let code = codes::ALL.iter().find(|code| code.id == finding.code);
    prop_assert_eq!(code.map(|code| code.section), Some(finding.section), "{}", finding.code);
    if let Some(span) = finding.span {
        let (start, end) = (span.start as usize, span.end as usize);
        prop_assert!(start <= end && end <= bytes.len(), "{finding:?} of {} bytes", bytes.len());
        if let Ok(text) = std::str::from_utf8(bytes) {
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{finding:?}");
        }
    }
    let message = &finding.message;
    prop_assert!(!message.is_empty() && message.chars().count() < 900, "{message}");
    // What a document says can neither break out of its sentence nor hide in it.
    prop_assert!(all_seen(message), "{message:?}");
    Ok(())
}

fn check_blob(blob: &Blob) -> TestCaseResult {
    let findings = &blob.findings;
    prop_assert!(findings.is_sorted_by_key(|finding| finding.span));
    prop_assert!(findings.len() <= codes::ALL.len() * (limits::FINDINGS_OF_A_KIND + 1));
    findings.iter().try_for_each(|finding| check_finding(finding, &blob.bytes))
}

/// What must hold of whatever is open.
fn check(blobs: &Blobs, tree: &Tree) -> TestCaseResult {
    for (_, blob) in blobs.iter() {
        check_blob(blob)?;
    }
    for (id, crossed) in cross::all(blobs, tree) {
        let node = tree.get(id).unwrap();
        let blob = match crossed.within {
            Within::Own => node.blob,
            Within::Holder => node.holder.and_then(|holder| tree.get(holder).unwrap().blob),
        };
        let bytes: &[u8] = blob.and_then(|blob| blobs.get(blob)).map_or(&[], |blob| &blob.bytes);
        check_finding(&crossed.finding, bytes)?;
    }
    for (_, node) in tree.iter().filter(|(_, node)| node.state == Verification::Verified) {
        // Computed here once more, by another way than the page's own.
        let bytes = &blobs.get(node.blob.unwrap()).unwrap().bytes;
        let (Some(stated), Some(descriptor)) = (node.stated_digest(), &node.descriptor) else { continue };
        if let Some(digits) = stated.as_str().strip_prefix("sha256:") {
            let actual: String =
                sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            prop_assert_eq!(digits, actual);
        }
        prop_assert!(descriptor.size.is_none_or(|size| size == bytes.len() as u64));
    }
    Ok(())
}

fn check_bytes(bytes: Vec<u8>) -> TestCaseResult {
    let (blobs, tree) = open(vec![(bytes, Origin::Paste)]);
    check(&blobs, &tree)
}

#[test]
fn hostile_documents_are_read_and_judged() {
    let entry = r#"{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":7}"#;
    let with = |size: &str| format!(r#"{{"schemaVersion":2,"manifests":[{{"size":{size},"digest":"x"}}]}}"#);
    let texts: Vec<(&str, String)> = vec![
        ("a nesting that breaks readers that recurse", "[".repeat(100_000) + &"]".repeat(100_000)),
        ("the same in objects", "{\"a\":".repeat(100_000)),
        ("brackets alone, as many as a manifest may have bytes", "[".repeat(limits::MANIFEST_BYTES)),
        ("closing brackets alone", "]".repeat(100_000)),
        ("quotes alone", "\"".repeat(100_001)),
        ("commas alone", format!("[{}]", ",".repeat(100_000))),
        ("a number of a million digits", "9".repeat(1_000_000)),
        ("a size of a million digits", with(&"9".repeat(1_000_000))),
        ("2^63", with("9223372036854775808")),
        ("-2^63 - 1", with("-9223372036854775809")),
        ("2^64", with("18446744073709551616")),
        ("a number that is infinite as a double", with("1e400")),
        ("a number that is zero as a double", with("1e-400")),
        ("an exponent that overflows", with("1e999999999999999999999")),
        ("minus zero", with("-0")),
        ("a key a hundred thousand times", format!("{{{}\"a\":1}}", "\"a\":1,".repeat(100_000))),
        ("a known key a hundred thousand times", format!("{{{}\"manifests\":[]}}", "\"manifests\":[],".repeat(100_000))),
        ("a known key in other letters, as often", format!(r#"{{"manifests":[{{{}"a":1}}]}}"#, "\"DIGEST\":1,".repeat(100_000))),
        ("telling keys, as often", format!("{{{}\"manifests\":[]}}", "\"Layers\":1,".repeat(100_000))),
        ("an escape that is half of a pair", r#"{"mediaType":"\ud800","manifests":[]}"#.into()),
        ("NUL in a name", r#"{"manifests":[{"mediaType":"a\u0000/b","digest":"sha256:\u0000"}]}"#.into()),
        ("text turned around", "{\"manifests\":[{\"mediaType\":\"a\u{202e}/b\",\"platform\":{\"os\":\"\u{202e}\",\"architecture\":\"\u{2066}\",\"variant\":\"\u{200b}\"}}]}".into()),
        ("nothing but what can't be seen", "\u{200b}".repeat(100_000)),
        ("escapes of what can't be seen", format!("[\"{}\"]", r"\u200b".repeat(100_000))),
        ("one digest ten thousand times", format!(r#"{{"manifests":[{}]}}"#, vec![entry; 10_000].join(","))),
        ("a digest with an algorithm of a megabyte", format!(r#"{{"manifests":[{{"digest":"{}:00"}}]}}"#, "a".repeat(1_000_000))),
        ("an annotation of a megabyte", format!(r#"{{"manifests":[],"annotations":{{"org.opencontainers.image.{0}":"{0}"}}}}"#, "b".repeat(1_000_000))),
        ("a scheme of a megabyte", format!(r#"{{"layers":[{{"urls":["{}:x"]}}]}}"#, "c".repeat(1_000_000))),
        ("an index that claims to be its own entry", format!(r#"{{"manifests":[{entry},{}]}}"#, entry.replace("11", "22"))),
        ("a history that is not one", r#"{"architecture":"","os":"","rootfs":{"diff_ids":{}},"history":[[],1,null,{"empty_layer":1}]}"#.into()),
        ("members of the wrong types throughout", r#"{"schemaVersion":[],"mediaType":{},"manifests":[1,"a",null,[],{"mediaType":1,"digest":2,"size":"3","urls":4,"annotations":5,"data":6,"platform":7,"artifactType":8}],"layers":{},"config":[],"subject":0,"annotations":[],"artifactType":{}}"#.into()),
        ("data of a megabyte and a half, twice", format!(r#"{{"layers":[{0},{0}]}}"#, format!(r#"{{"size":1500000,"digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","data":"{}"}}"#, "AAAA".repeat(500_000)))),
        ("a command of a megabyte", format!(r#"{{"architecture":"a","os":"b","rootfs":{{}},"history":[{{"created_by":"|1 {}"}}]}}"#, "TOKEN=x ".repeat(100_000))),
        ("a variable of a megabyte", format!(r#"{{"architecture":"a","os":"b","rootfs":{{}},"config":{{"Env":["{}=x"]}}}}"#, "A_".repeat(500_000))),
        ("signatures that claim more than there is", r#"{"fsLayers":[],"signatures":[{"protected":"eyJmb3JtYXRMZW5ndGgiOjkyMjMzNzIwMzY4NTQ3NzU4MDcsImZvcm1hdFRhaWwiOiIifQ"}]}"#.into()),
        ("lines alone", "\n".repeat(1_000_000)),
        ("a word of a megabyte", "a".repeat(1_000_000)),
        ("what could be YAML for long", "a: b\n".repeat(200_000)),
    ];
    for (reason, text) in texts {
        check_bytes(text.into_bytes()).unwrap_or_else(|error| panic!("{reason}: {error}"));
    }
}

#[test]
fn bytes_that_are_no_text_are_read_and_judged() {
    for (reason, bytes) in [
        ("nothing", &b""[..]),
        ("NUL", b"\0"),
        ("a slash in two bytes, which is overlong", b"{\"a\":\"\xc0\xaf\"}"),
        ("a NUL in two bytes, which is overlong", b"{\"a\xc0\x80\":1}"),
        ("half of a surrogate pair in UTF-8", b"{\"a\":\"\xed\xa0\x80\"}"),
        ("beyond Unicode", b"{\"a\":\"\xf4\x90\x80\x80\"}"),
        ("a character that is cut off", b"{\"a\":\"\xf0\x9f\x98"),
        ("the first byte of none", b"{\"manifests\":[{\"digest\":\"\xff\"}]}"),
        ("a mark in front and one at the end", b"\xef\xbb\xbf{}\xef\xbb\xbf"),
        ("UTF-16", b"\xff\xfe{\0\"\0"),
        ("UTF-16 the other way", b"\xfe\xff\0{\0\""),
        ("UTF-32", b"\xff\xfe\0\0{\0\0\0"),
        ("gzip", b"\x1f\x8b\x08\0"),
    ] {
        check_bytes(bytes.to_vec()).unwrap_or_else(|error| panic!("{reason}: {error}"));
    }
}

/// The documents of all fixtures and examples.
fn fixtures() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = vec![root.join("tests/fixtures/documents"), root.join("static/examples")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).filter(|bytes| bytes.len() < 16 * 1024).collect()
}

/// What is put into a document to break it.
const PIECES: [&[u8]; 24] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u202e",
    b"\\ud800",
    b"\0",
    b"\xff",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"null",
    b"true",
    b"1e400",
    b"-1",
    b"9223372036854775808",
    b"\"digest\":1,",
    b"\"manifests\":[],",
    b"\"layers\":[],",
    b"sha256:",
    b"unknown",
];

/// One change to a document.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Cut(usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    Put(usize, &'static [u8]),
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            (any::<usize>(), 1u8..).prop_map(|(at, bits)| Self::Flip(at, bits)),
            any::<usize>().prop_map(Self::Cut),
            (any::<usize>(), 1usize..200).prop_map(|(at, length)| Self::Remove(at, length)),
            (any::<usize>(), 1usize..200).prop_map(|(at, length)| Self::Repeat(at, length)),
            (any::<usize>(), proptest::sample::select(&PIECES[..]))
                .prop_map(|(at, piece)| Self::Put(at, piece)),
        ]
    }

    fn make(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        let range = |at: usize, count: usize| at % length..(at % length + count).min(length);
        match self {
            Self::Flip(at, bits) => bytes[at % length] ^= bits,
            Self::Cut(at) => bytes.truncate(at % length),
            Self::Remove(at, count) => drop(bytes.drain(range(*at, *count))),
            Self::Repeat(at, count) => {
                let part = bytes[range(*at, *count)].to_vec();
                bytes.splice(at % length..at % length, part);
            }
            Self::Put(at, piece) => drop(bytes.splice(at % length..at % length, piece.iter().copied())),
        }
    }
}

/// The documents of the example `multi-arch`, each with its name.
fn image() -> Vec<(Vec<u8>, Origin)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/examples/multi-arch");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| (fs::read(file).unwrap(), Origin::Paste)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_and_judged(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_bytes(bytes)?;
    }

    #[test]
    fn changed_documents_are_read_and_judged(
        which in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec(Change::any(), 1..5),
    ) {
        let fixtures = fixtures();
        let mut bytes = which.get(&fixtures).clone();
        for change in &changes {
            change.make(&mut bytes);
        }
        check_bytes(bytes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_was_altered_is_verified(
        which in any::<proptest::sample::Index>(),
        at in any::<proptest::sample::Index>(),
        bits in 1u8..,
        claimed in any::<bool>(),
    ) {
        let mut documents = image();
        let altered = which.index(documents.len());
        let (bytes, origin) = &mut documents[altered];
        let digest: String = sha2::Sha256::digest(&*bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        let altered_bytes = bytes.clone();
        // By the name of its file, it may still claim to be what it was.
        if claimed {
            *origin = Origin::File(format!("image/blobs/sha256/{digest}"));
        }
        let (blobs, tree) = open(documents);
        check(&blobs, &tree)?;
        for (_, node) in tree.iter() {
            let bytes = node.blob.and_then(|blob| blobs.get(blob)).map(|blob| &*blob.bytes);
            let is_altered = bytes == Some(&*altered_bytes);
            prop_assert!(!is_altered || node.state != Verification::Verified, "{node:?}");
            let was_meant = node.stated_digest().is_some_and(|stated| stated.encoded() == digest);
            prop_assert!(!was_meant || node.state != Verification::Verified, "{node:?}");
        }
    }
}

#[test]
fn a_ring_of_false_claims_ends() {
    // No digest can be made to hold itself; a file's name can say anything.
    let digits = |digit: &str| digit.repeat(64);
    let index = |digit: &str| {
        format!(
            r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.index.v1+json","size":1,"digest":"sha256:{}"}}]}}"#,
            digits(digit)
        )
    };
    for ring in [vec![("1", "1")], vec![("1", "2"), ("2", "1")], vec![("1", "2"), ("2", "3"), ("3", "1")]] {
        let documents = ring
            .iter()
            .map(|(own, named)| {
                (index(named).into_bytes(), Origin::File(format!("x/blobs/sha256/{}", digits(own))))
            })
            .collect();
        let (blobs, tree) = open(documents);
        check(&blobs, &tree).unwrap();
        assert!(tree.len() < 100, "{} nodes of {} documents", tree.len(), ring.len());
        let verified = tree.iter().filter(|(_, node)| node.state == Verification::Verified).count();
        assert_eq!(verified, 0);
    }
}

#[test]
fn every_byte_of_a_small_image_counts() {
    let documents = image();
    let (whole, tree) = open(documents.clone());
    check(&whole, &tree).unwrap();
    let root = tree.get(tree.roots()[0]).unwrap();
    let index = whole.get(root.blob.unwrap()).unwrap().bytes.clone();
    let digests: HashSet<String> = tree
        .iter()
        .filter(|(_, node)| node.state == Verification::Verified)
        .filter_map(|(_, node)| Some(node.stated_digest()?.to_string()))
        .collect();
    assert_eq!(digests.len(), documents.len() - 1, "all but the index are named, and verify");
    // A flip in the index loses at most what that byte names.
    for at in (0..index.len()).step_by(97) {
        let mut altered = index.to_vec();
        altered[at] ^= 1;
        let others = documents.iter().filter(|(bytes, _)| **bytes != *index).cloned();
        let (blobs, tree) = open(others.chain([(altered, Origin::Paste)]).collect());
        check(&blobs, &tree).unwrap();
    }
}
