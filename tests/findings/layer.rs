//! Layers that were read: each is scanned as a worker does it, and judged as the page does it.

use std::collections::BTreeSet;

use bayplan::archive::codec::{CodecError, Fault};
use bayplan::archive::layer::{LayerFiles, LayerScan, built};
use bayplan::findings::layer::{of_dangling, of_layer, of_programs};
use bayplan::findings::{Finding, Severity};
use bayplan::image::platform::Platform;

/// A header and its content, padded; the checksum is right.
fn entry(path: &[u8], flag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..path.len()].copy_from_slice(path);
    bytes[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    bytes[156] = flag;
    bytes[257..265].copy_from_slice(b"ustar\x0000");
    bytes[148..156].copy_from_slice(b"        ");
    let sum: u32 = bytes.iter().map(|byte| u32::from(*byte)).sum();
    bytes[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
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

fn fault(fault: Fault) -> Option<CodecError> {
    Some(CodecError { fault, at: 100, written: 1000 })
}

/// What is found, the entries of the layer that has it, the zeros behind them, and how unpacking ended.
type Case = (&'static str, Vec<Vec<u8>>, usize, Option<CodecError>);

fn cases() -> Vec<Case> {
    let broken = [&file(b"x")[..], &[b'x'; 512]].concat();
    vec![
        ("layer-truncated", vec![file(b"x")], 1024, fault(Fault::CutOff)),
        ("layer-truncated", vec![file(b"x")[..515].to_vec()], 0, None),
        ("layer-corrupt", vec![file(b"x")], 1024, fault(Fault::Checksum)),
        ("layer-bomb", vec![file(b"x")], 1024, fault(Fault::Expansion { bound: 500 })),
        ("layer-tar-malformed", vec![broken], 1024, None),
        ("layer-tar-unusual", vec![file(b"x")], 512, None),
        ("layer-not-listed", vec![long(&"x".repeat(5000))], 1024, None),
        ("layer-path-repeated", vec![file(b"x"), file(b"./x")], 1024, None),
        ("layer-path-escapes", vec![file(b"../../etc/passwd")], 1024, None),
        ("layer-path-absolute", vec![file(b"/etc/passwd")], 1024, None),
        ("layer-path-unseen", vec![file("exe.\u{202e}gpj".as_bytes())], 1024, None),
        ("layer-path-not-utf8", vec![file(b"caf\xe9")], 1024, None),
        ("layer-entry-kind", vec![entry(b"volume", b'M', b"")], 1024, None),
    ]
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<_> = cases().into_iter().map(|(code, ..)| code).collect();
    codes.insert("program-architecture");
    codes.insert("layer-link-dangling");
    codes
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_case_has_its_finding_and_no_other() {
    for (code, entries, end, error) in cases() {
        let findings = of_layer(&scan(&entries, end), error);
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
    assert_eq!(of_layer(&scan(&entries, 1024), None), []);
}

#[test]
fn many_alike_are_one_finding() {
    let entries: Vec<_> = (0..300).flat_map(|_| [file(b"same"), file(b"../out")]).collect();
    let findings = of_layer(&scan(&entries, 1024), None);
    assert_eq!(codes(&findings), ["layer-path-repeated", "layer-path-escapes"]);
    assert!(findings[1].message.starts_with("300 entries"), "{}", findings[1].message);
}

#[test]
fn a_hard_link_to_nothing() {
    let files = scan(&[entry(b"link", b'1', b"")], 1024);
    let finding = of_dangling(&files.get(0).unwrap(), 2);
    assert_eq!((finding.code, finding.severity), ("layer-link-dangling", Severity::Error));
    assert!(finding.message.contains("(2 such links)"), "{}", finding.message);
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
