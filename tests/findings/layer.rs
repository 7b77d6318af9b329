//! Layers that were read: each is scanned as a worker does it, and judged as the page does it.

use std::collections::BTreeSet;

use bayplan::archive::codec::{Codec, CodecError, Fault, Totals};
use bayplan::archive::files::{BrokenLinks, LinkFault, Tally};
use bayplan::archive::layer::{LayerFiles, LayerScan, built};
use bayplan::archive::report::Unpacked;
use bayplan::findings::layer::{of_bounded_files, of_broken_links, of_layer, of_programs};
use bayplan::findings::{Finding, Severity};
use bayplan::image::platform::Platform;

use crate::tar::entry_of;

/// A header and its content, padded; the checksum is right.
pub fn entry(path: &[u8], flag: u8, content: &[u8]) -> Vec<u8> {
    entry_of(path, flag, b"", content)
}

fn file(path: &[u8]) -> Vec<u8> {
    entry(path, b'0', b"content")
}

/// PAX records in front of an entry.
fn long(path: &str) -> Vec<u8> {
    let record = format!("path={path}\n");
    let length = record.len() + 5;
    [entry(b"pax", b'x', format!("{length} {record}").as_bytes()), file(b"x")].concat()
}

fn elf(machine: u8) -> Vec<u8> {
    let mut bytes = vec![0; 64];
    bytes[..6].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1]);
    bytes[16] = 2;
    bytes[18] = machine;
    bytes
}

fn scan(entries: &[Vec<u8>], end: usize) -> LayerFiles {
    let mut scan = LayerScan::new();
    entries.iter().for_each(|entry| scan.push(entry));
    scan.push(&vec![0; end]);
    scan.finish()
}

/// A hard link.
fn link(path: &[u8], to: &[u8]) -> Vec<u8> {
    entry_of(path, b'1', to, b"")
}

fn directory(path: &[u8]) -> Vec<u8> {
    entry(path, b'5', b"")
}

fn unpacked(error: Option<CodecError>, padding: u64) -> Unpacked {
    Unpacked { codec: Codec::Gzip, totals: Totals { padding, ..Totals::default() }, error }
}

fn fault(fault: Fault) -> Option<CodecError> {
    Some(CodecError { fault, at: 100, written: 1000 })
}

fn found(entries: &[Vec<u8>]) -> Vec<Finding> {
    of_layer(&scan(entries, 1024), &unpacked(None, 0))
}

/// What is found, the entries of the layer that has it, the zeros after them, and how unpacking ended.
type Case = (&'static str, Vec<Vec<u8>>, usize, Option<CodecError>);

fn cases() -> Vec<Case> {
    let broken = [&file(b"x")[..], &[b'x'; 512]].concat();
    vec![
        ("layer-truncated", vec![file(b"x")], 1024, fault(Fault::CutOff)),
        ("layer-truncated", vec![file(b"x")[..515].to_vec()], 0, None),
        ("layer-corrupt", vec![file(b"x")], 1024, fault(Fault::Checksum)),
        ("layer-bomb", vec![file(b"x")], 1024, fault(Fault::Expansion { bound: 500 })),
        ("layer-tar-malformed", vec![broken], 1024, None),
        ("layer-tar-malformed", vec![b"PK\x03\x04".repeat(200)], 0, None),
        ("layer-compression-unknown", vec![b"\xfd7zXZ\0".repeat(200)], 0, None),
        ("layer-compression-unknown", vec![b"LZIP".repeat(300)], 0, None),
        ("layer-compression-unknown", vec![b"\xfd7zXZ\0shorter than a header".to_vec()], 0, None),
        ("layer-truncated", vec![b"etc/passwd".to_vec()], 0, None),
        ("layer-tar-unusual", vec![file(b"x")], 512, None),
        ("layer-not-listed", vec![long(&"x".repeat(5000))], 1024, None),
        ("layer-path-repeated", vec![file(b"x"), file(b"./x")], 1024, None),
        ("layer-path-escapes", vec![file(b"../../etc/passwd")], 1024, None),
        ("layer-path-absolute", vec![file(b"/etc/passwd")], 1024, None),
        ("layer-path-unseen", vec![file("exe.\u{202e}gpj".as_bytes())], 1024, None),
        ("layer-path-not-utf8", vec![file(b"caf\xe9")], 1024, None),
        ("layer-path-empty", vec![file(b"")], 1024, None),
        ("layer-path-empty", vec![file(b"./")], 1024, None),
        ("layer-entry-kind", vec![entry(b"volume", b'M', b"")], 1024, None),
        ("layer-parent-not-directory", vec![file(b"a"), file(b"a/b"), file(b"a/c")], 1024, None),
        ("layer-parent-not-directory", vec![file(b"d/a"), file(b"d/b"), file(b"d/a/b/c")], 1024, None),
        ("layer-parent-not-directory", vec![file(b".wh.a"), file(b"a/b")], 1024, None),
        ("layer-parent-not-directory", vec![file(b".wh.a"), file(b"a/.wh.b")], 1024, None),
        ("layer-deletion-invalid", vec![file(b".wh.")], 1024, None),
        ("layer-deletion-invalid", vec![file(b"etc/.wh..")], 1024, None),
        ("layer-deletion-invalid", vec![file(b"etc/.wh...")], 1024, None),
        ("layer-deletion-clashes", vec![file(b"a"), file(b".wh.a")], 1024, None),
        ("layer-deletion-clashes", vec![file(b"d/a"), file(b".wh.d")], 1024, None),
        ("layer-deletion-clashes", vec![file(b".wh.d"), directory(b"d/"), file(b"d/a")], 1024, None),
        ("layer-path-repeated", vec![file(b".wh.a"), file(b"./.wh.a")], 1024, None),
        ("layer-aufs-leftovers", vec![file(b".wh..wh.aufs"), file(b".wh..wh.plnk/1.2")], 1024, None),
        ("layer-link-early", vec![link(b"b", b"/usr/a"), file(b"usr/a")], 1024, None),
    ]
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<_> = cases().into_iter().map(|(code, ..)| code).collect();
    codes.insert("program-architecture");
    codes.extend(["layer-link-dangling", "layer-link-below", "layer-zeros-after-end", "files-incomplete"]);
    codes
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_case_has_its_finding_and_no_other() {
    for (code, entries, end, error) in cases() {
        let findings = of_layer(&scan(&entries, end), &unpacked(error, 0));
        assert_eq!(codes(&findings), [code], "{findings:?}");
        let message = &findings[0].message;
        assert!(message.ends_with(['.', '”']) && !message.contains('\u{202e}'), "{message}");
    }
}

#[test]
fn a_good_layer_has_none() {
    let entries = [
        entry(b"usr/", b'5', b""),
        file(b"usr/x"),
        entry(b"usr/", b'5', b""),
        file("usr/ünïcödé".as_bytes()),
    ];
    assert_eq!(found(&entries), []);
}

#[test]
fn what_clients_unpack_is_not_told() {
    for (entries, reason) in [
        (vec![file(b".wh.a"), file(b"a")], "deleted below, and here again"),
        (vec![directory(b"d/"), file(b"d/.wh..wh..opq"), file(b"d/a")], "an opaque directory"),
        (vec![file(b".wh..wh..opq"), file(b"a")], "an opaque root"),
        (vec![entry(b"lib", b'2', b""), file(b"lib/a")], "through a symbolic link"),
        (vec![file(b"a/b"), directory(b"a/"), file(b"a/c")], "a directory after what is in it"),
        (vec![file(b"a"), link(b"b", b"a")], "a link to what comes before it"),
        (vec![link(b"b", b"a")], "what layers below have is not known here"),
        (vec![file(b"usr/a"), entry(b"lib", b'2', b""), link(b"b", b"lib/a")], "a link through a link"),
        (vec![file(b"etc/.wh..wh.plnk")], "only in the root it is AUFS's own"),
        (vec![directory(b"./"), directory(b"/")], "the root itself, and nothing is absolute in it"),
    ] {
        let mut found = found(&entries);
        found.retain(|finding| finding.code != "layer-path-absolute");
        assert_eq!(found, [], "{reason}");
    }
}

#[test]
fn zeros_after_the_end_are_told_by_what_go_says() {
    for (zeros, said) in
        [(1, Some("unexpected EOF")), (9, Some("unexpected EOF")), (500, Some("invalid header")), (0, None)]
    {
        let findings = of_layer(&scan(&[file(b"x")], 1024), &unpacked(None, zeros));
        assert_eq!(codes(&findings), if said.is_some() { vec!["layer-zeros-after-end"] } else { vec![] });
        assert!(said.is_none_or(|said| findings[0].message.contains(said)), "{findings:?}");
    }
}

#[test]
fn many_alike_are_one_finding() {
    let entries: Vec<_> = (0..300).flat_map(|_| [file(b"same"), file(b"../out")]).collect();
    let findings = found(&entries);
    assert_eq!(codes(&findings), ["layer-path-repeated", "layer-path-escapes"]);
    assert!(findings[1].message.starts_with("300 entries"), "{}", findings[1].message);
}

#[test]
fn hard_links_that_are_found_when_layers_are_put_together() {
    let files = scan(&[entry(b"link", b'1', b"")], 1024);
    for (fault, code, severity) in [
        (LinkFault::Dangling, "layer-link-dangling", Severity::Error),
        (LinkFault::Empty, "layer-link-dangling", Severity::Error),
        (LinkFault::Below, "layer-link-below", Severity::Warning),
    ] {
        let links = BrokenLinks { layer: 0, fault, first: 0, count: 2 };
        let finding = of_broken_links(&links, &files.get(0).unwrap());
        assert_eq!((finding.code, finding.severity), (code, severity));
        assert!(finding.message.contains("(2 such links)"), "{}", finding.message);
    }
}

#[test]
fn what_bounds_kept_out_of_the_list_of_files_is_told() {
    assert_eq!(of_bounded_files(&Tally::default()), None);
    let tally = Tally { left_out: 2, unfollowed: 1, ..Tally::default() };
    let finding = of_bounded_files(&tally).unwrap();
    assert_eq!((finding.code, finding.severity), ("files-incomplete", Severity::Warning));
    for words in
        ["more than 3,000,000 paths", "2 files were left out", "the links of 1 path were not followed"]
    {
        assert!(finding.message.contains(words), "{words}: {}", finding.message);
    }
}

#[test]
fn troubles_that_are_not_all_counted_say_so() {
    for (count, words) in [(50, "in 50 places."), (500, "in 100 places at least.")] {
        let entries: Vec<_> = (0..count).map(|_| long(&"x".repeat(5000))).collect();
        let findings = found(&entries);
        assert!(findings[0].message.ends_with(words), "{}", findings[0].message);
    }
}

#[test]
fn programs_for_another_architecture() {
    const AMD64: u8 = 62;
    const I386: u8 = 3;
    const ARM64: u8 = 183;
    let dotnet = [&b"MZ"[..], &[0; 58], &[0x40, 0, 0, 0], b"PE\0\0\x4c\x01", &[0; 200]].concat();
    for (programs, platform, told, reason) in [
        (vec![elf(ARM64)], "linux/arm64", None, "it is what it should be"),
        (vec![elf(AMD64)], "linux/arm64", Some(Severity::Error), "none of them runs"),
        (
            vec![elf(AMD64), elf(AMD64), elf(ARM64)],
            "linux/arm64/v8",
            Some(Severity::Note),
            "a cross compiler",
        ),
        (vec![elf(I386)], "linux/amd64", None, "those processors run it"),
        (vec![elf(AMD64)], "linux/x86_64", None, "another name of the same"),
        (vec![dotnet], "linux/arm64", None, "data to Linux"),
        (vec![b"#!/bin/sh\n".to_vec()], "linux/arm64", None, "a script is for all"),
        (vec![elf(AMD64)], "linux", None, "no architecture is stated"),
        (vec![elf(99)], "linux/arm64", None, "a machine that is not known"),
    ] {
        let entries: Vec<_> = programs
            .iter()
            .zip(1..)
            .map(|(program, at)| entry(format!("bin/tool{at}").as_bytes(), b'0', program))
            .collect();
        let platform: Platform = platform.parse().unwrap();
        let finding = of_programs(&built(&scan(&entries, 1024)), &platform);
        assert_eq!(finding.as_ref().map(|finding| finding.severity), told, "{reason}: {finding:?}");
        if let Some(finding) = finding {
            assert!(finding.message.contains("bin/tool1") && finding.message.contains("amd64"));
        }
    }
}

#[test]
fn a_hard_link_to_itself_is_told_as_that() {
    for entries in [
        vec![link(b"a", b"a")],
        vec![directory(b"d/"), link(b"d/a", b"./d/a")],
        vec![file(b"a"), link(b"a", b"a")],
    ] {
        let findings = found(&entries);
        let own: Vec<_> = findings.iter().filter(|it| it.code.starts_with("layer-link")).collect();
        assert_eq!(own.len(), 1, "{findings:?}");
        assert!(own[0].code == "layer-link-dangling" && own[0].message.contains("to itself"), "{own:?}");
    }
    // What comes after it is another thing.
    assert_eq!(codes(&found(&[link(b"a", b"b"), file(b"b")])), ["layer-link-early"]);
}
