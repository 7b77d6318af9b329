//! Archives on a disk that are written again after they were read.

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::headless::Headless;
use bayplan::inspect::Role;
use bayplan::session::FilesMsg;
use bayplan::session::files::FileState;
use bayplan::session::{Key, LayersMsg, Msg, SelectMsg, Tab};

use crate::tar::entry;

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bayplan-proof-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A layer of one file, that lies in what `docker save` writes, or by itself.
fn layer(content: &str) -> Vec<u8> {
    [entry("etc/motd", content.as_bytes()), vec![0; 1024]].concat()
}

fn archive(content: &str) -> Vec<u8> {
    let layer = layer(content);
    let diff_id = bayplan::verify::hash::digest_of(bayplan::image::digest::HashAlgorithm::Sha256, &layer);
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}}}"#
    );
    let name = format!("{}.json", super::sha256(&config).encoded());
    let list = format!(r#"[{{"Config":"{name}","Layers":["a/layer.tar"]}}]"#);
    [
        entry("a/layer.tar", &layer),
        entry(&name, config.as_bytes()),
        entry("manifest.json", list.as_bytes()),
        vec![0; 1024],
    ]
    .concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

/// The page with the file at `path` open, at the one file that its layer has.
fn open(path: &Path) -> Headless {
    let mut page = Headless::default();
    page.drop_paths(&[path]).unwrap();
    let is_layer = |role: &Role| matches!(role, Role::Layer(_));
    let tree = &page.model.inspection.tree;
    let layer = tree.iter().find(|(_, node)| is_layer(&node.role) || node.layer.is_some()).unwrap().0;
    page.send(Msg::Select(SelectMsg::Node(layer)));
    page.send(Msg::Layers(LayersMsg::Open(layer)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    let pane = page.model.files.as_ref().unwrap().shown();
    let rows = pane.len();
    for _ in 0..=rows {
        page.send(Msg::Files(FilesMsg::Key(Key::Right)));
        page.send(Msg::Files(FilesMsg::Key(Key::Down)));
    }
    assert_eq!(
        bayplan::session::files::details(page.model.files.as_ref().unwrap().shown()).unwrap().path,
        "etc/motd"
    );
    page
}

fn state_of_layer(page: &Headless) -> &'static str {
    let tree = &page.model.inspection.tree;
    tree.iter().find(|(_, node)| node.layer.is_some()).unwrap().1.state.word()
}

fn opened(page: &mut Headless) -> FileState {
    page.send(Msg::Files(FilesMsg::Close));
    page.send(Msg::Files(FilesMsg::Open));
    page.model.files.as_ref().unwrap().shown().opened().unwrap().state.clone()
}

#[test]
fn a_file_that_was_written_again_is_not_shown_as_what_was_proved() {
    let folder = Folder::new("disk");
    for (name, before, after) in [
        ("image.tar", archive("welcome"), archive("EVIL..!")),
        ("image.tar.gz", gzip(&archive("welcome")), gzip(&archive("EVIL..!"))),
        ("layer.tar", layer("welcome"), layer("EVIL..!")),
        ("layer.tar.gz", gzip(&layer("welcome")), gzip(&layer("EVIL..!"))),
        ("shorter.tar", archive("welcome"), archive("welcome")[..700].to_vec()),
    ] {
        let path = folder.at(name);
        fs::write(&path, &before).unwrap();
        let mut page = open(&path);
        let verified = if name.starts_with("layer") { "nothing to compare with" } else { "verified" };
        assert_eq!(state_of_layer(&page), verified, "{name}");
        let FileState::Read(content) = opened(&mut page) else { panic!("{name}") };
        assert_eq!(&*content.bytes, b"welcome", "{name}");

        fs::write(&path, &after).unwrap();
        let FileState::Changed(lies) = opened(&mut page) else { panic!("{name}: {:?}", opened(&mut page)) };
        let sentence = bayplan::view::layers::of_changed(lies);
        assert!(
            sentence.contains("Changed since it was proved. The file that this layer lies in"),
            "{sentence}"
        );
        assert_eq!(state_of_layer(&page), "changed since it was proved", "{name}");
        let saved = page.saved.len();
        page.send(Msg::Files(FilesMsg::Save));
        assert_eq!(page.saved.len(), saved, "{name}: nothing of it is saved");

        // Read again, it is what it is now.
        let layer = page.model.selected.unwrap();
        page.send(Msg::Layers(LayersMsg::Open(layer)));
        assert_ne!(state_of_layer(&page), "changed since it was proved", "{name}");
        if name.starts_with("image") {
            assert_eq!(state_of_layer(&page), "digest mismatch", "{name}");
        }
    }
}
