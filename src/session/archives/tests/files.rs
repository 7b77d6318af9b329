//! The Files tab, over an archive.

use super::*;
use crate::archive::extract::{Extracted, Extraction};
use crate::archive::files::Scope;
use crate::session::FilesMsg;
use crate::session::Key;
use crate::session::files::FileState;
use crate::session::message::{LayersMsg, SelectMsg};

#[test]
fn the_files_of_an_image_and_of_a_layer() {
    let (mut model, _) = with_files();
    assert_eq!(rows(&model), ["one", "two"]);
    update(&mut model, Msg::Files(FilesMsg::Scope(Scope::After(0))));
    assert_eq!(rows(&model), ["one"]);
    update(&mut model, Msg::Files(FilesMsg::Scope(Scope::Layer(1))));
    assert_eq!(rows(&model), ["+two"]);
    // A layer's own node shows its own changes.
    let layer = layer_nodes(&model)[0];
    update(&mut model, Msg::Select(SelectMsg::Node(layer)));
    assert_eq!(rows(&model), ["+one"]);
    update(&mut model, Msg::Files(FilesMsg::Filter("tw".to_owned())));
    assert_eq!(rows(&model), [""; 0]);
}

#[test]
fn a_file_is_opened_shown_and_saved() {
    let (mut model, _) = with_files();
    update(&mut model, Msg::Files(FilesMsg::Key(Key::Down)));
    update(&mut model, Msg::Files(FilesMsg::Key(Key::Down)));
    assert_eq!(crate::session::files::details(model.files.as_ref().unwrap().shown()).unwrap().path, "two");
    let work = asked(&update(&mut model, Msg::Files(FilesMsg::Key(Key::Toggle))));
    let [(job, Work::Extract { source: Source::Held { from: 30_000, .. }, at: 0, .. })] = work[..] else {
        panic!("{work:?}")
    };
    let bytes = br#"{"a":[1]}"#.to_vec();
    let extracted = Extracted { size: bytes.len() as u64, digest: Some(sha256(&bytes)), bytes };
    update(
        &mut model,
        Msg::Layers(LayersMsg::Done { job, done: Rc::new(Done::Extracted(Extraction::Proved(extracted))) }),
    );
    let open = model.files.as_ref().unwrap().shown().opened().unwrap();
    let FileState::Read(content) = &open.state else { panic!("{open:?}") };
    assert_eq!(&*content.pretty.as_ref().unwrap().0, b"{\n  \"a\": [\n    1\n  ]\n}");
    let effects = update(&mut model, Msg::Files(FilesMsg::Save));
    assert!(matches!(&effects[..], [Effect::Save(save)] if save.name == "two"), "{effects:?}");
    // Another file is another one's content.
    let effects = update(&mut model, Msg::Files(FilesMsg::Key(Key::Up)));
    assert!(asked(&effects).is_empty() && model.files.as_ref().unwrap().shown().opened().is_none());
}

#[test]
fn a_file_that_is_not_wanted_any_more_is_not_taken_out() {
    let (mut model, _) = with_files();
    update(&mut model, Msg::Files(FilesMsg::Key(Key::Down)));
    let work = asked(&update(&mut model, Msg::Files(FilesMsg::Open)));
    let effects = update(&mut model, Msg::Files(FilesMsg::Close));
    assert!(effects.contains(&Effect::StopWork(Some(work[0].0))), "{effects:?}");
}

#[test]
fn a_press_opens_a_file_and_the_address_names_it() {
    let (mut model, _) = with_files();
    let shown = model.files.as_ref().unwrap().shown();
    let two = shown.row(1).unwrap().chosen;
    let effects = update(&mut model, Msg::Files(FilesMsg::Press(two)));
    assert!(matches!(asked(&effects)[..], [(_, Work::Extract { .. })]), "{effects:?}");
    let names =
        |effect: &Effect| matches!(effect, Effect::Address { fragment, .. } if fragment.contains("file=two"));
    assert!(effects.iter().any(names), "{effects:?}");
    // What a link names is chosen once the files are here.
    let (mut linked, _) = with_files();
    linked.files = None;
    linked.view.file = Some("two".to_owned());
    let node = linked.selected.unwrap();
    update(&mut linked, Msg::Select(SelectMsg::Node(node)));
    let shown = linked.files.as_ref().unwrap().shown();
    assert_eq!(shown.chosen(), Some(two));
    assert_eq!(shown.cursor(), Some(1));
}
