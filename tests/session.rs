//! What a person does with the page, as messages, and what the page then knows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use bayplan::headless::{follows, send};
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::inspect::{Compared, NodeId, Origin, Role, label, totals};
use bayplan::select::{Client, Form};
use bayplan::session::{
    Arrival, BoxMsg, ChoiceMsg, DocumentsMsg, EXAMPLES, Effect, ExportMsg, Key, LinkMsg, MatrixFormat, Model,
    Msg, SelectMsg, ShareMsg, Tab, Tone, TreeMsg, update,
};
use bayplan::verify::Verification;
use bayplan::verify::hash::digest_of;
use bayplan::view::{ShownMatrix, nothing_here};
use proptest::prelude::*;

const RECOVERED: &str = "sha256:92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a";

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn example(id: &str) -> (Vec<Arrival>, Option<Digest>) {
    let example = EXAMPLES.iter().find(|example| example.id == id).expect("no such example");
    let arrival = |path: &&str| Arrival {
        bytes: fs::read(root("static/examples").join(path)).unwrap().into(),
        origin: Origin::Example((*path).to_owned()),
    };
    (example.files.iter().map(arrival).collect(), example.pin.map(|pin| Digest::parse(pin).unwrap()))
}

fn opened(id: &str) -> Model {
    let mut model = Model::default();
    let (arrivals, pin) = example(id);
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin }));
    model
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    send(model, Msg::Box(BoxMsg::Changed(text.to_owned())));
    send(model, Msg::Box(BoxMsg::Submit))
}

/// Every row's name and state with all nodes open, from the top.
fn picture(model: &mut Model) -> Vec<String> {
    send(model, Msg::Tree(TreeMsg::OpenAll(true)));
    let inspection = Rc::clone(&model.inspection);
    let row = |row: &bayplan::session::TreeRow| {
        let node = inspection.tree.get(row.node).unwrap();
        let label = label(&inspection.blobs, &inspection.tree, row.node);
        format!("{}{} · {}", "  ".repeat(row.depth.into()), label.name, node.state.word())
    };
    model.tree.rows.iter().map(row).collect()
}

/// The first row in which two models differ.
fn difference(one: &mut Model, other: &mut Model) -> Option<(String, String)> {
    let (mut one, mut other) = (picture(one), picture(other));
    let longest = one.len().max(other.len());
    one.resize(longest, String::new());
    other.resize(longest, String::new());
    one.into_iter().zip(other).find(|(one, other)| one != other)
}

fn named(model: &Model, name: &str) -> NodeId {
    let inspection = &model.inspection;
    let is_it = |id: &NodeId| label(&inspection.blobs, &inspection.tree, *id).name == name;
    inspection.tree.iter().map(|(id, _)| id).find(is_it).unwrap_or_else(|| panic!("no node is named {name}"))
}

fn address(effects: &[Effect]) -> Option<&str> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Address { fragment, .. } => Some(fragment.as_str()),
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_arrival_does_not_matter(order in Just(example("multi-arch").0).prop_shuffle()) {
        let mut one_by_one = Model::default();
        for arrival in order {
            send(&mut one_by_one, Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }));
        }
        let mut at_once = Model::default();
        send(&mut at_once, Msg::Documents(DocumentsMsg::Add { arrivals: example("multi-arch").0, pin: None }));
        prop_assert_eq!(difference(&mut one_by_one, &mut at_once), None);
    }
}

#[test]
fn a_multi_arch_image_is_one_tree_and_verified() {
    let mut model = opened("multi-arch");
    assert_eq!(model.inspection.tree.roots().len(), 1);
    let root = model.inspection.tree.roots()[0];
    let totals = totals(&model.inspection.blobs, &model.inspection.tree, root);
    assert_eq!(totals.not_loaded, 0);
    assert!(totals.shared_layers > 0 && totals.distinct_bytes < totals.bytes);
    // Manifests and configs are here, layers are not; the example pins the index.
    for line in picture(&mut model) {
        let state = line.rsplit(" · ").next().unwrap();
        let expected = if line.contains("layer") {
            Verification::NotLoaded.word()
        } else {
            Verification::Verified.word()
        };
        assert_eq!(state, expected, "{line}");
    }
}

#[test]
fn attestations_hang_under_what_they_attest() {
    let model = opened("attestations");
    let tree = &model.inspection.tree;
    let attestations: Vec<_> = tree.iter().filter(|(_, n)| matches!(n.role, Role::Attestation(_))).collect();
    assert_eq!(attestations.len(), 2);
    for (id, node) in attestations {
        let Role::Attestation(Some(attests)) = &node.role else { panic!("no digest") };
        let parent = tree.get(node.parent.unwrap()).unwrap();
        assert_eq!(parent.stated_digest(), Some(attests));
        // Its name is that of its place in the index, not of its place on the screen.
        assert_eq!(tree.find(&tree.path(id)), Some(id));
        assert_eq!(tree.path(id).steps.len(), 1);
    }
}

#[test]
fn every_path_leads_back_to_its_node() {
    for id in ["multi-arch", "attestations", "windows-and-linux", "faults", "azure-article"] {
        let model = opened(id);
        let tree = &model.inspection.tree;
        for (node, _) in tree.iter() {
            assert_eq!(tree.find(&tree.path(node)), Some(node), "{id}: {}", tree.path(node));
        }
    }
}

#[test]
fn a_reindented_paste_is_explained_and_recovered() {
    let mut model = opened("reindented");
    let root = model.inspection.tree.roots()[0];
    let node = model.inspection.tree.get(root).unwrap();
    assert!(matches!(node.state, Verification::DigestMismatch { .. }));
    assert!(matches!(node.compared, Compared::Pin(_)));
    let blob = node.blob.unwrap();
    let (explanation, wanted_by) = &model.inspection.explanations[&blob];
    assert_eq!(*wanted_by, root);
    assert!(explanation.to_string().contains("3-space indentation"), "{explanation}");

    send(&mut model, Msg::Documents(DocumentsMsg::TakeRecovered(blob)));
    let root = model.inspection.tree.roots()[0];
    assert_eq!(model.inspection.tree.get(root).unwrap().state, Verification::Verified);
    let blob = model.inspection.blobs.get(blob).unwrap();
    assert_eq!(blob.digest(HashAlgorithm::Sha256).unwrap().as_str(), RECOVERED);
    assert_eq!(blob.bytes.len(), 524);
    assert!(model.inspection.explanations.is_empty());
}

#[test]
fn a_changed_manifest_is_recognised_by_the_index_that_names_it() {
    let mut model = Model::default();
    let (mut arrivals, pin) = example("multi-arch");
    let manifest =
        arrivals.iter().position(|a| format!("{:?}", a.origin).contains("s390x.manifest")).unwrap();
    // A newline at the end, as an editor adds it.
    let mut bytes = arrivals[manifest].bytes.to_vec();
    bytes.push(b'\n');
    arrivals[manifest].bytes = bytes.into();
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin }));
    assert_eq!(model.inspection.tree.roots().len(), 2, "the changed manifest stands alone");
    let (&blob, (_, wanted_by)) = model.inspection.explanations.iter().next().expect("no explanation");
    assert_eq!(*wanted_by, named(&model, "linux/s390x"));
    send(&mut model, Msg::Documents(DocumentsMsg::TakeRecovered(blob)));
    assert_eq!(difference(&mut model, &mut opened("multi-arch")), None);
}

#[test]
fn nothing_in_the_azure_article_verifies() {
    let mut model = opened("azure-article");
    assert!(picture(&mut model).iter().all(|line| !line.ends_with(Verification::Verified.word())));
    let explanation =
        model.inspection.explanations.values().next().expect("the manifest is of a known length");
    assert!(explanation.0.to_string().contains("same length"), "{}", explanation.0);
}

#[test]
fn a_pin_that_is_met_and_one_that_is_not() {
    let mut model = opened("multi-arch");
    let root = model.inspection.tree.roots()[0];
    let blob = model.inspection.tree.get(root).unwrap().blob.unwrap();
    let digest = model.inspection.blobs.get(blob).unwrap().digest(HashAlgorithm::Sha256).unwrap().to_string();
    for (pin, state) in [
        (digest.clone(), "verified"),
        (RECOVERED.to_owned(), "digest mismatch"),
        (format!("blake3:{}", RECOVERED.trim_start_matches("sha256:")), "digest mismatch"),
        (format!("md5:{}", "0".repeat(32)), "unsupported algorithm"),
        (String::new(), "nothing to compare with"),
    ] {
        send(&mut model, Msg::Documents(DocumentsMsg::Pin { blob, text: pin.clone() }));
        let root = model.inspection.tree.roots()[0];
        assert_eq!(model.inspection.tree.get(root).unwrap().state.word(), state, "{pin}");
    }
    // What is no digest is said, and changes nothing.
    send(&mut model, Msg::Documents(DocumentsMsg::Pin { blob, text: "sha256:abc".to_owned() }));
    assert_eq!(model.notices.last().unwrap().tone, Tone::Bad);
    assert_eq!(model.inspection.blobs.get(blob).unwrap().pin, None);
}

#[test]
fn the_names_of_a_layouts_files_are_claims() {
    let (arrivals, _) = example("multi-arch");
    let bytes = Rc::clone(&arrivals[1].bytes);
    let digest = digest_of(HashAlgorithm::Sha256, &bytes);
    for (name, state) in [
        (format!("image/blobs/sha256/{}", digest.encoded()), "agrees with its name"),
        (format!("image/blobs/sha256/{}", "0".repeat(64)), "digest mismatch"),
        (format!("image/other/sha256/{}", "0".repeat(64)), "nothing to compare with"),
    ] {
        let mut model = Model::default();
        let arrival = Arrival { bytes: Rc::clone(&bytes), origin: Origin::File(name.clone()) };
        send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }));
        let root = model.inspection.tree.roots()[0];
        assert_eq!(model.inspection.tree.get(root).unwrap().state.word(), state, "{name}");
    }
}

#[test]
fn the_expected_digest_is_for_a_file_too() {
    let bytes: Rc<[u8]> = br#"{"schemaVersion":2,"manifests":[]}"#.as_slice().into();
    let digest = digest_of(HashAlgorithm::Sha256, &bytes).to_string();
    let file = |name: &str| Arrival { bytes: Rc::clone(&bytes), origin: Origin::File(name.to_owned()) };
    let other = Arrival { bytes: Rc::from(*b"{}"), origin: Origin::File("other".to_owned()) };
    for (arrivals, state, reason) in [
        (vec![file("one")], "verified", "a file that comes alone is the one that is meant"),
        (vec![file("one"), other], "nothing to compare with", "of several, nobody can tell"),
    ] {
        let mut model = Model::default();
        send(&mut model, Msg::Box(BoxMsg::Expected(format!(" {digest}\n"))));
        send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
        let root = model.inspection.tree.roots()[0];
        assert_eq!(model.inspection.tree.get(root).unwrap().state.word(), state, "{reason}");
    }
}

#[test]
fn a_large_document_is_not_verified_before_it_is_hashed() {
    let mut bytes = br#"{"schemaVersion":2,"manifests":[]}"#.to_vec();
    bytes.resize(2 * 1024 * 1024, b' ');
    let digest = digest_of(HashAlgorithm::Sha256, &bytes);
    let mut model = Model::default();
    let arrivals = vec![Arrival { bytes: bytes.into(), origin: Origin::File("large.json".to_owned()) }];
    let add = Msg::Documents(DocumentsMsg::Add { arrivals, pin: Some(digest.clone()) });
    let read = update(&mut model, add).into_iter().filter_map(|effect| follows(effect).ok());
    let effects: Vec<Effect> = read.flat_map(|msg| update(&mut model, msg)).collect();
    let root = model.inspection.tree.roots()[0];
    assert_eq!(model.inspection.tree.get(root).unwrap().state, Verification::Hashing);
    let Some(Effect::Hash { blob, bytes, .. }) =
        effects.into_iter().find(|e| matches!(e, Effect::Hash { .. }))
    else {
        panic!("it was not given to the worker");
    };
    let other = Rc::from(&*bytes);
    update(&mut model, Msg::Documents(DocumentsMsg::Hashed { blob, bytes: other, digest: digest.clone() }));
    assert_eq!(
        model.inspection.tree.get(root).unwrap().state,
        Verification::Hashing,
        "the digest of bytes that are not this document's proves nothing"
    );
    update(&mut model, Msg::Documents(DocumentsMsg::Hashed { blob, bytes, digest }));
    update(&mut model, Msg::Documents(DocumentsMsg::Settle));
    let root = model.inspection.tree.roots()[0];
    assert_eq!(model.inspection.tree.get(root).unwrap().state, Verification::Verified);
}

#[test]
fn many_digests_that_come_in_one_frame_make_one_tree() {
    let long = |at: usize| format!("{at}{}", "x".repeat(1 << 20)).into_bytes();
    let arrivals = (0..4).map(|at| Arrival { bytes: long(at).into(), origin: Origin::File(at.to_string()) });
    let mut model = Model::default();
    let mut effects =
        update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    let mut due: Vec<Effect> = std::mem::take(&mut effects);
    while let Some(effect) = due.pop() {
        match follows(effect) {
            Ok(msg) => due.extend(update(&mut model, msg)),
            Err(effect) => effects.push(effect),
        }
    }
    let mut trees = vec![Rc::as_ptr(&model.inspection.tree)];
    let mut settle = 0;
    // They are kept, so that no two are at one place.
    let mut kept = Vec::new();
    for effect in effects {
        let Effect::Hash { blob, algorithm, bytes } = effect else { continue };
        let digest = digest_of(algorithm, &bytes);
        let after = Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Settle)));
        settle += usize::from(
            update(&mut model, Msg::Documents(DocumentsMsg::Hashed { blob, bytes, digest })).contains(&after),
        );
        kept.push(Rc::clone(&model.inspection.tree));
        trees.push(Rc::as_ptr(&model.inspection.tree));
    }
    trees.dedup();
    assert_eq!((trees.len(), settle), (2, 1), "one for the first, and then none until the frame");
    update(&mut model, Msg::Documents(DocumentsMsg::Settle));
    let states = model.inspection.tree.iter().map(|(_, node)| node.state.word());
    assert_eq!(states.collect::<Vec<_>>(), ["nothing to compare with"; 4]);
}

#[test]
fn a_link_opens_to_the_same_tree_and_view() {
    for id in ["multi-arch", "attestations", "windows-and-linux", "faults", "reindented", "azure-article"] {
        let mut model = opened(id);
        let last = model.inspection.tree.iter().last().unwrap().0;
        send(&mut model, Msg::Select(SelectMsg::Node(last)));
        send(&mut model, Msg::Select(SelectMsg::Tab(Tab::Raw)));
        send(&mut model, Msg::Choice(ChoiceMsg::Host("linux/arm64".to_owned())));
        send(&mut model, Msg::Share(ShareMsg::Open(true)));
        let effects =
            send(&mut model, Msg::Share(ShareMsg::CopyLink { base: "https://example.com/".to_owned() }));
        let link = effects.iter().find_map(|effect| match effect {
            Effect::Copy(link) => Some(link.clone()),
            _ => None,
        });
        let link = link.unwrap_or_else(|| panic!("{id}: {:?}", model.share));

        let mut other = Model::default();
        send(
            &mut other,
            Msg::Link(LinkMsg::Navigated(link.strip_prefix("https://example.com/#").unwrap().to_owned())),
        );
        assert_eq!(other.selected, Some(last), "{id}");
        assert_eq!(other.view, model.view, "{id}");
        // What the page has for its example is the link's word there.
        let (linked, own) = (picture(&mut other), picture(&mut model));
        let own = own.iter().enumerate().map(|(at, row)| match row.strip_suffix("verified") {
            Some(name) if at == 0 => format!("{name}agrees with the link"),
            _ => row.clone(),
        });
        assert_eq!(linked, own.collect::<Vec<_>>(), "{id}");
        // The same link in the box does the same.
        let mut pasted = Model::default();
        paste(&mut pasted, &link);
        assert_eq!(pasted.view, model.view, "{id}");
    }
}

#[test]
fn a_link_without_configs_holds_none() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Share(ShareMsg::Open(true)));
    let with = model.share.clone().unwrap();
    assert!(with.config_count > 0);
    send(&mut model, Msg::Share(ShareMsg::Configs(false)));
    let without = model.share.clone().unwrap();
    assert_eq!(without.documents, with.documents - with.config_count);
    let mut other = Model::default();
    send(&mut other, Msg::Link(LinkMsg::Navigated(without.payload.unwrap().unwrap())));
    for (_, node) in other.inspection.tree.iter().filter(|(_, node)| node.role == Role::Config) {
        assert_eq!(node.state, Verification::NotLoaded);
    }
}

#[test]
fn a_long_link_is_packed_once_the_dialog_is_there() {
    let mut model = opened("multi-arch");
    let effects = update(&mut model, Msg::Share(ShareMsg::Open(true)));
    assert_eq!(effects, [Effect::AfterFrame(Box::new(Msg::Share(ShareMsg::Pack)))]);
    assert_eq!((model.share.clone().unwrap().payload, model.link("")), (None, None), "not yet");
    update(&mut model, Msg::Share(ShareMsg::Open(false)));
    update(&mut model, Msg::Share(ShareMsg::Pack));
    assert_eq!(model.share, None, "it was closed in the meantime");
    send(&mut model, Msg::Share(ShareMsg::Open(true)));
    assert!(model.link("https://example.com/").unwrap().starts_with("https://example.com/#"));
}

#[test]
fn a_broken_link_says_so_and_loses_nothing() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Share(ShareMsg::Open(true)));
    let payload = model.share.clone().unwrap().payload.unwrap().unwrap();
    let cut = payload.get(..payload.len() / 2).unwrap();
    send(&mut model, Msg::Link(LinkMsg::Navigated(format!("{cut}/0/raw"))));
    assert_eq!(model.notices.last().unwrap().tone, Tone::Bad);
    assert_eq!(difference(&mut model, &mut opened("multi-arch")), None);
}

#[test]
fn back_and_forward_change_the_view_and_not_the_address() {
    let mut model = opened("multi-arch");
    let config = named(&model, "config");
    let effects = send(&mut model, Msg::Select(SelectMsg::Node(config)));
    let first = address(&effects).unwrap().to_owned();
    let effects = send(&mut model, Msg::Select(SelectMsg::Tab(Tab::Config)));
    let second = address(&effects).unwrap().to_owned();
    assert_ne!(first, second);
    let effects = send(&mut model, Msg::Link(LinkMsg::Navigated(first)));
    assert_eq!((model.selected, model.view.tab), (Some(config), Tab::Overview));
    assert_eq!(address(&effects), None);
    send(&mut model, Msg::Link(LinkMsg::Navigated(second)));
    assert_eq!((model.selected, model.view.tab), (Some(config), Tab::Config));
}

#[test]
fn a_reload_brings_the_documents_back() {
    let mut model = opened("multi-arch");
    let config = named(&model, "config");
    let (arrivals, _) = example("reindented");
    let effects = send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    let remembered = effects.iter().find_map(|effect| match effect {
        Effect::Remember(Some(payload)) => Some(payload.clone()),
        _ => None,
    });
    let effects = send(&mut model, Msg::Select(SelectMsg::Node(config)));
    let fragment = address(&effects).unwrap().to_owned();

    let mut reloaded = Model::default();
    send(&mut reloaded, Msg::Link(LinkMsg::Navigated(fragment)));
    send(&mut reloaded, Msg::Link(LinkMsg::Recalled(remembered.unwrap())));
    assert_eq!(difference(&mut reloaded, &mut model), None);
    assert_eq!(reloaded.selected, Some(config));
}

#[test]
fn the_keys_lead_as_in_any_tree() {
    let mut model = opened("multi-arch");
    let root = model.inspection.tree.roots()[0];
    let children = model.inspection.tree.get(root).unwrap().children.clone();
    let config = model.inspection.tree.get(children[0]).unwrap().children[0];
    send(&mut model, Msg::Select(SelectMsg::Node(root)));
    for (key, expected, reason) in [
        (Key::Up, root, "there is nothing above the first row"),
        (Key::Down, children[0], "the next row"),
        (Key::Right, children[0], "a closed node opens"),
        (Key::Right, config, "an open node leads to its first child"),
        (Key::Right, config, "a leaf leads nowhere"),
        (Key::Left, children[0], "a leaf leads to its parent"),
        (Key::Left, children[0], "an open node closes"),
        (Key::Left, root, "a closed node leads to its parent"),
        (Key::End, *children.last().unwrap(), "the last row"),
        (Key::Home, root, "the first row"),
        (Key::Char('l'), children[0], "type-ahead to linux/…"),
        (Key::Char('l'), children[1], "the same letter again leads on"),
        (Key::Home, root, "any other key ends what was typed"),
        (Key::PageDown, *children.last().unwrap(), "a page, as far as there are rows"),
    ] {
        send(&mut model, Msg::Tree(TreeMsg::Key(key)));
        assert_eq!(model.selected, Some(expected), "{key:?}: {reason}");
    }
}

#[test]
fn typing_on_narrows_what_type_ahead_means() {
    let mut model = opened("multi-arch");
    let root = model.inspection.tree.roots()[0];
    send(&mut model, Msg::Select(SelectMsg::Node(root)));
    for char in "linux/s".chars() {
        send(&mut model, Msg::Tree(TreeMsg::Key(Key::Char(char))));
    }
    assert_eq!(model.selected, Some(named(&model, "linux/s390x")));
}

#[test]
fn the_filter_shows_what_matches_and_the_way_to_it() {
    let mut model = opened("multi-arch");
    let s390x = named(&model, "linux/s390x");
    send(&mut model, Msg::Tree(TreeMsg::Filter("S390X".to_owned())));
    let rows: Vec<_> = model.tree.rows.iter().map(|row| row.node).collect();
    assert_eq!(rows[..2], [model.inspection.tree.roots()[0], s390x], "the root leads to the only entry");
    let tree = &model.inspection.tree;
    assert!(rows[1..].iter().all(|row| tree.ancestors(*row).any(|above| above == s390x)));
    send(&mut model, Msg::Tree(TreeMsg::Filter(String::new())));
    assert!(model.tree.rows.len() > rows.len());
}

#[test]
fn a_digest_in_the_box_leads_to_its_node() {
    let mut model = opened("multi-arch");
    let node = named(&model, "linux/s390x");
    let digest = model.inspection.tree.get(node).unwrap().stated_digest().unwrap().to_string();
    paste(&mut model, &digest);
    assert_eq!(model.selected, Some(node));
    paste(&mut model, RECOVERED);
    assert_eq!(model.notices.last().unwrap().tone, Tone::Warn, "no document has it");
    assert_eq!(model.box_text, RECOVERED, "nothing is lost");
}

#[test]
fn the_same_bytes_twice_are_one_document() {
    let mut model = opened("multi-arch");
    let before = model.inspection.blobs.len();
    let (arrivals, pin) = example("multi-arch");
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin }));
    assert_eq!(model.inspection.blobs.len(), before);
}

#[test]
fn pasted_nonsense_is_shown_and_kept() {
    let mut model = Model::default();
    paste(&mut model, "this is no manifest");
    let root = model.inspection.tree.roots()[0];
    let blob = model.inspection.blobs.get(model.inspection.tree.get(root).unwrap().blob.unwrap()).unwrap();
    assert_eq!(&*blob.bytes, b"this is no manifest");
    assert_eq!(blob.origin, Origin::Paste);
}

#[test]
fn a_new_beginning_is_empty() {
    let mut model = opened("multi-arch");
    let effects = send(&mut model, Msg::Documents(DocumentsMsg::Clear));
    assert!(model.inspection.blobs.is_empty() && model.tree.rows.is_empty() && model.selected.is_none());
    assert!(effects.contains(&Effect::Remember(None)));
}

#[test]
fn the_host_and_the_client_decide_which_entry_is_marked() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Choice(ChoiceMsg::Form(Form::Explicit)));
    for (host, client, name, reason) in [
        ("", "", "linux/amd64", "most servers, containerd"),
        ("x86-64-v3", "", "linux/amd64/v3", "containerd takes the level that was asked for"),
        ("x86-64-v3", "crane", "linux/amd64/v3", "crane takes what was asked for"),
        ("linux/arm64", "", "linux/arm64/v8", "a platform as it is written"),
        ("s390x", "docker", "linux/s390x", "the os is completed"),
        ("pi-1", "containers-image", "linux/arm/v6", "a machine of the chooser"),
    ] {
        let mut effects = send(
            &mut model,
            Msg::Choice(ChoiceMsg::Client(Client::from_id(client).unwrap_or(Client::usual()))),
        );
        effects.extend(send(&mut model, Msg::Choice(ChoiceMsg::Host(host.to_owned()))));
        let expected = named(&model, name);
        let choice = model.choice.clone().unwrap();
        assert_eq!(choice.pick, Some(expected), "{reason}");
        assert!(!choice.own().unwrap().why.is_empty(), "{reason}");
        let entries = model.inspection.tree.get(choice.index).unwrap().children.len();
        assert_eq!(choice.reasons().len(), entries, "every entry has a reason: {reason}");
        let revealed = effects.contains(&Effect::RevealNode(expected));
        assert!(revealed || host.is_empty(), "it is brought into view: {reason}");
    }
}

#[test]
fn a_host_that_nobody_has_is_told_and_fails_in_the_clients_own_words() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Choice(ChoiceMsg::Host("linux/mips".to_owned())));
    let choice = model.choice.clone().unwrap();
    assert_eq!(choice.pick, None);
    assert!(choice.own().unwrap().why.contains("no match for platform"), "{}", choice.own().unwrap().why);
    send(&mut model, Msg::Choice(ChoiceMsg::Host("linux//".to_owned())));
    let choice = model.choice.clone().unwrap();
    assert!(choice.not_a_host.is_some(), "what is no platform is said");
    assert!(choice.pick.is_some(), "and the default stands in");
}

#[test]
fn the_verdict_is_said_when_the_host_or_the_client_changes() {
    let mut model = opened("multi-arch");
    let said = |effects: Vec<Effect>| {
        let said = effects.into_iter().find_map(|effect| match effect {
            Effect::Announce(text) => Some(text),
            _ => None,
        });
        said.map(|said| bayplan::view::sentence(&said)).unwrap_or_default()
    };
    for (msg, expected) in [
        (
            Msg::Choice(ChoiceMsg::Host("pi-1".to_owned())),
            "containerd on Raspberry Pi 1 and Zero takes linux/arm/v6. No runtime does otherwise; of the tools that \
             copy, crane does otherwise.",
        ),
        (
            Msg::Choice(ChoiceMsg::Form(Form::Explicit)),
            "containerd on Raspberry Pi 1 and Zero takes linux/arm/v6. No client of today does otherwise.",
        ),
        (
            Msg::Choice(ChoiceMsg::Host("graviton-4".to_owned())),
            "containerd on AWS Graviton 4 takes linux/arm64/v8. containers/image does otherwise; of the tools that \
             copy, crane and oras do so, too.",
        ),
        (
            Msg::Choice(ChoiceMsg::Client(Client::Oras)),
            "oras on AWS Graviton 4 fails: no matching manifest was found in the manifest list. containerd and \
             Docker Engine do otherwise; of the tools that copy, regctl does so, too.",
        ),
        (
            Msg::Choice(ChoiceMsg::Form(Form::Default)),
            "oras on AWS Graviton 4 takes the whole index. No client of today does otherwise.",
        ),
        (
            Msg::Choice(ChoiceMsg::HostAndClient { host: "linux/s390x".to_owned(), client: Client::Crane }),
            "crane on linux/s390x takes linux/s390x. No client of today does otherwise.",
        ),
        (
            Msg::Choice(ChoiceMsg::Host("linux/a/b/c".to_owned())),
            "At character 11 there is a fourth part. A platform has three at most: operating system, architecture \
             and variant. Until then the verdict is that for x86-64, any.",
        ),
    ] {
        assert_eq!(said(send(&mut model, msg)), expected);
    }
    // What is chosen in the tree is told by the tree.
    let entry = named(&model, "linux/386");
    assert_eq!(said(send(&mut model, Msg::Select(SelectMsg::Node(entry)))), "");
}

#[test]
fn reasons_begin_with_what_is_taken() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Choice(ChoiceMsg::Host("graviton-4".to_owned())));
    let choice = model.choice.clone().unwrap();
    let reasons = choice.reasons_by_standing();
    assert_eq!(reasons[0].0, choice.pick);
    assert_eq!(reasons.len(), choice.reasons().len());
    let first_rejected = reasons.iter().position(|(_, it)| it.standing.rejection().is_some()).unwrap();
    assert!(reasons[first_rejected..].iter().all(|(_, it)| it.standing.rejection().is_some()));
}

#[test]
fn a_pick_that_hangs_on_the_order_says_what_else_it_would_be() {
    let model = opened("multi-arch");
    let choice = model.choice.clone().unwrap();
    let orders = choice.orders_in_words();
    let said = |client| {
        let at = choice.verdicts.iter().position(|verdict| verdict.client == client).unwrap();
        orders[at].clone()
    };
    assert_eq!(
        said(Client::Crane).unwrap(),
        "Depends on the order: would take linux/amd64/v3 (entry 2) if that came first."
    );
    assert_eq!(said(Client::Containerd), None);
}

#[test]
fn advice_is_given_where_clients_disagree() {
    let mut model = opened("multi-arch");
    assert!(model.choice.clone().unwrap().advice_in_words().is_empty(), "they agree");
    send(&mut model, Msg::Choice(ChoiceMsg::Host("pi-4".to_owned())));
    assert!(model.choice.clone().unwrap().advice_in_words().is_empty(), "the runtimes agree");
    send(&mut model, Msg::Choice(ChoiceMsg::Host("graviton-4".to_owned())));
    send(&mut model, Msg::Choice(ChoiceMsg::Form(Form::Explicit)));
    assert_eq!(
        model.choice.clone().unwrap().advice_in_words(),
        [
            "To make the clients agree here, list entry 5 once more, as linux/arm64/v9; all then take the manifest \
          of entry 5."
        ]
    );
    send(&mut model, Msg::Choice(ChoiceMsg::Host("linux/mips".to_owned())));
    assert!(model.choice.clone().unwrap().advice_in_words().is_empty(), "all of them find nothing");
}

#[test]
fn the_platforms_of_the_index_can_be_chosen() {
    let mut model = opened("windows-and-linux");
    let choice = model.choice.clone().unwrap();
    let named = ("windows(10.0.20348", Some("Windows Server 2022"));
    assert!(choice.platforms.iter().any(|(text, release)| text.starts_with(named.0) && *release == named.1));
    for (platform, _) in choice.platforms.iter() {
        send(&mut model, Msg::Choice(ChoiceMsg::Host(platform.clone())));
        let choice = model.choice.clone().unwrap();
        assert!(choice.not_a_host.is_none(), "{platform}");
        assert_eq!(choice.host_name(), *platform);
    }
}

fn matrix(model: &Model) -> Option<Rc<ShownMatrix>> {
    bayplan::view::matrix(model, None)
}

#[test]
fn entries_that_nobody_takes_are_named() {
    let mut model = opened("multi-arch");
    send(&mut model, Msg::Choice(ChoiceMsg::Matrix(true)));
    assert_eq!(matrix(&model).unwrap().never_taken(), "Taken by none: 386.");
}

#[test]
fn without_an_index_there_is_no_choice() {
    assert!(opened("reindented").choice.is_none());
    assert!(Model::default().choice.is_none());
}

#[test]
fn the_matrix_goes_with_the_view() {
    let mut model = opened("windows-and-linux");
    assert!(matrix(&model).is_none());
    let effects = send(&mut model, Msg::Choice(ChoiceMsg::Matrix(true)));
    let fragment = address(&effects).unwrap().to_owned();
    let shown = matrix(&model).unwrap();
    let entries = model.inspection.tree.get(model.choice.clone().unwrap().index).unwrap().children.len();
    for cell in shown.matrix.rows.iter().flat_map(|row| &row.cells) {
        let node = shown.node(&model.inspection.tree, cell);
        assert_eq!(node.is_some(), cell.outcome.picked().is_some());
        assert!(ShownMatrix::entry(cell).is_none_or(|entry| entry < entries));
    }
    let legend = shown.legend();
    let picks =
        shown.matrix.rows.iter().flat_map(|row| &row.cells).filter(|it| it.outcome.picked().is_some());
    assert_eq!(legend.iter().map(|(.., cells)| cells).sum::<usize>(), picks.count());
    assert_eq!(
        (legend.len(), shown.never_taken().as_str()),
        (entries, ""),
        "each entry is for a machine here"
    );
    for (msg, ending) in [
        (Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)), ".csv"),
        (Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)), ".md"),
    ] {
        let saved = send(&mut model, msg);
        assert!(matches!(&saved[0], Effect::Save(save) if save.name.ends_with(ending)));
    }
    send(&mut model, Msg::Choice(ChoiceMsg::Matrix(false)));
    assert!(matrix(&model).is_none());
    send(&mut model, Msg::Link(LinkMsg::Navigated(fragment)));
    assert!(matrix(&model).is_some());
}

#[test]
fn the_examples_are_those_of_their_list() {
    let list = fs::read(root("static/examples/index.json")).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    let table: Vec<serde_json::Value> = EXAMPLES
        .iter()
        .map(|it| {
            let files: Vec<_> = it.files.iter().map(|path| serde_json::json!({"path": path})).collect();
            let expected: serde_json::Map<_, _> =
                it.expected.iter().map(|(field, text)| (field.id().to_owned(), (*text).into())).collect();
            serde_json::json!({
                "id": it.id, "title": it.title, "sentence": it.sentence, "files": files, "pin": it.pin,
                "expected": expected,
            })
        })
        .collect();
    assert_eq!(list, serde_json::Value::from(table));
}

#[test]
fn an_example_is_fetched_and_takes_the_place_of_what_was_there() {
    let mut model = opened("multi-arch");
    let effects = send(&mut model, Msg::Documents(DocumentsMsg::OpenExample("attestations".to_owned())));
    assert!(model.inspection.blobs.is_empty());
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::FetchExample(it) if it.id == "attestations"))
    );
    assert_eq!(send(&mut model, Msg::Documents(DocumentsMsg::OpenExample("none such".to_owned()))), []);
}

/// A link with an index of many entries, and the index.
fn long_link() -> (String, String) {
    let entry = |at: usize| {
        let digest = digest_of(HashAlgorithm::Sha256, &at.to_le_bytes());
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":{at}}}"#
        )
    };
    let entries: Vec<String> = (1000..2000).map(entry).collect();
    let index = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
    let documents = vec![bayplan::share::SharedDocument { bytes: index.clone().into_bytes(), pin: None }];
    (bayplan::share::pack(&bayplan::share::Shared { documents }).unwrap(), index)
}

#[test]
fn a_long_link_opens_over_several_frames() {
    let (payload, index) = long_link();
    let mut model = Model::default();
    let mut effects = update(&mut model, Msg::Link(LinkMsg::Navigated(format!("{payload}/0.7"))));
    let mut frames = 0;
    while model.inspection.blobs.is_empty() {
        let [Effect::AfterFrame(next)] = effects.as_slice() else { panic!("{effects:?}") };
        let next = (**next).clone();
        effects = update(&mut model, next);
        frames += 1;
    }
    assert!(frames > 1, "{frames} frames");
    assert_eq!(model.inspection.blobs.iter().next().unwrap().1.bytes.as_ref(), index.as_bytes());
    assert_eq!(model.view.node.as_ref().unwrap().to_string(), "0.7");
    assert_eq!(model.payload.as_deref(), Some(payload.as_str()));
}

#[test]
fn a_link_that_is_left_while_it_opens_never_comes() {
    let (payload, _) = long_link();
    let mut model = Model::default();
    update(&mut model, Msg::Link(LinkMsg::Navigated(payload)));
    update(&mut model, Msg::Link(LinkMsg::Navigated(String::new())));
    assert_eq!(update(&mut model, Msg::Link(LinkMsg::Unpack)), []);
    assert!(model.inspection.blobs.is_empty());
}

#[test]
fn a_broken_link_leaves_what_is_here() {
    let mut model = opened("multi-arch");
    let before = model.inspection.blobs.len();
    let (payload, _) = long_link();
    let (half, _) = payload.split_at(payload.len() / 2);
    send(&mut model, Msg::Link(LinkMsg::Navigated(half.to_owned())));
    assert_eq!(model.notices[0].tone, Tone::Bad);
    assert_eq!((model.inspection.blobs.len(), &model.payload), (before, &None));
}

#[test]
fn documents_share_one_budget_for_explaining_and_none_is_explained_twice() {
    // Thirty files of deep JSON whose names claim digests that they do not have: no size tells which variants are
    // worth writing.
    let file = |at: usize| Arrival {
        bytes: format!("{}{at}{}{}", "[".repeat(60), ",0".repeat(50_000), "]".repeat(60)).into_bytes().into(),
        origin: Origin::File(format!("blobs/sha256/{at:064x}")),
    };
    let mut model = Model::default();
    let mut effects = update(
        &mut model,
        Msg::Documents(DocumentsMsg::Add { arrivals: (0..30).map(file).collect(), pin: None }),
    );
    let mut frames = 0;
    let mut run = |model: &mut Model, effects: Vec<Effect>| {
        let mut due: Vec<Effect> = effects;
        while let Some(effect) = due.pop() {
            if let Ok(msg) = follows(effect) {
                frames += usize::from(msg == Msg::Documents(DocumentsMsg::Explain));
                due.extend(update(model, msg));
            }
        }
        std::mem::take(&mut frames)
    };
    let first = run(&mut model, std::mem::take(&mut effects));
    assert!(first > 1, "it takes more than one frame");
    assert!(first <= 64, "{first} frames, and the budget has 32 of them");
    assert_eq!(model.inspection.explanations.len(), 30, "each is told something");
    let left_out = model.inspection.explanations.values().filter(|(explanation, _)| {
        matches!(explanation, bayplan::verify::explain::Explanation::Nothing { complete: false, .. })
    });
    assert!(left_out.count() > 0, "the last of them are told that not all was tried");
    // Another document changes nothing of that.
    let again = update(
        &mut model,
        Msg::Documents(DocumentsMsg::Add {
            arrivals: vec![Arrival { bytes: b"{}".to_vec().into(), origin: Origin::Paste }],
            pin: None,
        }),
    );
    assert_eq!(run(&mut model, again), 0, "none is explained again");
    assert_eq!(model.inspection.explanations.len(), 30);
}

/// The small sister of a link that embeds sixty thousand documents.
#[test]
fn embedded_documents_are_bounded_and_those_left_out_are_told_of() {
    let embedding = |text: fn(usize) -> String| {
        let layers: Vec<String> = (0..3000).map(|at| embedded(&text(at))).collect();
        let mut model = Model::default();
        paste(&mut model, &format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(",")));
        let told = bayplan::view::sentence(&model.notices[0].said);
        assert!(told.contains("2000 were left out") && told.contains("not verified"), "{told}");
        assert_eq!(model.notices[0].tone, Tone::Warn);
        model
    };
    let model = embedding(|at| format!("[{at}]"));
    assert_eq!(model.inspection.blobs.len(), 1 + bayplan::limits::EMBEDDED_DOCUMENTS);
    let states = model.inspection.tree.iter().map(|(_, node)| &node.state);
    assert_eq!(states.filter(|state| **state == Verification::Verified).count(), 1000);
    let model = embedding(|at| format!("{at}"));
    assert_eq!(model.inspection.blobs.len(), 1, "what is no document is held as a layer");
    assert_eq!(model.inspection.blobs.layers.iter().count(), bayplan::limits::EMBEDDED_DOCUMENTS);
}

/// A descriptor that embeds this.
fn embedded(text: &str) -> String {
    let (data, digest) = (base64_of(text.as_bytes()), digest_of(HashAlgorithm::Sha256, text.as_bytes()));
    format!(
        r#"{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{digest}","size":{},"data":"{data}"}}"#,
        text.len()
    )
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

/// Takes `msg` and what follows, and counts the frames in which something was explained.
fn explained(model: &mut Model, documents: &[String]) -> usize {
    let arrival = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
    let mut due = update(
        model,
        Msg::Documents(DocumentsMsg::Add { arrivals: documents.iter().map(arrival).collect(), pin: None }),
    );
    let mut frames = 0;
    while let Some(effect) = due.pop() {
        if let Ok(msg) = follows(effect) {
            frames += usize::from(msg == Msg::Documents(DocumentsMsg::Explain));
            due.extend(update(model, msg));
        }
    }
    frames
}

/// An index of one manifest that is not here, of this digest and size.
fn index_of(digest: &Digest, size: &str) -> String {
    format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}"{size}}}]}}"#
    )
}

#[test]
fn what_was_tried_of_a_document_is_not_tried_again_for_another_digest() {
    let layers = vec!["{}"; 60_000].join(",");
    let manifest = format!(r#"{{"schemaVersion":2,"layers":[{layers}]}}"#);
    let digest = |text: &str| digest_of(HashAlgorithm::Sha256, text.as_bytes());
    let mut model = Model::default();
    // No size says which of the variants are worth writing: all of them.
    let all = explained(&mut model, &[index_of(&digest("one"), ""), manifest]);
    assert!(all > 8, "{all}");
    let one_more = explained(&mut model, &[index_of(&digest("two"), r#","size":7"#)]);
    assert!(one_more < 4, "{one_more}: it is read, and no variant has that size");
    let nothing_new = explained(&mut model, &["{}".to_owned()]);
    assert!(nothing_new <= 1, "{nothing_new}: nothing new is wanted, and the new document alone is tried");
}

#[test]
fn a_document_is_near_another_digest_once_the_first_has_come() {
    let own = r#"{"schemaVersion":2,"layers":[],"annotations":{"a":"x"}}"#;
    let [one, two] = ["1", "2"].map(|letter| own.replace('x', letter));
    let size = format!(",\"size\":{}", own.len());
    let digest = |text: &str| digest_of(HashAlgorithm::Sha256, text.as_bytes());
    let mut model = Model::default();
    let indexes = [&one, &two].map(|text| index_of(&digest(text), &size));
    explained(&mut model, &[&indexes[..], &[own.to_owned()]].concat());
    let told = |model: &Model| {
        let (explanation, node) = model.inspection.explanations.values().next().unwrap().clone();
        (explanation.to_string(), model.inspection.tree.get(node).unwrap().stated_digest().unwrap().clone())
    };
    let (first, wanted) = told(&model);
    assert!(first.contains("has the expected size"), "{first}");
    assert_eq!(wanted, digest(&one));
    assert_eq!(explained(&mut model, &[one]), 0, "nothing is tried again");
    assert_eq!(told(&model), (first, digest(&two)));
    explained(&mut model, &[two]);
    assert!(model.inspection.explanations.is_empty(), "nothing is missing any more");
}

#[test]
fn an_address_that_opens_nothing_says_why() {
    let navigated = |model: &mut Model, fragment: &str| {
        update(model, Msg::Link(LinkMsg::Navigated(fragment.to_owned())));
        model.notices.iter().map(|notice| bayplan::view::sentence(&notice.said)).collect::<Vec<_>>().join(" ")
    };
    let mut model = Model::default();
    assert_eq!((navigated(&mut model, ""), nothing_here(&model)), (String::new(), None), "the start page");
    assert!(navigated(&mut model, "/nonsense").contains("nothing that Bayplan knows"));
    let mut model = Model::default();
    assert_eq!(navigated(&mut model, "/0"), "", "what was kept for a reload may still come");
    assert!(nothing_here(&model).is_some_and(|words| words.contains("pasted or dropped")));
    let mut model = opened("multi-arch");
    assert_eq!((navigated(&mut model, "/0.1"), nothing_here(&model)), (String::new(), None));
    assert!(navigated(&mut model, "/0.77").contains("do not have"));
}
