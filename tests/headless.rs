//! The page without a browser: what it opens, and how it is asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use bayplan::headless::{Headless, Options, Scenario, run};
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Role;
use bayplan::registry::{Failure, Outcome, Request, Secret};
use bayplan::session::FilesMsg;
use bayplan::session::{DocumentsMsg, Key, LayersMsg, Msg, SelectMsg, ShareMsg, Tab};
use bayplan::verify::hash::digest_of;
use serde_json::Value;

const ARCHIVE: &str = "tests/cases/25-buildx-oci-tar/image.tar";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn asked(line: &[&str]) -> Result<String, String> {
    let options = Options::parse(line.iter().map(|word| (*word).to_owned()))?;
    run(&options, Some(&root().join("static/examples")))
}

/// Path and state of each node.
fn states(report: &str) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(report).unwrap();
    let of = |node: &Value, member: &str| node[member].as_str().unwrap().to_owned();
    report["tree"].as_array().unwrap().iter().map(|node| (of(node, "path"), of(node, "state"))).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_archive_that_is_compressed_holds_the_same() {
    let plain = root().join(ARCHIVE);
    let packed = folder("compressed").join("image.tar.gz");
    fs::write(&packed, gzip(&fs::read(&plain).unwrap())).unwrap();
    let [one, other] =
        [plain, packed].map(|path| states(&asked(&["--open-layers", path.to_str().unwrap()]).unwrap()));
    assert_eq!(one, other);
    assert!(one.contains(&("0.0.0.l0".to_owned(), "verified".to_owned())), "{one:?}");
}

#[test]
fn a_node_is_chosen_by_its_path() {
    let layout = folder("several");
    let digest = |digit: &str| format!("sha256:{}", digit.repeat(64));
    let manifest = "application/vnd.oci.image.manifest.v1+json";
    let image = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"{manifest}","digest":"{}","size":7,"platform":{{"os":"linux","architecture":"s390x"}}}}]}}"#,
        digest("1")
    );
    let own = digest_of(HashAlgorithm::Sha256, image.as_bytes());
    let index = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"{manifest}","digest":"{}","size":7}},{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{own}","size":{}}}]}}"#,
        digest("2"),
        image.len()
    );
    let blobs = layout.join("blobs/sha256");
    fs::create_dir_all(&blobs).unwrap();
    fs::write(blobs.join(own.encoded()), &image).unwrap();
    fs::write(layout.join("index.json"), index).unwrap();
    fs::write(layout.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    let layout = layout.to_str().unwrap();
    let report = |line: &[&str]| -> Value { serde_json::from_str(&asked(line).unwrap()).unwrap() };
    let contents = report(&[layout]);
    assert_eq!((&contents["choice"], &contents["severalImages"]["layout"]), (&Value::Null, &"0".into()));
    assert_eq!(contents["severalImages"]["images"][1]["node"], "0.1");
    let inside = report(&[layout, "--node", "0.1", "--host", "linux/s390x"]);
    assert_eq!((&inside["choice"]["index"], &inside["severalImages"]), (&"0.1".into(), &Value::Null));
    assert_eq!(asked(&[layout, "--node", "0.7"]).unwrap_err(), "There is no node 0.7.");
}

#[test]
fn a_file_is_taken_out_of_a_layer() {
    let plain = fs::read(root().join(ARCHIVE)).unwrap();
    let folder = folder("file");
    for (name, bytes) in [("plain.tar", plain.clone()), ("packed.tar.gz", gzip(&plain))] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let mut page = Headless::default();
        page.drop_paths(&[path]).unwrap();
        let tree = &page.model.inspection.tree;
        let (layer, _) =
            tree.iter().find(|(_, node)| node.role == Role::Layer(0) && node.layer.is_some()).unwrap();
        page.send(Msg::Layers(LayersMsg::Open(layer)));
        page.send(Msg::Select(SelectMsg::Node(layer)));
        page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
        for _ in 0..9 {
            page.send(Msg::Files(FilesMsg::Key(Key::Right)));
            page.send(Msg::Files(FilesMsg::Key(Key::Down)));
        }
        page.send(Msg::Files(FilesMsg::Save));
        let save = page.saved.pop().unwrap_or_else(|| panic!("{:?}", page.model.notices));
        assert!(!save.bytes.is_empty(), "{name}: {}", save.name);
    }
}

#[test]
fn a_folder_is_taken_with_all_that_is_in_it_but_for_what_is_hidden() {
    let folder = folder("folder");
    let inside = folder.join("layout/blobs");
    fs::create_dir_all(&inside).unwrap();
    fs::write(folder.join("layout/index.json"), r#"{"schemaVersion":2,"manifests":[]}"#).unwrap();
    fs::write(folder.join("layout/.hidden"), "{}").unwrap();
    fs::write(inside.join("a"), "{}").unwrap();
    let report: Value =
        serde_json::from_str(&asked(&[folder.join("layout").to_str().unwrap()]).unwrap()).unwrap();
    let origins: Vec<&str> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["origin"].as_str().unwrap())
        .collect();
    assert_eq!(origins, ["file layout/blobs/a", "file layout/index.json"]);
}

#[test]
fn text_goes_into_the_box() {
    let mut page = Headless::default();
    page.examples = Some(root().join("static/examples"));
    page.send(Msg::Documents(DocumentsMsg::OpenExample("multi-arch".to_owned())));
    let nodes = page.model.inspection.tree.len();
    assert!(nodes > 20, "{:?}", page.model.notices);
    page.send(Msg::Share(ShareMsg::Open(true)));
    page.send(Msg::Share(ShareMsg::Pack));
    let link = page.model.link("https://bayplan.example/").unwrap();
    let folder = folder("text");
    for (name, text, expected) in
        [("document", r#"{"schemaVersion":2,"manifests":[]}"#, 1), ("link", link.as_str(), nodes)]
    {
        let file = folder.join(name);
        fs::write(&file, text).unwrap();
        assert_eq!(states(&asked(&["--paste", file.to_str().unwrap()]).unwrap()).len(), expected, "{name}");
    }
}

#[test]
fn what_cannot_be_done_is_said_and_what_is_found_is_no_error() {
    let folder = folder("errors");
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let (broken, binary) = (write("broken.json", "{"), folder.join("binary"));
    fs::write(&binary, [0xff, 0xfe]).unwrap();
    assert!(asked(&[&broken]).unwrap().contains("json-syntax"));
    let no_file = write("no-file.json", r#"{"rules":[{"match":"","file":"nowhere"}]}"#);
    let no_failure = write("no-failure.json", r#"{"rules":[{"match":"","fail":"sometimes"}]}"#);
    let not_json = write("not.json", "rules: []");
    for (line, words) in [
        (vec!["nowhere"], "nowhere can't be read"),
        (vec!["--paste", "nowhere"], "nowhere can't be read"),
        (vec!["--paste", binary.to_str().unwrap()], "can't be read as text"),
        (vec!["--scenario", &not_json], "is no scenario"),
        (vec!["--scenario", &no_file], "can't be read"),
        (vec!["--scenario", &no_failure], "nothing fails by \"sometimes\""),
        (vec!["--pin", "sha256:1", &broken], "expected digest can't be read"),
    ] {
        let error = asked(&line).unwrap_err();
        assert!(error.contains(words), "{line:?}: {error}");
    }
}

/// Whoever opened a pipe or an endless device would wait for it for ever.
#[cfg(unix)]
#[test]
fn only_files_and_folders_are_read() {
    let folder = folder("pipes");
    let pipe = folder.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let pipe = pipe.to_str().unwrap();
    let scenario = folder.join("scenario.json");
    fs::write(&scenario, r#"{"rules":[{"match":"","file":"pipe"}]}"#).unwrap();
    for line in [
        vec![pipe],
        vec!["/dev/zero"],
        vec!["--paste", pipe],
        vec!["--paste", "/dev/zero"],
        vec!["--paste", folder.to_str().unwrap()],
        vec!["--scenario", pipe],
        vec!["--scenario", scenario.to_str().unwrap()],
    ] {
        let error = asked(&line).unwrap_err();
        assert!(error.contains("can't be read: it is a "), "{line:?}: {error}");
    }
    let report = asked(&[folder.to_str().unwrap()]).unwrap();
    assert_eq!(states(&report).len(), 1, "{report}");
    assert!(notices(&report)[0].contains("The file “pipe” was not read"), "{report}");
}

fn notices(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let notices = report["notices"].as_array().unwrap();
    notices.iter().map(|notice| notice["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_empty_report_says_why_it_is_empty() {
    let folder = folder("nothing");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let (bad, blank) = (write("bad", b"docker pull library/a..b:3"), write("blank", b" \n"));
    let (login, key) = (
        write("login", b"docker login -p s3cret\ndocker pull a"),
        write("key", b"-----BEGIN PRIVATE KEY-----\na"),
    );
    let (long, longer) = (write("long", b""), write("longer", b""));
    let most = bayplan::limits::DOCUMENT_BYTES as u64;
    fs::File::options().write(true).open(&long).unwrap().set_len(most + 1).unwrap();
    fs::File::options().write(true).open(&longer).unwrap().set_len(1 << 40).unwrap();
    let (empty, hidden) = (folder.join("empty"), folder.join("hidden"));
    fs::create_dir_all(&empty).unwrap();
    fs::create_dir_all(hidden.join(".git")).unwrap();
    fs::write(hidden.join(".git/config"), "a").unwrap();
    for (line, words) in [
        (vec![empty.to_str().unwrap()], "there is no file in it"),
        (vec![hidden.to_str().unwrap()], "its one file is hidden"),
        (vec!["--paste", &bad], "names no image that could be opened"),
        (vec!["--paste", &blank], "nothing in the box"),
        (vec!["--paste", &login], "nothing of it is kept"),
        (vec!["--paste", &key], "nothing of it is kept"),
        (vec!["--paste", &long], "is over 16 MB"),
        (vec!["--paste", &longer], "is over 16 MB"),
    ] {
        let report = asked(&line).unwrap();
        assert_eq!(states(&report).len(), 0);
        let told = notices(&report);
        assert!(told.len() == 1 && told[0].contains(words), "{line:?}: {told:?}");
        let markdown = asked(&[vec!["--markdown"], line].concat()).unwrap();
        assert!(markdown.contains(words), "{markdown}");
        assert!(!markdown.contains("s3cret"), "{markdown}");
    }
}

#[test]
fn a_scenario_is_played_rule_by_rule() {
    let folder = folder("scenario");
    fs::write(folder.join("body"), "of a file").unwrap();
    let path = folder.join("scenario.json");
    let rules = r#"{"rules":[
        {"match":"/a","times":1,"status":500},
        {"match":"/a","ends":"/b","headers":{"Content-Type":"text/plain"},"file":"body"},
        {"match":"/a","auth":"Bearer x","body":"0123456789"},
        {"match":"/fails","fail":"broken-off"}]}"#;
    fs::write(&path, rules).unwrap();
    let mut scenario = Scenario::read(&path).unwrap();
    let mut ask = |url: &str, auth: Option<&str>, range: Option<(u64, u64)>, limit: u64| {
        let mut request = Request::get(url.to_owned(), limit);
        request.authorization = auth.map(Secret::new);
        request.range = range;
        match scenario.answer(&request) {
            Outcome::Answer(answer) => Ok((answer.status, String::from_utf8(answer.body.to_vec()).unwrap())),
            Outcome::Failed(failure) => Err(failure),
        }
    };
    let ok = |status, body: &str| Ok((status, body.to_owned()));
    assert_eq!(ask("https://r/a", None, None, 99), ok(500, ""), "the first rule, once");
    assert_eq!(ask("https://r/a/b", None, None, 99), ok(200, "of a file"));
    assert_eq!(ask("https://r/a", None, None, 99), ok(404, ""), "there is no rule without the token");
    assert_eq!(ask("https://r/a", Some("Bearer x"), None, 99), ok(200, "0123456789"));
    assert_eq!(ask("https://r/a", Some("Bearer x"), Some((2, 4)), 99), ok(206, "234"));
    assert_eq!(ask("https://r/a", Some("Bearer x"), None, 9), Err(Failure::TooLong { limit: 9 }));
    assert_eq!(ask("https://r/fails", None, None, 9), Err(Failure::BrokenOff { received: 0 }));
}

#[test]
fn a_report_of_megabytes_is_printed_whole() {
    let folder = folder("megabytes");
    let path = folder.join("index.json");
    let entry = |at: usize| {
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":2,"digest":"sha256:{at:064x}",
            "platform":{{"os":"linux","architecture":"amd64","variant":"v{at}"}}}}"#
        )
    };
    let entries: Vec<String> = (0..2_500).map(entry).collect();
    fs::write(&path, format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","))).unwrap();
    let report = asked(&[path.to_str().unwrap()]).unwrap();
    assert!(report.len() > 1 << 20, "{} bytes", report.len());
    assert_eq!(states(&report).len(), 2_501);
}

#[test]
fn an_expected_digest_goes_to_the_document_that_has_it() {
    let folder = folder("pins");
    let files: Vec<String> = ["a", "b"]
        .map(|name| {
            let path = folder.join(format!("{name}.json"));
            fs::write(
                &path,
                format!(r#"{{"schemaVersion":2,"manifests":[],"annotations":{{"a":"{name}"}}}}"#),
            )
            .unwrap();
            path.to_str().unwrap().to_owned()
        })
        .to_vec();
    let digest = digest_of(HashAlgorithm::Sha256, &fs::read(&files[1]).unwrap()).to_string();
    let report = asked(&["--pin", &digest, &files[0], &files[1]]).unwrap();
    let states: Vec<String> = states(&report).into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, ["nothing to compare with", "verified"]);
    let other = digest_of(HashAlgorithm::Sha256, b"other").to_string();
    for paths in [vec![files[0].as_str(), files[1].as_str()], vec![folder.to_str().unwrap()]] {
        let report = asked(&[vec!["--pin", &other], paths].concat()).unwrap();
        assert!(report.contains("has the digest that you expect"), "{report}");
    }
    let report = asked(&["--pin", &other, &files[0]]).unwrap();
    assert_eq!(self::states(&report)[0].1, "digest mismatch");
}
