//! Members in, an inventory out.

use super::*;
use crate::archive::contents::Member;
use crate::archive::kind::EntryKind;

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn contents(members: &[(&str, &str)]) -> Contents {
    let members = members.iter().map(|(path, what)| {
        let kind = if what.starts_with("->") { EntryKind::Symlink } else { EntryKind::Regular };
        let link = what.strip_prefix("->").unwrap_or_default().as_bytes().to_vec();
        let document = what.starts_with(['{', '[']).then(|| what.as_bytes().to_vec());
        Member { path: path.as_bytes().to_vec(), kind, link, from: 0, length: 1, document }
    });
    let members = members.collect();
    Contents { members, ..Contents::default() }
}

#[test]
fn an_oci_layout() {
    let blob = format!("./blobs/sha256/{HASH}");
    let other = blob.replace('0', "1");
    let members = [("./oci-layout", "{}"), (&blob, "{}"), (&other, "gz"), ("./index.json", "{}")];
    let found = inventory(&contents(&members));
    assert_eq!(found.format, Format::OciLayout);
    assert_eq!(found.documents, [3, 1, 0]);
    assert_eq!(
        found.blobs.iter().map(|(digest, at)| (digest.as_ref().unwrap().encoded(), *at)).collect::<Vec<_>>(),
        [(&*HASH.replace('0', "1"), 2)]
    );
}

#[test]
fn what_docker_saved_before_version_25() {
    let list = format!(
        r#"[{{"Config":"{HASH}.json","RepoTags":["a:1"],"Layers":["x/layer.tar","y/layer.tar","z"]}}]"#
    );
    let config = format!("{HASH}.json");
    let members = [
        ("x/layer.tar", "tar"),
        ("x/json", "{}"),
        ("y/layer.tar", "->../x/layer.tar"),
        (&config, "{}"),
        ("manifest.json", &list),
        ("repositories", "{}"),
    ];
    let found = inventory(&contents(&members));
    assert_eq!(found.format, Format::DockerSave);
    assert_eq!(found.documents, [3]);
    let layers = [("x/layer.tar", Some(0)), ("y/layer.tar", Some(0)), ("z", None)];
    let layers = layers.map(|(path, member)| SavedLayer { path: path.to_owned(), member }).to_vec();
    assert_eq!(found.images, [SavedImage { config: 3, layers, names: vec!["a:1".to_owned()] }]);
}

#[test]
fn links_that_lead_nowhere_end() {
    for (path, link) in
        [("a", "->a"), ("a", "->b"), ("a", "->../../etc/passwd"), ("d/a", "->.."), ("a", "->/")]
    {
        let contents = contents(&[(path, link)]);
        assert_eq!(
            crate::pace::at_once(Members::in_pieces(&contents, &crate::pace::Pace::default())).find(path),
            None,
            "{path} {link}"
        );
    }
}

#[test]
fn anything_else_is_no_image() {
    for members in [
        &[][..],
        &[("etc/passwd", "root")],
        // A list of nothing that is there.
        &[("manifest.json", r#"[{"Config":"nowhere.json","Layers":[]}]"#)],
        // Someone's own file of that name, in a layer.
        &[("manifest.json", r#"{"name":"my extension"}"#), ("etc/passwd", "root")],
        &[("index.json", "not a document")],
    ] {
        assert_eq!(inventory(&contents(members)).format, Format::Other, "{members:?}");
    }
}

#[test]
fn paths_claim_digests() {
    for (path, claims) in [
        (format!("blobs/sha256/{HASH}"), true),
        (format!("image/blobs/sha256/{HASH}"), true),
        (format!("{HASH}.json"), true),
        // The old configs of single layers are named by no digest.
        (format!("{HASH}/json"), false),
        (format!("{HASH}.tar"), false),
        ("manifest.json".to_owned(), false),
        (format!("x/{HASH}.json"), false),
        (String::new(), false),
    ] {
        assert_eq!(claimed(&path).is_some(), claims, "{path}");
    }
}
