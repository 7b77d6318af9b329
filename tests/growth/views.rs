//! What is shown, asked for and saved of documents that are here.

use bayplan::evidence::sbom::listed::PackageColumn;
use bayplan::findings::Severity;
use bayplan::inspect::NodeId;
use bayplan::pace::Pace;
use bayplan::session::evidence::Wanted;
use bayplan::session::{
    ChoiceMsg, EvidenceMsg, ExportMsg, Key, MatrixFormat, Msg, ReportFormat, SelectMsg, ShareMsg, TreeMsg,
};
use bayplan::view::detail::{
    RawText, RawView, all_findings, commands, docker_run, entries, environment, findings, findings_below,
    layers, left_out, marks,
};
use bayplan::view::summary;

use crate::documents::image;
use crate::page::Page;
use crate::texts::*;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape { name: "platforms that all differ", small: 250, full: 10_000, by: By::All, run: platforms },
    Shape { name: "platforms that are all the same", small: 250, full: 10_000, by: By::All, run: same },
    Shape {
        name: "a filter over layers with a history",
        small: 250,
        full: 20_000,
        by: By::All,
        run: history,
    },
    Shape { name: "a filter over layers without a config", small: 250, full: 40_000, by: By::All, run: bare },
    Shape { name: "a whole image, shown node by node", small: 60, full: 2_000, by: By::All, run: walked },
    Shape { name: "reports of an image", small: 60, full: 10_000, by: By::All, run: reports },
    Shape { name: "reports and shares of many roots", small: 120, full: 10_000, by: By::All, run: shares },
    Shape {
        name: "a config of many variables and labels",
        small: 300,
        full: 40_000,
        by: By::All,
        run: variables,
    },
    Shape { name: "attestations of an image", small: 120, full: 8_000, by: By::All, run: attested },
    Shape {
        name: "keys that repeat, in any letter case",
        small: 1_000,
        full: 100_000,
        by: By::All,
        run: keys,
    },
    Shape {
        name: "annotations and links of a manifest",
        small: 500,
        full: 40_000,
        by: By::All,
        run: annotations,
    },
    Shape {
        name: "packages of an SBOM, looked for and sorted",
        small: 2_000,
        full: 50_000,
        by: By::All,
        run: packages,
    },
    Shape { name: "a document of one line", small: 3_000, full: 400_000, by: By::All, run: one_line },
    Shape { name: "brackets in brackets", small: 3_000, full: 1_000_000, by: By::All, run: brackets },
    Shape { name: "text that is nothing", small: 3_000, full: 1_000_000, by: By::All, run: text },
];

/// The node that stands at `at` in the tree.
fn node(page: &Page, at: usize) -> NodeId {
    page.model.inspection.tree.iter().nth(at).unwrap().0
}

/// Shows what the page shows of a node, in every tab.
fn look(page: &mut Page, id: NodeId) {
    page.send(Msg::Select(SelectMsg::Node(id)));
    let inspection = page.model.inspection.clone();
    page.show(|_| findings(&inspection, id));
    page.show(|model| findings_below(&inspection, &model.tally.marks, id, 200));
    page.show(|model| all_findings(&inspection, &model.tally.marks, &Severity::ALL, 200));
    page.show(|_| layers(&inspection, id));
    page.show(|_| entries(&inspection, id));
    page.show(|_| left_out(&inspection, id));
    page.show(|_| commands(&inspection, id, None));
    page.show(|model| summary(&inspection, model.root().unwrap()));
    let node = inspection.tree.get(id).unwrap();
    let Some(blob) = node.blob.and_then(|blob| inspection.blobs.get(blob)) else { return };
    page.show(|_| environment(blob));
    if let bayplan::image::document::Content::Config(config) = &blob.document.content {
        page.show(|_| docker_run(&config.run).is_ok());
    }
    let found = findings(&inspection, id);
    let (bytes, reading) = (blob.bytes.clone(), blob.reading.clone());
    let split = {
        let bytes = bytes.clone();
        async move { RawText::in_pieces(&bytes, &reading, 120, &Pace::default()).await }
    };
    let text = page.in_pieces(split);
    let view = page.show(|_| RawView::new(text, marks(&found, id).iter()));
    let view = page.show(|_| view.with_search("a", 0));
    page.show(|_| (0..60).filter_map(|at| view.line(view.len() / 2 + at, None)).count());
    let view = page.show(|_| view.with_all_folds(true));
    page.show(|_| view.len());
    let end = blob.bytes.len() as u32;
    page.show(|_| view.revealing(bayplan::json::Span::new(end / 2, end / 2)));
}

/// Opens all, filters, walks.
fn filter(page: &mut Page) {
    page.send(Msg::Tree(TreeMsg::OpenAll(true)));
    page.send(Msg::Tree(TreeMsg::Filter("a".to_owned())));
    page.send(Msg::Tree(TreeMsg::Key(Key::End)));
    page.send(Msg::Tree(TreeMsg::Key(Key::Char('l'))));
    page.send(Msg::Tree(TreeMsg::Filter(String::new())));
}

/// The matrix, and what is said of the choice.
fn choose(page: &mut Page) {
    page.send(Msg::Choice(ChoiceMsg::Matrix(true)));
    page.send(Msg::Choice(ChoiceMsg::Host("linux/arm64/v8".to_owned())));
    page.send(Msg::Choice(ChoiceMsg::Client(bayplan::select::Client::usual())));
    let choice = page.model.choice.clone().unwrap();
    page.show(|_| choice.advice());
    assert!(page.model.matrix.as_ref().unwrap().matrix.is_whole());
    page.show(|_| choice.orders());
    page.show(|_| choice.reasons_by_standing().len());
    let matrix = bayplan::view::matrix(&page.model, None).unwrap();
    page.show(|_| (matrix.summary(), matrix.legend(), matrix.never_taken()));
    page.send(Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)));
    page.send(Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)));
}

fn platforms(count: usize) -> Spent {
    let mut page = Page::default();
    page.add([paste(index(&list(count, entry)))]);
    choose(&mut page);
    page.spent
}

fn same(count: usize) -> Spent {
    let entry = |at: usize| entry(0).replace(&digest(0), &digest(at / 2));
    let mut page = Page::default();
    page.add([paste(index(&list(count, entry)))]);
    choose(&mut page);
    let root = node(&page, 0);
    look(&mut page, root);
    page.spent
}

fn history(count: usize) -> Spent {
    let config = config(0, count);
    let manifest = manifest(&of(CONFIG, &config), &list(count, |at| descriptor(LAYER, &digest(at), at)));
    let mut page = Page::default();
    page.add([paste(manifest), paste(config)]);
    filter(&mut page);
    for at in [0, 1, 2 + count / 2] {
        let at = node(&page, at);
        look(&mut page, at);
    }
    page.spent
}

fn bare(count: usize) -> Spent {
    let layers = list(count, |at| descriptor(LAYER, &digest(at), at));
    let mut page = Page::default();
    page.add([paste(format!(r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","layers":[{layers}]}}"#))]);
    filter(&mut page);
    page.spent
}

fn walked(count: usize) -> Spent {
    let mut page = Page::default();
    page.add(image(count));
    filter(&mut page);
    // Each node takes a time of its own.
    for at in [0, 1, 2, 3, count, 2 * count] {
        let at = node(&page, at);
        look(&mut page, at);
    }
    page.spent
}

fn reports(count: usize) -> Spent {
    let mut page = Page::default();
    page.add(image(count));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    page.spent
}

fn shares(count: usize) -> Spent {
    let mut page = Page::default();
    page.add((0..count).map(|at| paste(small_manifest(at))));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    page.send(Msg::Export(ExportMsg::Documents));
    page.send(Msg::Share(ShareMsg::Open(true)));
    page.send(Msg::Share(ShareMsg::Configs(false)));
    page.spent
}

fn variables(count: usize) -> Spent {
    let variables = list(count, |at| format!("\"TOKEN_{at}=a'b{at}\""));
    let labels = list(count, |at| format!("\"l{at}\":\"https://example.com/{at}\""));
    let config = format!(
        r#"{{"architecture":"arm","os":"linux","config":{{"Env":[{variables}],"Labels":{{{labels}}},"Cmd":[{variables}]}},"rootfs":{{"type":"layers","diff_ids":[]}}}}"#
    );
    let mut page = Page::default();
    page.add([paste(config)]);
    let root = node(&page, 0);
    look(&mut page, root);
    page.spent
}

fn attested(count: usize) -> Spent {
    let attestation = |at: usize| {
        let own = descriptor(MANIFEST, &digest(count + at), 500);
        format!(
            r#"{},"platform":{{"os":"unknown","architecture":"unknown"}},"annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{}"}}}}"#,
            own.trim_end_matches('}'),
            digest(at % 3)
        )
    };
    let mut page = Page::default();
    page.add([paste(index(&format!("{},{}", list(count, entry), list(count, attestation))))]);
    filter(&mut page);
    let root = node(&page, 0);
    look(&mut page, root);
    page.spent
}

fn packages(count: usize) -> Spent {
    let package = |at: usize| {
        let name = at.wrapping_mul(7919) % count;
        format!(
            r#"{{"name":"package-{name}","versionInfo":"1.{}","licenseDeclared":"MIT","externalRefs":[{{"referenceType":"purl","referenceLocator":"pkg:npm/package-{name}@1"}}]}}"#,
            at % 10
        )
    };
    let mut page = Page::default();
    page.add([paste(format!(r#"{{"spdxVersion":"SPDX-2.3","packages":[{}]}}"#, list(count, package)))]);
    let blob = page.model.inspection.blobs.iter().next().unwrap().0;
    for (query, column) in [
        ("", PackageColumn::Name),
        ("", PackageColumn::Version),
        ("PACKAGE-1", PackageColumn::Name),
        ("ä", PackageColumn::Document),
    ] {
        let wanted = Wanted { query: query.to_owned(), column };
        page.send(Msg::Evidence(EvidenceMsg::Packages(blob, wanted)));
        let list = &page.model.evidence.packages[&blob];
        let shown = list.shown.as_ref().unwrap().len();
        assert!(!list.is_old && (shown == count || !query.is_empty()));
    }
    page.spent
}

fn keys(count: usize) -> Spent {
    let keys = list(count, |at| format!("\"{}\":{at}", ["manifests", "Manifests", "k", "mediaType"][at % 4]));
    let many = list(count, |at| format!("\"k{at}\":1"));
    let mut page = Page::default();
    page.add([paste(format!("{{{keys},\"manifests\":[{{{many}}}]}}"))]);
    let root = node(&page, 0);
    look(&mut page, root);
    page.spent
}

fn annotations(count: usize) -> Spent {
    let annotations =
        list(count, |at| format!("\"org.opencontainers.image.a{at}\":\"https://example.com/{at}\""));
    let urls = list(count, |at| format!("\"https://example.com/{at}\""));
    let layer = format!(r#"{},"urls":[{urls}]}}"#, descriptor(LAYER, &digest(1), 9).trim_end_matches('}'));
    let text = manifest(&descriptor(CONFIG, &digest(0), 9), &layer);
    let text =
        format!(r#"{},"annotations":{{{annotations}}}}}"#, text.trim_end_matches('}').to_owned() + "}]");
    let mut page = Page::default();
    page.add([paste(text)]);
    for at in [0, 2] {
        let at = node(&page, at);
        look(&mut page, at);
    }
    page.spent
}

/// Opens one document, and looks at it.
fn opened(text: String) -> Spent {
    let mut page = Page::default();
    page.add([paste(text)]);
    let root = node(&page, 0);
    look(&mut page, root);
    page.spent
}

fn one_line(count: usize) -> Spent {
    opened(format!("[{}]", list(count, |at| format!("\"{at}\u{202e}\""))))
}

fn brackets(count: usize) -> Spent {
    opened("[".repeat(count) + &"{\"a\":".repeat(count))
}

fn text(count: usize) -> Spent {
    opened("a: b\n".repeat(count) + &"\\u200b'\"".repeat(count))
}
