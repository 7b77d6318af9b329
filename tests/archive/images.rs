//! Whole images as skopeo and umoci write them: opened as the page opens them, and compared with what umoci and
//! buildah unpack of the same.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::rc::Rc;

use bayplan::archive::codec::{Codec, CodecError, Decoder, Totals};
use bayplan::archive::contents::{Contents, Indexer};
use bayplan::archive::files::Merge;
use bayplan::archive::inventory::{Format, inventory};
use bayplan::archive::layer::{File, LayerFiles, LayerScan};
use bayplan::archive::report::Unpacked;
use bayplan::archive::toc;
use bayplan::image::config::Config;
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::image::document::{Content, Document};
use bayplan::image::manifest::Manifest;
use bayplan::inspect::chain_ids;
use bayplan::json;
use bayplan::verify::hash::digest_of;

use crate::layer::table;
use crate::merge::{Listing, listed, walk};
use crate::pack::Tar;
use crate::tools::{Folder, image};

/// The result of unpacking, and how it ended.
fn unpack(packed: &[u8]) -> (Vec<u8>, Result<(), CodecError>) {
    let mut decoder = Decoder::new(Codec::of(packed));
    let mut bytes = Vec::new();
    let mut keep = |piece: &[u8]| {
        bytes.extend_from_slice(piece);
        ControlFlow::Continue(())
    };
    let mut end = Ok(());
    for piece in packed.chunks(10_000) {
        end = decoder.push(piece, &mut keep);
        if end.is_err() {
            break;
        }
    }
    let end = end.and_then(|()| decoder.finish().map(drop));
    (bytes, end)
}

/// Three layers with what real ones have: links within and across them, whiteouts of both kinds.
fn layers() -> Vec<Vec<u8>> {
    let base = Tar::new()
        .directory("etc/")
        .file("etc/conf", "one")
        .file("etc/gone", "soon")
        .directory("usr/")
        .directory("usr/lib/")
        .file("usr/lib/a", &"a".repeat(3000))
        .file("usr/lib/b", "b")
        .hard_link("usr/lib/c", "usr/lib/a")
        .symlink("lib", "usr/lib");
    let middle = Tar::new()
        .directory("etc/")
        .file("etc/.wh.gone", "")
        .entry("etc/conf", b'0', 0o4755, "", b"two")
        .hard_link("usr/lib/d", "usr/lib/b");
    let top = Tar::new().directory("usr/lib/").file("usr/lib/.wh..wh..opq", "").file("usr/lib/e", "e");
    [base, middle, top].map(Tar::end).to_vec()
}

fn document(bytes: &[u8]) -> Document {
    let reading = json::read(bytes);
    Document::read(reading.root(bytes))
}

fn manifest(bytes: &[u8]) -> Manifest {
    let Content::Manifest(manifest) = document(bytes).content else { panic!("not a manifest") };
    manifest
}

fn config(bytes: &[u8]) -> Config {
    let Content::Config(config) = document(bytes).content else { panic!("not a config") };
    *config
}

/// An archive, opened: what it holds, and its uncompressed bytes.
fn open(archive: &[u8]) -> (Contents, Vec<u8>) {
    let (tar, end) = unpack(archive);
    assert_eq!(end, Ok(()));
    let mut indexer = Indexer::new();
    tar.chunks(1000).for_each(|piece| indexer.push(piece));
    (indexer.finish(Codec::of(archive), archive.len() as u64, None), tar)
}

/// The layers of an archive's one image, unpacked, each verified by all that is said of it.
fn layers_of(archive: &[u8], format: Format) -> Vec<Vec<u8>> {
    let (contents, tar) = open(archive);
    let found = inventory(&contents);
    assert_eq!(found.format, format);
    let range = |at: usize| {
        let member = &contents.members[at];
        let from = usize::try_from(member.from).unwrap();
        &tar[from..from + usize::try_from(member.length).unwrap()]
    };
    let by_digest: BTreeMap<Digest, &[u8]> = found
        .documents
        .iter()
        .chain(found.blobs.iter().map(|(_, at)| at))
        .map(|at| (digest_of(HashAlgorithm::Sha256, range(*at)), range(*at)))
        .collect();
    let (config, packed): (Config, Vec<&[u8]>) = if format == Format::DockerSave {
        let [image] = &found.images[..] else { panic!("{:?}", found.images) };
        let packed = image.layers.iter().map(|layer| range(layer.member.expect("its member")));
        (config(range(image.config)), packed.collect())
    } else {
        let manifest = by_digest
            .values()
            .find_map(|bytes| match document(bytes).content {
                Content::Manifest(manifest) => Some(manifest),
                _ => None,
            })
            .expect("a manifest");
        let blob = |digest: &Option<Digest>| by_digest[digest.as_ref().expect("a digest")];
        let packed = manifest.layers.iter().map(|layer| {
            let bytes = blob(&layer.digest);
            assert_eq!(layer.size, Some(bytes.len() as u64));
            bytes
        });
        (config(blob(&manifest.config.as_ref().unwrap().digest)), packed.collect())
    };
    let layers: Vec<Vec<u8>> = packed
        .into_iter()
        .map(|packed| {
            let (tar, end) = unpack(packed);
            assert_eq!(end, Ok(()));
            tar
        })
        .collect();
    let diff_ids: Vec<String> =
        layers.iter().map(|tar| digest_of(HashAlgorithm::Sha256, tar).as_str().to_owned()).collect();
    assert_eq!(diff_ids, config.diff_ids, "the diff IDs that the config states");
    let chain = chain_ids(&config.diff_ids);
    assert_eq!(chain.iter().flatten().count(), layers.len());
    layers
}

fn files_of(layers: &[Vec<u8>]) -> Listing {
    let tables = layers.iter().map(|tar| Rc::new(table(tar, 1000))).collect();
    listed(&Merge::new(tables).finish(), layers)
}

#[test]
fn archives_of_skopeo_hold_what_umoci_and_buildah_unpack() {
    let folder = image(&layers());
    folder.run("umoci", &["unpack", "--rootless", "--image", "oci:t", "bundle"]);
    let mut unpacked = Listing::new();
    walk(&folder.join("bundle/rootfs"), &folder.join("bundle/rootfs"), &mut unpacked);
    assert!(unpacked.contains_key("usr/lib/e") && !unpacked.contains_key("usr/lib/a"));

    // buildah needs a root of its own, and no other driver works in a container.
    let own = ["--root", "storage", "--runroot", "run", "--storage-driver", "vfs"];
    let buildah = |arguments: &[&str]| folder.run("buildah", &[&own[..], arguments].concat());
    let layout = folder.join("oci").display().to_string();
    buildah(&["from", "--name", "c", &format!("oci:{layout}:t")]);
    let mounted = String::from_utf8(buildah(&["mount", "c"])).unwrap();
    let mut mounted_files = Listing::new();
    walk(mounted.trim().as_ref(), mounted.trim().as_ref(), &mut mounted_files);
    assert_eq!(mounted_files, unpacked, "buildah and umoci agree");

    let copy = |to: &str| folder.run("skopeo", &["--insecure-policy", "copy", "oci:oci:t", to]);
    copy("oci-archive:oci.tar:app:1");
    copy("docker-archive:docker.tar:app:1");
    for (name, format) in [("oci.tar", Format::OciLayout), ("docker.tar", Format::DockerSave)] {
        let archive = fs::read(folder.join(name)).unwrap();
        let packed = [
            folder.run_with("gzip", &["-c"], &archive),
            folder.run_with("zstd", &["-c", "-q"], &archive),
            archive,
        ];
        for archive in packed {
            assert_eq!(files_of(&layers_of(&archive, format)), unpacked, "{name}, {:?}", Codec::of(&archive));
        }
    }
}

/// The table without the places of the contents, which are others in a table of contents.
fn told(files: &LayerFiles) -> Vec<String> {
    let told = |(row, file): (u32, File<'_>)| {
        let owner = files.owner(file.owner).unwrap();
        format!(
            "{:?} {:?} {:?} {:o} {} {} {} {:?}",
            String::from_utf8_lossy(file.path).trim_end_matches('/'),
            file.link,
            file.kind,
            file.mode,
            owner.uid,
            file.mtime,
            file.size,
            files.extra(row).map(|extra| &extra.xattrs)
        )
    };
    files.iter().map(told).collect()
}

#[test]
fn a_chunked_layer_is_listed_from_its_table() {
    let folder = image(&layers()[..1]);
    folder.run(
        "skopeo",
        &[
            "--insecure-policy",
            "copy",
            "--dest-compress",
            "--dest-compress-format",
            "zstd:chunked",
            "oci:oci:t",
            "dir:chunked",
        ],
    );
    let manifest = manifest(&fs::read(folder.join("chunked/manifest.json")).unwrap());
    let layer = &manifest.layers[0];
    let bytes = fs::read(folder.join("chunked").join(layer.digest.as_ref().unwrap().encoded())).unwrap();
    let (tar, end) = unpack(&bytes);
    assert_eq!(end, Ok(()));

    let size = bytes.len() as u64;
    let range =
        |from: u64, length: u64| &bytes[usize::try_from(from).unwrap()..][..usize::try_from(length).unwrap()];
    let place = toc::place_of(&layer.annotations, size).expect("the annotation");
    let (from, length) = toc::footer_range(size).unwrap();
    assert_eq!(toc::place(range(from, length), size), Some(place), "the footer and the annotation");
    let packed = range(place.from, place.length);
    let promise = toc::promise(&layer.annotations);
    assert_eq!(promise, Some(toc::Promise::Packed(digest_of(HashAlgorithm::Sha256, packed))));
    let files = toc::read(&toc::unpack(&place, packed).expect("a table")).expect("files");
    assert_eq!(told(&files), told(&table(&tar, 1000)));
}

/// Makes an eStargz layer of a tar as its documentation has it: a member of gzip for each file, one for the
/// table, and a footer.
const STARGZ: &str = r#"
import gzip, io, json, struct, sys, tarfile
tar = open("layer.tar", "rb").read()
out, entries, at = b"", [], 0
kinds = {b"0": "reg", b"1": "hardlink", b"2": "symlink", b"5": "dir"}
with tarfile.open("layer.tar") as archive:
    for m in archive:
        entry = {"name": m.name, "type": kinds[m.type], "mode": m.mode, "size": m.size, "uid": m.uid,
                 "modtime": "2021-07-14T00:00:00Z"}
        if m.linkname: entry["linkName"] = m.linkname
        out += gzip.compress(tar[at:m.offset_data])
        if m.isreg() and m.size:
            entry["offset"] = len(out)
        end = m.offset_data + (m.size + 511) // 512 * 512
        if end > m.offset_data: out += gzip.compress(tar[m.offset_data:end])
        at = end
        entries.append(entry)
table = json.dumps({"version": 1, "entries": entries}).encode()
index = io.BytesIO()
with tarfile.open(fileobj=index, mode="w") as archive:
    m = tarfile.TarInfo("stargz.index.json")
    m.size = len(table)
    archive.addfile(m, io.BytesIO(table))
place = len(out)
out += gzip.compress(index.getvalue())
extra = b"SG" + struct.pack("<H", 22) + b"%016xSTARGZ" % place
out += b"\x1f\x8b\x08\x04\0\0\0\0\0\xff" + struct.pack("<H", len(extra)) + extra + b"\x01\0\0\xff\xff" + b"\0" * 8
open("layer.tar.gz", "wb").write(out)
"#;

#[test]
fn an_estargz_layer_is_listed_from_its_table() {
    let folder = Folder::new();
    folder.write("layer.tar", &layers()[0]);
    folder.run("python3", &["-c", STARGZ]);
    let bytes = fs::read(folder.join("layer.tar.gz")).unwrap();
    // It is ordinary gzip of many members, with one more file.
    let (tar, end) = unpack(&bytes);
    assert_eq!(end, Ok(()));
    let whole = table(&tar, 1000);
    let mut expected = told(&whole);
    expected.retain(|line| !line.contains("stargz.index.json"));

    let size = bytes.len() as u64;
    let range =
        |from: u64, length: u64| &bytes[usize::try_from(from).unwrap()..][..usize::try_from(length).unwrap()];
    let (from, length) = toc::footer_range(size).unwrap();
    let place = toc::place(range(from, length), size).expect("a footer");
    let files =
        toc::read(&toc::unpack(&place, range(place.from, place.length)).expect("a table")).expect("files");
    assert_eq!(told(&files).len(), 9);
    // Times differ, for the table says them in its own way.
    let names = |lines: &[String]| {
        lines.iter().map(|line| line.split(' ').take(3).collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(names(&told(&files)), names(&expected));
}

#[test]
fn packed_in_every_way() {
    let folder = Folder::new();
    let tar = layers().concat();
    let (one, two) = tar.split_at(5000);
    let gzip = |bytes: &[u8]| folder.run_with("gzip", &["-c"], bytes);
    let zstd = |bytes: &[u8]| folder.run_with("zstd", &["-c", "-q"], bytes);
    let skippable = [&b"\x50\x2a\x4d\x18"[..], &5_u32.to_le_bytes(), b"hello"].concat();
    for (what, packed) in [
        ("plain", tar.clone()),
        ("gzip", gzip(&tar)),
        ("gzip of two members", [gzip(one), gzip(two)].concat()),
        ("gzip of many members", tar.chunks(700).flat_map(gzip).collect()),
        ("zstd", zstd(&tar)),
        ("zstd of two frames", [zstd(one), zstd(two)].concat()),
        ("zstd with a skippable frame", [zstd(one), skippable.clone(), zstd(two), skippable].concat()),
    ] {
        let (unpacked, end) = unpack(&packed);
        assert_eq!(end, Ok(()), "{what}");
        assert!(unpacked == tar, "{what}");
    }
}

#[test]
fn broken_layers_show_what_stands_before() {
    let mut tar = Tar::new();
    for at in 0..200 {
        // What can't be compressed, so that the break is where it was made.
        let noise: String = (0..64)
            .map(|n| digest_of(HashAlgorithm::Sha256, format!("{at} {n}").as_bytes()).encoded().to_owned())
            .collect();
        tar = tar.file(&format!("file{at:03}"), &noise);
    }
    let tar = tar.end();
    let folder = Folder::new();
    let whole = table(&tar, 10_000);
    let plain: fn(&Folder, &[u8]) -> Vec<u8> = |_, bytes| bytes.to_vec();
    let gzip: fn(&Folder, &[u8]) -> Vec<u8> = |folder, bytes| folder.run_with("gzip", &["-c"], bytes);
    let zstd: fn(&Folder, &[u8]) -> Vec<u8> =
        |folder, bytes| folder.run_with("zstd", &["-c", "-q", "--check"], bytes);
    for (what, pack) in [("plain", plain), ("gzip", gzip), ("zstd", zstd)] {
        let packed = pack(&folder, &tar);
        let digest = digest_of(HashAlgorithm::Sha256, &packed);
        let half = packed.len() / 2;
        let mut flipped = packed.clone();
        flipped[half] ^= 1;
        for (how, broken) in [("cut off", packed[..half].to_vec()), ("a bit flipped", flipped)] {
            assert_ne!(digest_of(HashAlgorithm::Sha256, &broken), digest, "{what}, {how}");
            let (bytes, end) = unpack(&broken);
            let mut scan = LayerScan::new();
            scan.push(&bytes);
            let files = scan.finish();
            let unpacked =
                Unpacked { codec: Codec::of(&broken), totals: Totals::default(), error: end.err() };
            let said = bayplan::findings::layer::of_layer(&files, &unpacked);
            // A flipped bit in a plain content is seen by the digest alone.
            assert!(!said.is_empty() || (what, how) == ("plain", "a bit flipped"), "{what}, {how}");
            let (listed, all) = (told(&files), told(&whole));
            assert!(listed.len() > 60, "{what}, {how}: {} are listed", listed.len());
            assert_eq!(listed[..60], all[..60], "{what}, {how}");
        }
    }
}
