//! What is told about bytes that do not have the digest that they should have.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::json::{self, Indent, Layout, Strings};
use bayplan::verify::Expected;
use bayplan::verify::explain::{Explanation, explain};
use bayplan::verify::hash::digest_of;
use proptest::prelude::*;

/// The manifest of Docker's hello-world for linux/amd64, without white space. Its digest is in Docker's
/// documentation, as that of an entry of 524 bytes in the output of `docker manifest inspect`.
const HELLO_WORLD: &str = concat!(
    r#"{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","#,
    r#""config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1510,"#,
    r#""digest":"sha256:fce289e99eb9bca977dae136fbe2a82b6b7d4c372474c9235adc1741675f587e"},"#,
    r#""layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":977,"#,
    r#""digest":"sha256:1b930d010525941c1d56ec53b97bd057a67ae1865eebf042686d2a2d18271ced"}]}"#,
);
const HELLO_WORLD_DIGEST: &str = "sha256:92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a";

fn hello_world() -> [Expected; 1] {
    [Expected { digest: Digest::parse(HELLO_WORLD_DIGEST).unwrap(), size: Some(524) }]
}

fn laid_out(document: &[u8], layout: Layout) -> Vec<u8> {
    json::write(document, layout, Strings::AsWritten, b"\n").unwrap()
}

/// The document in all shapes in which it may be pasted: each layout, with LF or CRLF, with and without
/// a newline at the end, with and without a byte order mark, and as UTF-16.
fn shapes(document: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut layouts = vec![Layout::Compact, Layout::Spaced, Layout::Indented(Indent::Tab)];
    layouts.extend((0..=9).map(|count| Layout::Indented(Indent::Spaces(count))));
    layouts.extend([2, 4].map(|count| Layout::IndentedWithSpaces(Indent::Spaces(count))));
    let mut shapes = Vec::new();
    for layout in layouts {
        for (end, crlf, mark) in [
            ("", false, false),
            ("\n", false, false),
            ("\n\n", false, false),
            (" \t\n", false, false),
            ("", true, false),
            ("\n", true, false),
            ("", false, true),
            ("\n", false, true),
            ("\n", true, true),
        ] {
            let mut text = String::from_utf8(laid_out(document, layout)).unwrap() + end;
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            if mark {
                text.insert(0, '\u{feff}');
            }
            let name = format!("{layout:?}, {end:?}, crlf {crlf}, mark {mark}");
            if mark {
                let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                shapes.push((format!("{name}, UTF-16"), utf16));
            }
            shapes.push((name, text.into_bytes()));
        }
    }
    shapes
}

#[test]
fn hello_world_is_recovered_from_any_shape() {
    let original = laid_out(HELLO_WORLD.as_bytes(), Layout::Indented(Indent::Spaces(3)));
    assert_eq!(original.len(), 524);
    let without_size = [Expected { size: None, ..hello_world()[0].clone() }];
    for (name, shape) in shapes(HELLO_WORLD.as_bytes()) {
        for wanted in [hello_world(), without_size.clone()] {
            let Explanation::Recovered { bytes, digest, wanted, change } = explain(&shape, &wanted) else {
                panic!("not recovered from {name}");
            };
            assert_eq!(*bytes, *original, "{name}");
            assert_eq!(digest.as_str(), HELLO_WORLD_DIGEST);
            assert_eq!(wanted, 0);
            assert_eq!(change.is_none(), shape == original, "{name}: {change}");
        }
    }
}

#[test]
fn the_explanation_is_a_sentence() {
    let of = |shape: &[u8]| explain(shape, &hello_world()).to_string();
    let three = laid_out(HELLO_WORLD.as_bytes(), Layout::Indented(Indent::Spaces(3)));
    let with_newline = [&three[..], b"\n"].concat();
    let crlf = String::from_utf8(three.clone()).unwrap().replace('\n', "\r\n");
    for (shape, change) in [
        (HELLO_WORLD.as_bytes(), "with 3-space indentation and no newline at the end"),
        (&three, "as it is"),
        (&with_newline, "with no newline at the end"),
        (crlf.as_bytes(), "with LF line ends"),
        (format!("\u{feff}{crlf}").as_bytes(), "with LF line ends and no byte order mark"),
        (
            format!("\u{feff}{HELLO_WORLD}").as_bytes(),
            "with 3-space indentation, no newline at the end and no byte order mark",
        ),
    ] {
        assert_eq!(of(shape), format!("The original is this document {change}: 524 bytes, sha256:92c7f9c9…"));
    }
}

#[test]
fn the_sample_of_the_azure_article_is_near_and_not_the_original() {
    let manifest = include_bytes!("fixtures/azure-article/manifest.json");
    let list = include_bytes!("fixtures/azure-article/manifest-list.json");
    let reading = json::read(list);
    assert_eq!(reading.problems, []);
    let wanted: Vec<Expected> = reading
        .root(list)
        .and_then(|root| root.get("manifests"))
        .into_iter()
        .flat_map(|manifests| manifests.items())
        .map(|entry| Expected {
            digest: Digest::parse(&entry.get("digest").unwrap().as_str().unwrap()).unwrap(),
            size: entry.get("size").and_then(|size| size.as_u64()),
        })
        .collect();
    assert_eq!(wanted.len(), 3);
    let explanation = explain(manifest, &wanted);
    assert!(matches!(explanation, Explanation::Nearest { size: 524, wanted: 0, .. }), "{explanation:?}");
    assert!(
        explanation.to_string().contains("the same length at 3-space indentation: some character differs"),
        "{explanation}"
    );
}

#[test]
fn says_when_nothing_comes_near() {
    let wanted = |size| [Expected { digest: digest_of(HashAlgorithm::Sha256, b"other"), size }];
    let nothing = |bytes: &[u8], size| {
        matches!(explain(bytes, &wanted(size)), Explanation::Nothing { complete: true, .. })
    };
    assert!(nothing(HELLO_WORLD.as_bytes(), Some(9)));
    assert!(nothing(HELLO_WORLD.as_bytes(), None));
    assert!(nothing(b"", None));
    assert!(matches!(explain(HELLO_WORLD.as_bytes(), &[]), Explanation::Nothing { .. }));
    // Nothing can be recovered by an algorithm that can't be computed here.
    let md5 = [Expected { digest: Digest::parse("md5:00").unwrap(), size: Some(524) }];
    assert!(matches!(explain(HELLO_WORLD.as_bytes(), &md5), Explanation::Nothing { .. }));
    // The same length, as it is.
    let same_length = explain(
        b"{\"a\":1}",
        &[Expected { digest: digest_of(HashAlgorithm::Sha256, b"{\"a\":2}"), size: Some(7) }],
    );
    assert!(
        same_length
            .to_string()
            .ends_with("has the expected size, 7 bytes, as it is: some character differs.")
    );
}

#[test]
fn bytes_that_are_no_json_have_their_line_ends_and_newlines_tried() {
    for (original, shape) in [
        (&b"{'a': 1}\n{\n"[..], &b"{'a': 1}\r\n{\r\n"[..]),
        (b"not\r\njson", b"not\njson\n"),
        (b"one line", b"one line\r\n"),
        (b"one line\r\n", b"one line"),
        (b"\xef\xbb\xbfmarked", b"marked"),
        (b"cut \xff off", b"\xef\xbb\xbfcut \xff off\n"),
    ] {
        let wanted = [Expected { digest: digest_of(HashAlgorithm::Sha512, original), size: None }];
        let explanation = explain(shape, &wanted);
        assert!(
            matches!(&explanation, Explanation::Recovered { bytes, .. } if **bytes == *original),
            "{explanation:?}"
        );
    }
}

#[test]
fn finds_which_of_many_it_is_by_any_algorithm() {
    let original = laid_out(HELLO_WORLD.as_bytes(), Layout::Indented(Indent::Tab));
    let size = Some(original.len() as u64);
    for algorithm in HashAlgorithm::ALL {
        let mut wanted: Vec<Expected> =
            (0..100_u64).map(|n| Expected { digest: digest_of(algorithm, &n.to_le_bytes()), size }).collect();
        wanted.push(Expected { digest: digest_of(algorithm, &original), size });
        let explanation = explain(HELLO_WORLD.as_bytes(), &wanted);
        assert!(matches!(explanation, Explanation::Recovered { wanted: 100, .. }), "{explanation:?}");
    }
}

#[test]
fn work_is_bounded() {
    // Half a megabyte of the deepest JSON that is read, with lines to indent at the bottom; and no size to
    // tell which variants are worth writing.
    let deep = format!("{}0{}{}", "[".repeat(128), ",0".repeat(300_000), "]".repeat(128));
    let wanted = [Expected { digest: digest_of(HashAlgorithm::Sha256, b""), size: None }];
    let explanation = explain(deep.as_bytes(), &wanted);
    assert!(matches!(explanation, Explanation::Nothing { complete: false, .. }), "{explanation:?}");
}

/// A document with what programs write differently, in a style that some program writes.
fn canonical() -> impl Strategy<Value = (String, Layout, Strings)> {
    const STRINGS: [Strings; 4] = [Strings::Go, Strings::GoWithoutHtml, Strings::Python, Strings::Plain];
    ("[a-z<&é\u{2028}😀\"\\\\]{0,6}", any::<u32>(), layouts(), proptest::sample::select(&STRINGS[..]))
        .prop_map(|(text, number, layout, strings)| {
            let value = serde_json::json!({ "a": [number, { "b": text }, []], "c": { "d": null, "e": {} } });
            let bytes = json::write(value.to_string().as_bytes(), layout, strings, b"\n").unwrap();
            (String::from_utf8(bytes).unwrap(), layout, strings)
        })
}

fn layouts() -> impl Strategy<Value = Layout> {
    let indent = prop_oneof![(1..=8_u8).prop_map(Indent::Spaces), Just(Indent::Tab)];
    prop_oneof![Just(Layout::Compact), Just(Layout::Spaced), indent.prop_map(Layout::Indented)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_happened_to_a_document_is_undone(
        (original, ..) in canonical(), newline in any::<bool>(), crlf in any::<bool>(), mark in any::<bool>(),
        layout in layouts(), strings in proptest::sample::select(&Strings::ALL[..]),
        (end, crlf_after, mark_after) in (0..3_usize, any::<bool>(), any::<bool>()), sized in any::<bool>(),
    ) {
        let finish = |mut text: String, end: &str, crlf: bool, mark: bool| {
            text.push_str(end);
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            if mark { format!("\u{feff}{text}") } else { text }
        };
        let original = finish(original, if newline { "\n" } else { "" }, crlf, mark);
        let unmarked = original.trim_start_matches('\u{feff}').trim();
        let changed = json::write(unmarked.as_bytes(), layout, strings, b"\n").unwrap();
        let changed = finish(String::from_utf8(changed).unwrap(), ["", "\n", "\n\n"][end], crlf_after, mark_after);

        let digest = digest_of(HashAlgorithm::Sha256, original.as_bytes());
        let wanted = [Expected { digest, size: sized.then_some(original.len() as u64) }];
        let explanation = explain(changed.as_bytes(), &wanted);
        prop_assert!(
            matches!(&explanation, Explanation::Recovered { bytes, .. } if **bytes == *original.as_bytes()),
            "{:?} of {:?}: {:?}", original, changed, explanation
        );
    }

    #[test]
    fn never_panics_and_never_claims_what_is_not_so(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..120),
            "[\\[\\]{}:,\"a1 é\n\r\u{feff}\\\\]{0,60}".prop_map(String::into_bytes),
            "[a-z\n]{0,20}".prop_map(|text| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ],
        sizes in proptest::collection::vec(proptest::option::of(0..140_u64), 0..4),
    ) {
        let wanted: Vec<Expected> = sizes
            .into_iter()
            .map(|size| Expected { digest: digest_of(HashAlgorithm::Blake3, b"none of these"), size })
            .collect();
        let explanation = explain(&bytes, &wanted);
        let recovered = matches!(explanation, Explanation::Recovered { .. });
        prop_assert!(!recovered, "{:?}", explanation);
        prop_assert!(!explanation.to_string().is_empty());
    }
}

#[test]
fn members_in_another_order_are_put_back() {
    const INDEX: &str = r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a","size":524,"annotations":{"a":"1","b":"2"},"platform":{"architecture":"arm64","os":"linux","variant":"v8"}}],"annotations":{"c":"x"}}"#;
    const CONFIG: &str = r#"{"created":"2025-01-31T12:00:00Z","architecture":"amd64","os":"linux","config":{"Env":["B=1","A=2"]},"rootfs":{"type":"layers","diff_ids":[]}}"#;
    // As Python's `sort_keys` and jq's `-S` write it; `serde_json` sorts, too.
    let sorted = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap().to_string();
    let media_type_first = INDEX.replacen(
        r#""schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json""#,
        r#""mediaType":"application/vnd.oci.image.index.v1+json","schemaVersion":2"#,
        1,
    );
    let size_first = HELLO_WORLD.to_owned();
    let digest_first = |text: &str| {
        let (size, digest) = (
            r#""size":1510,"#,
            r#""digest":"sha256:fce289e99eb9bca977dae136fbe2a82b6b7d4c372474c9235adc1741675f587e""#,
        );
        let text = text.replace(&format!("{size}{digest}"), &format!(r#"{digest},"size":1510"#));
        let (size, digest) = (
            r#""size":977,"#,
            r#""digest":"sha256:1b930d010525941c1d56ec53b97bd057a67ae1865eebf042686d2a2d18271ced""#,
        );
        text.replace(&format!("{size}{digest}"), &format!(r#"{digest},"size":977"#))
    };
    for (original, shape, says) in [
        (INDEX.to_owned(), sorted(INDEX), "digest before size in its descriptors"),
        (sorted(INDEX), INDEX.to_owned(), "all members in alphabetical order"),
        (media_type_first.clone(), INDEX.to_owned(), "mediaType before its other members"),
        (INDEX.to_owned(), media_type_first, "the order of the specification’s types"),
        (size_first.clone(), digest_first(&size_first), "size before digest in its descriptors"),
        (digest_first(&size_first), size_first, "digest before size in its descriptors"),
        (CONFIG.to_owned(), sorted(CONFIG), "the order of the specification’s types"),
        (sorted(CONFIG), CONFIG.to_owned(), "in alphabetical order"),
    ] {
        for layout in [Layout::Compact, Layout::Indented(Indent::Spaces(2))] {
            let original = laid_out(original.as_bytes(), layout);
            for with_size in [true, false] {
                let size = with_size.then_some(original.len() as u64);
                let wanted = [Expected { digest: digest_of(HashAlgorithm::Sha256, &original), size }];
                let explanation = explain(shape.as_bytes(), &wanted);
                assert!(
                    matches!(&explanation, Explanation::Recovered { bytes, .. } if **bytes == *original),
                    "{says}: {explanation}"
                );
                assert!(explanation.to_string().contains(says), "{says}: {explanation}");
                let told = explanation.to_string().contains("indentation");
                assert_eq!(told, layout != Layout::Compact, "{explanation}");
            }
        }
    }
    // Another value is no order.
    let wanted = [Expected { digest: digest_of(HashAlgorithm::Sha256, CONFIG.as_bytes()), size: None }];
    let explanation = explain(sorted(CONFIG).replace("A=2", "A=3").as_bytes(), &wanted);
    assert!(matches!(explanation, Explanation::Nothing { complete: true, .. }), "{explanation}");
}
