//! Any few documents open together: nothing panics, no digest that is not theirs is called verified, both reports are
//! written, and each node is shown. The last document is also what a person types, and what stands in the address bar.

use bayplan::headless::send;
use bayplan::inspect::NodeId;
use bayplan::inspect::Origin;
use bayplan::session::{
    Arrival, BoxMsg, ChoiceMsg, DocumentsMsg, ExportMsg, LinkMsg, MatrixFormat, Model, Msg, ReportFormat,
    SelectMsg, ShareMsg, TreeMsg,
};
use bayplan::verify::Verification;
use bayplan::verify::hash::digest_of;
use bayplan::view::detail::{
    RawText, RawView, commands, config, docker_run, findings, layers, tabs, verified,
};

/// What divides the documents of an input.
const BORDER: u8 = 0xff;

/// Nodes that are shown, and lines of each.
const SHOWN: usize = 12;
const LINES: usize = 50;

/// A link is made of one input in so many: for each, the compressor reads its dictionary first, which takes three
/// times as long as all else.
const LINK_EACH: u32 = 16;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let arrivals = bytes.split(|byte| *byte == BORDER).take(6).enumerate().map(|(at, bytes)| Arrival {
        bytes: bytes.into(),
        origin: match at % 3 {
            0 => Origin::Paste,
            1 => Origin::File(format!("blobs/sha256/{:064x}", bytes.len())),
            _ => Origin::Link,
        },
    });
    let mut model = Model::default();
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    for (_, node) in model.inspection.tree.iter().filter(|(_, node)| node.state == Verification::Verified) {
        let blob =
            node.blob.and_then(|blob| model.inspection.blobs.get(blob)).expect("verified bytes are here");
        let digest = node.stated_digest().expect("something is compared");
        let algorithm = digest.registered().expect("it was computed");
        assert_eq!(digest_of(algorithm, &blob.bytes), *digest);
    }
    send(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    send(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    if crate::is_one_in(LINK_EACH, bytes) {
        send(&mut model, Msg::Share(ShareMsg::Open(true)));
    }
    send(&mut model, Msg::Tree(TreeMsg::OpenAll(true)));
    let nodes: Vec<NodeId> = model.inspection.tree.iter().map(|(node, _)| node).take(SHOWN).collect();
    for node in nodes {
        show(&mut model, node);
    }
    for msg in [
        Msg::Choice(ChoiceMsg::Matrix(true)),
        Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)),
        Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)),
        Msg::Select(SelectMsg::AllFindings(true)),
    ] {
        send(&mut model, msg);
    }
    let text = String::from_utf8_lossy(bytes.rsplit(|byte| *byte == BORDER).next().unwrap_or_default());
    send(&mut model, Msg::Tree(TreeMsg::Filter(text.chars().take(3).collect())));
    send(&mut model, Msg::Link(LinkMsg::Navigated(format!("/{text}"))));
    send(&mut model, Msg::Box(BoxMsg::Changed(text.into_owned())));
    send(&mut model, Msg::Box(BoxMsg::Submit));
}

/// Works out what the page shows of a node.
fn show(model: &mut Model, node: NodeId) {
    send(model, Msg::Select(SelectMsg::Node(node)));
    let inspection = &model.inspection;
    let _ = (tabs(inspection, node), commands(inspection, node, None), layers(inspection, node));
    if let Some((_, config)) = config(inspection, node) {
        let _ = docker_run(&config.run);
    }
    let Some(shown) = inspection.tree.get(node) else { return };
    assert!(!verified(inspection, shown).is_empty());
    let Some(blob) = shown.blob.and_then(|blob| inspection.blobs.get(blob)) else { return };
    let found = findings(inspection, node);
    let raw =
        RawView::new(RawText::new(&blob.bytes, &blob.reading, 30), found.iter().map(|found| &found.finding));
    let raw = raw.with_search("a", 0);
    for place in 0..raw.len().min(LINES) {
        assert!(raw.line(place, None).is_some());
    }
    let raw = raw.with_all_folds(true);
    assert!(!raw.is_empty() && raw.line(raw.len(), None).is_none());
}
