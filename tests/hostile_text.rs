//! A stranger's text in all that leaves the page: reports, tables, names of files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use bayplan::findings::codes;
use bayplan::headless::send;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::session::{
    Arrival, ChoiceMsg, DocumentsMsg, Effect, ExportMsg, MatrixFormat, Model, Msg, ReportFormat, Save,
};
use bayplan::text::unseen::unseen;
use bayplan::verify::hash::digest_of;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

/// Texts that some reader makes more of, or that nobody sees.
const HOSTILE: &[&str] = &[
    "www.evil.example",
    "https://evil.example/a",
    "a@evil.example",
    "@everyone",
    "#1",
    "o/r#1",
    "GH-1",
    "deadbeef",
    ":tada:",
    "[a](https://evil.example)",
    "![a](//evil.example/p.png)",
    "<img src=//evil.example>",
    "<!--",
    "a|b`c",
    "*a*_b_~~c~~$d$",
    "=1+1",
    "a;=1+1",
    "\t@SUM(A1)",
    "a\nb\r\n| c |",
    "\u{202e}moc",
    "a\u{3164}\u{2800}\u{a0}b",
    "\u{e0041}\u{fe0f}\u{1b}[2J",
];

/// An index and its manifest, with `text` wherever a document has text.
fn open(text: &str) -> Model {
    let manifest = serde_json::json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "artifactType": text,
        "config": { "mediaType": text, "digest": text, "size": 2 },
        "layers": [{ "mediaType": text, "digest": format!("sha256:{text}"), "size": 1, "urls": [text] }],
        "annotations": { "org.opencontainers.image.url": text, (text): text },
    });
    let manifest = manifest.to_string().into_bytes();
    let digest = digest_of(HashAlgorithm::Sha256, &manifest).to_string();
    let entry = |platform| {
        serde_json::json!({
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "digest": digest,
            "size": manifest.len(),
            "platform": platform,
        })
    };
    let index = serde_json::json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.index.v1+json",
        (text): text,
        "manifests": [
            entry(serde_json::json!({ "os": "linux", "architecture": "amd64", "variant": text })),
            entry(serde_json::json!({ "os": text, "architecture": text, "os.version": text })),
        ],
    });
    let mut model = Model::default();
    let arrivals = vec![
        Arrival { bytes: index.to_string().into_bytes().into(), origin: Origin::File(text.to_owned()) },
        Arrival { bytes: manifest.into(), origin: Origin::File(text.to_owned()) },
    ];
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    send(&mut model, Msg::Choice(ChoiceMsg::Matrix(true)));
    model
}

fn saved(model: &mut Model, msg: Msg) -> Save {
    let effects = send(model, msg);
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::Save(save) => Some(save),
        _ => None,
    });
    saved.expect("nothing was saved")
}

fn text_of(save: &Save) -> &str {
    std::str::from_utf8(&save.bytes).unwrap()
}

#[test]
fn nothing_unseen_leaves_the_page() {
    for text in HOSTILE {
        let mut model = open(text);
        for msg in [
            Msg::Export(ExportMsg::Report(ReportFormat::Json)),
            Msg::Export(ExportMsg::Report(ReportFormat::Markdown)),
            Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)),
            Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)),
        ] {
            let save = saved(&mut model, msg);
            // Lines end, and the tree of the report is indented.
            let ours = ['\n', '\r', '\u{a0}'];
            let found = text_of(&save).chars().find(|sign| !ours.contains(sign) && unseen(*sign).is_some());
            assert_eq!(found, None, "{text:?} in {}", save.name);
        }
    }
}

#[test]
fn no_link_is_made_of_a_strangers_text() {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.shortcodes = true;
    options.extension.math_dollars = true;
    for text in HOSTILE {
        let mut model = open(text);
        for msg in [
            Msg::Export(ExportMsg::Report(ReportFormat::Markdown)),
            Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)),
        ] {
            let save = saved(&mut model, msg);
            let arena = Arena::new();
            for node in parse_document(&arena, text_of(&save), &options).descendants() {
                match &node.data.borrow().value {
                    NodeValue::Link(link) => {
                        let ours = codes::ALL.iter().any(|code| code.section.url == link.url);
                        assert!(ours, "{text:?} made a link to {}", link.url);
                    }
                    NodeValue::Text(alone) => {
                        assert!(!alone.contains(['@', '#']), "{text:?} may be a mention in {alone:?}");
                    }
                    NodeValue::Document
                    | NodeValue::Paragraph
                    | NodeValue::Heading(_)
                    | NodeValue::List(_)
                    | NodeValue::Item(_)
                    | NodeValue::Table(_)
                    | NodeValue::TableRow(_)
                    | NodeValue::TableCell
                    | NodeValue::SoftBreak
                    | NodeValue::Code(_) => {}
                    other => panic!("{text:?} made {other:?}"),
                }
            }
        }
    }
}

#[test]
fn each_cell_of_the_matrix_stays_one() {
    for text in HOSTILE {
        let mut model = open(text);
        let save = saved(&mut model, Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)));
        let mut reader = csv::ReaderBuilder::new().from_reader(&*save.bytes);
        let columns = reader.headers().unwrap().len();
        for record in reader.records() {
            let record = record.expect("a row of as many fields as the head");
            assert_eq!(record.len(), columns);
            for cell in &record {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{cell:?}");
            }
        }
    }
}
