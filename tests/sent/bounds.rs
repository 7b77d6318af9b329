//! What is bounded is told: nothing is left out without a word.

use bayplan::findings::Severity;
use bayplan::headless::Headless;
use bayplan::pace::at_once;
use bayplan::session::{
    Arrival, ChoiceMsg, DocumentsMsg, Effect, LayersMsg, LinkMsg, Model, Msg, SelectMsg, Tab, update,
};

use crate::desk::{OCI_INDEX, OCI_MANIFEST, descriptor, dropped, send, sentence};
use crate::pack::Tar;

pub fn notices(model: &Model) -> Vec<String> {
    model.notices.iter().map(|notice| bayplan::view::sentence(&notice.said)).collect()
}

/// The page after this file was dropped.
pub fn with_file(name: &str, bytes: &[u8]) -> Headless {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bounds");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut page = Headless::default();
    page.drop_paths(&[path]).unwrap();
    page
}

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#;

#[test]
fn documents_of_a_text_that_were_not_taken() {
    let index = |at: usize| {
        format!(
            r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[],"annotations":{{"a":"{at}"}}}}"#
        )
    };
    let text: Vec<String> =
        (0..203).map(|at| format!("$ crane manifest r.example/a:{at}\n{}\n", index(at))).collect();
    let mut page = Headless::default();
    page.paste(&text.concat());
    assert_eq!(page.model.inspection.blobs.len(), 200);
    let told = notices(&page.model);
    assert!(told.iter().any(|text| text.starts_with("3 more documents are in what was given")), "{told:?}");
}

#[test]
fn images_of_an_archive_that_are_not_shown() {
    let one = |at: usize| format!(r#"{{"Config":"config.json","RepoTags":["a:{at}"],"Layers":[]}}"#);
    let list: Vec<String> = (0..1003).map(one).collect();
    let tar = Tar::new().file("config.json", CONFIG).file("manifest.json", &format!("[{}]", list.join(",")));
    let page = with_file("many.tar", &tar.end());
    let told = notices(&page.model);
    assert!(told.iter().any(|text| text.contains("names 3 images more than the 1,000")), "{told:?}");
}

#[test]
fn configs_that_an_archive_lacks_and_that_are_not_listed() {
    let one = |at: usize| format!(r#"{{"Config":"{at}.json","RepoTags":["a:{at}"],"Layers":["x"]}}"#);
    let list: Vec<String> = (0..103).map(one).collect();
    let tar = Tar::new().file("config.json", CONFIG).file("manifest.json", &format!("[{}]", list.join(",")));
    let page = with_file("lacking.tar", &tar.end());
    let told = notices(&page.model);
    assert!(told.iter().any(|text| text.ends_with("So it is of 3 more.")), "{told:?}");
}

#[test]
fn changes_that_were_not_tried() {
    let advice = |count: usize| {
        let entry = |at: usize| {
            format!(
                r#"{{{},"platform":{{"os":"linux","architecture":"amd64","variant":"v{at}"}}}}"#,
                descriptor(OCI_MANIFEST, &at.to_string())
            )
        };
        // What some clients take for any host, and others never.
        let entries: Vec<String> = (5..count + 5).map(entry).collect();
        let last = format!("{{{}}}", descriptor(OCI_MANIFEST, "last"));
        let text = format!(
            r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{},{last}]}}"#,
            entries.join(",")
        );
        let mut model = dropped(&[("x.json", &text)]);
        send(&mut model, Msg::Choice(ChoiceMsg::Host("linux/arm64".to_owned())));
        model.choice.unwrap().advice_in_words()
    };
    let told = advice(250);
    assert!(told[0].starts_with("No changes were tried"), "{told:?}");
    assert!(advice(3).iter().all(|told| !told.contains("tried that")), "{:?}", advice(3));
}

#[test]
fn documents_that_are_not_kept_over_a_reload() {
    let kept = |bytes: usize| {
        let text = format!(r#"{{"schemaVersion":2,"manifests":[],"x":"{}"}}"#, "x".repeat(bytes));
        let mut page = Model::default();
        let arrival = Arrival { bytes: text.as_bytes().into(), origin: bayplan::inspect::Origin::Paste };
        let mut due = vec![Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None })];
        let mut kept = None;
        while let Some(msg) = due.pop() {
            for effect in update(&mut page, msg) {
                match effect {
                    Effect::AfterFrame(msg) => due.push(*msg),
                    Effect::InPieces(work) => due.push(at_once(work.done())),
                    Effect::Remember(text) => kept = text,
                    _ => {}
                }
            }
        }
        kept
    };
    for (bytes, is_here) in [(1000, true), (4_000_000, false)] {
        let mut again = Model::default();
        send(&mut again, Msg::Link(LinkMsg::Recalled(kept(bytes).unwrap())));
        assert_eq!(again.inspection.blobs.is_empty(), !is_here);
        let told = notices(&again);
        assert_eq!(
            told.iter().any(|text| text.starts_with("The documents that were open here have 4.0 MB")),
            !is_here,
            "{told:?}"
        );
    }
    // What the address names comes again by itself.
    let mut again = Model::default();
    send(&mut again, Msg::Link(LinkMsg::Navigated("/ref/r.example/a:1".to_owned())));
    send(&mut again, Msg::Link(LinkMsg::Recalled(kept(4_000_000).unwrap())));
    assert_eq!(notices(&again), [""; 0]);
}

#[test]
fn links_that_were_not_followed() {
    // Each file lies after links through links, each with a long way, and each step of it is a look-up.
    let deep = "a/".repeat(44);
    let mut layer = Tar::new().directory(&deep).directory(&format!("{deep}d/"));
    for at in 0..38 {
        let to = if at == 0 { "d".to_owned() } else { format!("l{}", at - 1) };
        layer = layer.symlink(&format!("{deep}l{at}"), &format!("/{deep}{to}"));
    }
    for at in 0..3000 {
        layer = layer.file(&format!("{deep}l37/{at}"), "");
    }
    let layer = layer.end();
    let list = r#"[{"Config":"config.json","RepoTags":["a:1"],"Layers":["layer.tar"]}]"#;
    let tar = Tar::new()
        .file("config.json", CONFIG)
        .entry("layer.tar", b'0', 0o644, "", &layer)
        .file("manifest.json", list);
    let mut page = with_file("links.tar", &tar.end());
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Select(SelectMsg::Node(root)));
    page.send(Msg::Layers(LayersMsg::Open(root)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    let (severity, told) = sentence(&page.model, "files-incomplete").expect("nothing is told");
    assert_eq!(severity, Severity::Warning);
    assert!(told.contains("were not followed any more"), "{told}");
}
