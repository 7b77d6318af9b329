//! Layers that clients refuse or read differently: what is said of them is what umoci and buildah do.

use bayplan::archive::codec::{Codec, CodecError, Decoder, Totals};
use bayplan::archive::files::Merge;
use bayplan::archive::kind::EntryKind;
use bayplan::archive::layer::Listing;
use bayplan::archive::report::Unpacked;
use bayplan::archive::tar::{Entry, Owner, Time};
use bayplan::findings::layer::{of_broken_links, of_layer};

use crate::layer::table;
use crate::pack::Tar;
use crate::tools::{Folder, image};

/// The codes of what is said of the uppermost of these layers.
fn said(layers: &[Vec<u8>]) -> Vec<&'static str> {
    let last = layers.last().unwrap();
    let unpacked = Unpacked { codec: Codec::Plain, totals: Totals::default(), error: None };
    let mut codes: Vec<_> =
        of_layer(&table(last, 1000), &unpacked).iter().map(|finding| finding.code).collect();
    let files = Merge::new(layers.iter().map(|tar| table(tar, 1000).into()).collect()).finish();
    codes.extend(files.broken_links().map(|(links, first)| of_broken_links(&links, &first).code));
    codes
}

fn umoci_unpacks(folder: &Folder) -> bool {
    folder.try_run("umoci", &["unpack", "--rootless", "--image", "oci:t", "bundle"])
}

/// As Podman unpacks it by its driver that is no file system of its own.
fn buildah_unpacks(folder: &Folder) -> bool {
    let layout = format!("oci:{}:t", folder.join("oci").display());
    folder.try_run(
        "buildah",
        &["--root", "storage", "--runroot", "run", "--storage-driver", "vfs", "from", "--name", "c", &layout],
    )
}

#[test]
fn what_is_said_to_fail_does() {
    let base = Tar::new().file("old", "1").directory("d/").file("d/lower", "1").end();
    for (layer, code, umoci, buildah) in [
        (Tar::new().file(".wh.", ""), "layer-deletion-invalid", false, false),
        (Tar::new().file("", "x"), "layer-path-empty", false, false),
        (Tar::new().file("a", "x").file("a/b", "x"), "layer-parent-not-directory", false, false),
        (Tar::new().hard_link("b", "a").file("a", "x"), "layer-link-early", false, false),
        (Tar::new().hard_link("b", "nothing"), "layer-link-dangling", false, false),
        // Those who unpack one layer over the other take these, and overlayfs does not.
        (Tar::new().hard_link("new", "old"), "layer-link-below", true, true),
        (Tar::new().file("q", "x").file(".wh.q", ""), "layer-deletion-clashes", true, true),
        (Tar::new().file(".wh.d", "").file("d/x", "x"), "layer-parent-not-directory", true, true),
    ] {
        let layers = [base.clone(), layer.end()];
        assert_eq!(said(&layers), [code]);
        let folder = image(&layers);
        assert_eq!(umoci_unpacks(&folder), umoci, "umoci, {code}");
        assert_eq!(buildah_unpacks(&folder), buildah, "buildah, {code}");
    }
}

/// What unpacking found of these bytes.
fn unpacked(packed: &[u8]) -> (Totals, Option<CodecError>) {
    let mut decoder = Decoder::new(Codec::of(packed));
    let end = decoder.push(packed, &mut |_| std::ops::ControlFlow::Continue(()));
    let end = end.and_then(|()| decoder.finish().map(drop));
    (decoder.totals(), end.err())
}

#[test]
fn what_follows_gzips_end_fails_where_go_reads_it() {
    let tar = Tar::new().file("a", "x").end();
    let tools = Folder::new();
    let gz = tools.run_with("gzip", &["-nc"], &tar);
    for (more, reads) in [
        (Vec::new(), true),
        (tools.run_with("gzip", &["-nc"], b""), true),
        (vec![0; 500], false),
        (vec![0; 3], false),
        (b"junk after the end".to_vec(), false),
    ] {
        let packed = [gz.clone(), more].concat();
        let (totals, error) = unpacked(&packed);
        let said = of_layer(&table(&tar, 1000), &Unpacked { codec: Codec::Gzip, totals, error });
        assert_eq!(said.is_empty(), reads, "{said:?}");

        // The layer in place of the one that umoci compressed, with what is stated of it.
        let folder = image(std::slice::from_ref(&tar));
        folder.write("layer", &packed);
        folder.run("python3", &["-c", REPLACE]);
        assert_eq!(umoci_unpacks(&folder), reads, "umoci");
        assert_eq!(buildah_unpacks(&folder), reads, "buildah");
    }
}

/// Puts a layer in the place of an image's only one.
const REPLACE: &str = r#"
import hashlib, json
def name(data): return "sha256:" + hashlib.sha256(data).hexdigest()
def read(digest): return open("oci/blobs/" + digest.replace(":", "/"), "rb").read()
def write(data):
    open("oci/blobs/" + name(data).replace(":", "/"), "wb").write(data)
    return {"digest": name(data), "size": len(data)}
index = json.load(open("oci/index.json"))
manifest = json.loads(read(index["manifests"][0]["digest"]))
manifest["layers"][0].update(write(open("layer", "rb").read()))
index["manifests"][0].update(write(json.dumps(manifest).encode()))
json.dump(index, open("oci/index.json", "w"))
"#;

/// User time of this thread so far, in the kernel's ticks.
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
    // The name of the thread, in brackets, may have spaces in it.
    stat.rsplit_once(')').unwrap().1.split_whitespace().nth(11).unwrap().parse().unwrap()
}

/// Makes the kind, the path and the link of an entry by its number.
type Make = fn(usize) -> (EntryKind, String, String);

#[test]
fn entries_that_clash_are_found_in_time_that_grows_with_them() {
    let list = |count: usize, make: Make| {
        let mut listing = Listing::default();
        let before = ticks();
        for at in 0..count {
            let (kind, path, link) = make(at);
            listing.add(&entry(at, kind, path, link));
        }
        assert_eq!(listing.finish(0).len() as usize, count);
        ticks() - before
    };
    let kinds: [Make; 4] = [
        |at| (EntryKind::Regular, format!("{at}/b/c/d/e/f/g/h"), String::new()),
        |at| {
            (
                EntryKind::Regular,
                if at % 2 == 0 { format!("d/{at}") } else { format!("d/.wh.{}", at - 1) },
                String::new(),
            )
        },
        |at| (EntryKind::HardLink, format!("{at}"), format!("{}", at + 1)),
        |at| (EntryKind::Regular, if at == 0 { "f".to_owned() } else { format!("f/{at}") }, String::new()),
    ];
    for (number, make) in kinds.into_iter().enumerate() {
        let (small, large) = (list(50_000, make).max(2), list(200_000, make));
        assert!(large <= small * 10, "kind {number}: {small} ticks, and {large} for four times as many");
    }
}

fn entry(at: usize, kind: EntryKind, path: String, link: String) -> Entry {
    Entry {
        at: at as u64 * 512,
        content_at: 0,
        stored: 0,
        size: 0,
        sparse: false,
        path: path.into_bytes(),
        kind,
        mode: 0,
        owner: Owner::default(),
        mtime: Time::default(),
        link: link.into_bytes(),
        xattrs: Vec::new(),
        device: None,
    }
}
