//! One document that is as long as a document may be.

use bayplan::inspect::Origin;
use bayplan::limits;
use bayplan::session::{Msg, TreeMsg};

use crate::page::Page;
use crate::texts::*;
use crate::{By, Shape, Spent};

/// As a function of its bytes.
const SMALL: usize = 200_000;

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "long: empty objects in a list",
        small: SMALL,
        full: limits::DOCUMENT_BYTES,
        by: By::All,
        run: objects,
    },
    Shape {
        name: "long: layers that say nothing",
        small: SMALL,
        full: limits::DOCUMENT_BYTES,
        by: By::All,
        run: layers,
    },
    Shape {
        name: "long: entries of an index",
        small: SMALL,
        full: limits::DOCUMENT_BYTES,
        by: By::All,
        run: entries,
    },
    Shape {
        name: "long: a statement",
        small: SMALL,
        full: limits::DOCUMENT_BYTES,
        by: By::All,
        run: statement,
    },
    Shape { name: "long: one string", small: SMALL, full: limits::DOCUMENT_BYTES, by: By::All, run: string },
    Shape { name: "long: no JSON", small: SMALL, full: limits::DOCUMENT_BYTES, by: By::All, run: bytes },
];

fn opened(text: String) -> Spent {
    let mut page = Page::default();
    page.add([(text.into_bytes(), Origin::File("long.json".to_owned()))]);
    assert_eq!(page.model.inspection.blobs.len(), 1);
    page.send(Msg::Tree(TreeMsg::Filter(String::new())));
    page.spent
}

/// `begin`, so much of `middle`, and `end`.
fn filled(bytes: usize, begin: &str, middle: &str, end: &str) -> String {
    let count = bytes.saturating_sub(begin.len() + end.len()) / middle.len();
    format!("{begin}{}{end}", middle.repeat(count))
}

fn objects(bytes: usize) -> Spent {
    opened(filled(bytes, "[", "{},", "{}]"))
}

fn layers(bytes: usize) -> Spent {
    let begin = format!(r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{}},"layers":["#);
    opened(filled(bytes, &begin, "{},", "{}]}"))
}

fn entries(bytes: usize) -> Spent {
    let begin = format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":["#);
    let count = bytes.saturating_sub(200) / (entry(0).len() + 6);
    opened(format!("{begin}{}]}}", list(count, entry)))
}

fn statement(bytes: usize) -> Spent {
    let begin = r#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://spdx.dev/Document","subject":[],"predicate":{"packages":["#;
    let package = r#"{"SPDXID":"SPDXRef-Package-0000","name":"libexample","versionInfo":"1.2.3-4","supplier":"Organization: Example","downloadLocation":"NOASSERTION","filesAnalyzed":false},"#;
    opened(filled(bytes, begin, package, "{}]}}"))
}

fn string(bytes: usize) -> Spent {
    opened(filled(bytes, "\"", "a\\u0041 text ", "\""))
}

fn bytes(bytes: usize) -> Spent {
    opened(filled(bytes, "", "what is no JSON at all, line after line\n", ""))
}
