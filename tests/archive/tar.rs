//! The scanner, against what GNU tar and Python's tarfile pack and read.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use bayplan::archive::kind::EntryKind;
use bayplan::archive::tar::{Entry, Event, Scanner, Trouble, TroubleKind};
use bayplan::image::digest::HashAlgorithm;
use bayplan::verify::hash::digest_of;
use serde_json::{Value, json};

use crate::pack::seal;
use crate::tools::Folder;

/// All that a scanner tells of an archive that is pushed in pieces of `piece` bytes: entries with their whole
/// content, holes filled, and the trouble.
fn scan(archive: &[u8], piece: usize) -> (Vec<(Entry, Vec<u8>)>, Vec<Trouble>) {
    let mut entries: Vec<(Entry, Vec<u8>)> = Vec::new();
    let mut troubles = Vec::new();
    let mut scanner = Scanner::new();
    let mut sink = |event: Event<'_>| match event {
        Event::Entry(entry) => {
            let size = usize::try_from(entry.size).unwrap().min(100_000_000);
            entries.push((entry.clone(), vec![0; size]));
        }
        Event::Content { at, offset, bytes } => {
            let at = usize::try_from(at).unwrap();
            assert_eq!(&archive[at..at + bytes.len()], bytes, "the place of a content");
            let (_, content) = entries.last_mut().expect("an entry before its content");
            let offset = usize::try_from(offset).unwrap();
            content[offset..offset + bytes.len()].copy_from_slice(bytes);
        }
        Event::Trouble(trouble) => troubles.push(trouble),
    };
    for piece in archive.chunks(piece) {
        scanner.push(piece, &mut sink);
    }
    scanner.finish(&mut sink);
    assert_eq!(scanner.at(), archive.len() as u64, "all bytes are taken");
    (entries, troubles)
}

fn kinds(troubles: &[Trouble]) -> Vec<&TroubleKind> {
    troubles.iter().map(|trouble| &trouble.kind).collect()
}

/// What Python's tarfile reads, as [`described`] tells it.
const LIST: &str = r#"
import hashlib, json, sys, tarfile
kinds = {b"0": "file", b"\0": "file", b"7": "file", b"S": "file", b"1": "hard link", b"2": "symbolic link",
         b"3": "character device", b"4": "block device", b"5": "directory", b"6": "named pipe"}
def text(name): return name.encode("utf-8", "surrogateescape").decode("latin-1")
out = []
with tarfile.open(sys.argv[1], errorlevel=2) as archive:
    for m in archive:
        is_file = m.isreg()
        content = archive.extractfile(m).read() if is_file else b""
        out.append({
            "path": text(m.name).rstrip("/"), "kind": kinds[m.type], "size": m.size if is_file else 0,
            "mode": m.mode & 0o7777, "uid": m.uid, "gid": m.gid, "user": text(m.uname), "group": text(m.gname),
            "mtime": int(m.mtime // 1), "link": text(m.linkname) if m.type in (b"1", b"2") else "",
            "device": [m.devmajor, m.devminor] if m.type in (b"3", b"4") else None,
            "sha256": hashlib.sha256(content).hexdigest(),
            "xattrs": {k[13:]: text(v) for k, v in sorted(m.pax_headers.items()) if k.startswith("SCHILY.xattr.")},
        })
json.dump(out, sys.stdout)
"#;

/// Each byte as one character, which JSON can hold.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn described((entry, content): &(Entry, Vec<u8>)) -> Value {
    json!({
        "path": latin(&entry.path).trim_end_matches('/'), "kind": entry.kind.word(), "size": entry.size,
        "mode": entry.mode, "uid": entry.owner.uid, "gid": entry.owner.gid,
        "user": latin(&entry.owner.user), "group": latin(&entry.owner.group),
        "mtime": entry.mtime.seconds, "link": latin(&entry.link),
        "device": entry.device.map(|device| [device.major, device.minor]),
        "sha256": digest_of(HashAlgorithm::Sha256, content).encoded(),
        "xattrs": entry.xattrs.iter().map(|xattr| (latin(&xattr.name), latin(&xattr.value).into()))
            .collect::<serde_json::Map<_, Value>>(),
    })
}

/// A tree with what file systems have, within what `long` allows of names.
fn tree(folder: &Folder, long: bool) {
    folder.write("tree/hello", b"hello\n");
    folder.write("tree/block", &[7; 512]);
    folder.write("tree/more than a block", &[8; 513]);
    folder.write("tree/empty", b"");
    folder.write("tree/tool", b"#!/bin/sh\n");
    fs::set_permissions(folder.join("tree/tool"), fs::Permissions::from_mode(0o4755)).unwrap();
    fs::hard_link(folder.join("tree/hello"), folder.join("tree/hello again")).unwrap();
    symlink("../some/where", folder.join("tree/link")).unwrap();
    folder.run("mkfifo", &["tree/pipe"]);
    // The end of its name is in the prefix of a ustar header.
    folder.write(&format!("tree/{}/{}", "p".repeat(80), "q".repeat(90)), b"prefixed");
    if long {
        let name = format!("tree/{0}/{0}/{0}", "l".repeat(200));
        folder.write(&name, b"long");
        symlink("t".repeat(300), folder.join("tree/long link")).unwrap();
        fs::hard_link(folder.join(&name), folder.join(&format!("{name}2"))).unwrap();
        folder.write("tree/ünïcödé \u{202e}", b"names");
    }
    let holes = fs::File::create(folder.join("tree/holes")).unwrap();
    for at in 0..40_u64 {
        std::os::unix::fs::FileExt::write_all_at(&holes, b"island", at * 100_000 + at).unwrap();
    }
    holes.set_len(5_000_000).unwrap();
}

#[test]
fn all_formats_of_gnu_tar() {
    for (format, options) in [
        ("v7", &["--exclude=p*"][..]),
        ("ustar", &[]),
        ("oldgnu", &[]),
        ("gnu", &[]),
        ("posix", &[]),
        ("gnu", &["--sparse"]),
        ("posix", &["--sparse", "--sparse-version=0.0"]),
        ("posix", &["--sparse", "--sparse-version=0.1"]),
        ("posix", &["--sparse", "--sparse-version=1.0"]),
        ("gnu", &["--mtime=1950-01-01", "--owner=big:3000000", "--group=bigger:4000000"]),
        ("posix", &["--mtime=1950-01-01", "--owner=big:3000000", "--group=bigger:4000000"]),
        ("gnu", &["--mtime=@99999999999"]),
    ] {
        let folder = Folder::new();
        tree(&folder, !["v7", "ustar"].contains(&format));
        let format_option = format!("--format={format}");
        let mut arguments = vec!["-cf", "archive.tar", &*format_option];
        arguments.extend(options);
        arguments.push("tree");
        folder.run("tar", &arguments);
        let archive = fs::read(folder.join("archive.tar")).unwrap();
        let listed = folder.run("python3", &["-c", LIST, "archive.tar"]);
        let listed: Vec<Value> = serde_json::from_slice(&listed).unwrap();
        let (entries, troubles) = scan(&archive, archive.len());
        assert_eq!(troubles, [], "{format} {options:?}");
        assert_eq!(entries.len(), listed.len(), "{format} {options:?}");
        for (entry, listed) in entries.iter().zip(&listed) {
            assert_eq!(&described(entry), listed, "{format} {options:?}");
        }
        if options.contains(&"--sparse") {
            let (holes, _) = entries.iter().find(|(entry, _)| entry.path.ends_with(b"holes")).unwrap();
            assert!(holes.sparse && holes.size == 5_000_000 && holes.stored < 1_000_000, "{holes:?}");
        }
        for piece in
            if archive.len() > 1_000_000 { &[513, 100_000][..] } else { &[1, 7, 511, 512, 513, 10_000] }
        {
            assert!(
                scan(&archive, *piece) == (entries.clone(), vec![]),
                "pieces of {piece}: {format} {options:?}"
            );
        }
    }
}

/// What Python packs and a file system here would not let GNU tar pack.
const ODD: &str = r#"
import io, sys, tarfile
with tarfile.open("archive.tar", "w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "hello"}) as archive:
    def add(name, kind=tarfile.REGTYPE, content=b"", **fields):
        m = tarfile.TarInfo(name)
        m.type = kind
        m.size = len(content)
        for key, value in fields.items(): setattr(m, key, value)
        archive.addfile(m, io.BytesIO(content))
    add("dev/null", tarfile.CHRTYPE, devmajor=1, devminor=3, mode=0o666)
    add("dev/sda", tarfile.BLKTYPE, devmajor=8, devminor=0, mode=0o660)
    add("../../etc/passwd", content=b"root")
    add("/absolute", content=b"path")
    add("a\x1b[2Jb", content=b"control")
    add("twice", content=b"first")
    add("twice", content=b"second")
    add("time", mtime=1350244992.0239601)
    add("before", mtime=-1.5)
    add("capable", pax_headers={"SCHILY.xattr.security.capability": "\x01\x00\x00\x02", "SCHILY.xattr.user.x": "y"})
    add("x" * 5000, content=b"long")
"#;

#[test]
fn odd_entries_of_python() {
    let folder = Folder::new();
    folder.run("python3", &["-c", ODD]);
    let archive = fs::read(folder.join("archive.tar")).unwrap();
    let listed: Vec<Value> =
        serde_json::from_slice(&folder.run("python3", &["-c", LIST, "archive.tar"])).unwrap();
    let (entries, troubles) = scan(&archive, 1000);
    assert_eq!(troubles, []);
    assert_eq!(entries.iter().map(described).collect::<Vec<_>>(), listed);
    assert_eq!(entries[0].0.device.map(|device| device.minor), Some(3));
    let times = |name: &[u8]| entries.iter().find(|(entry, _)| entry.path == name).unwrap().0.mtime;
    assert_eq!((times(b"before").seconds, times(b"before").nanoseconds), (-2, 500_000_000));
    // Where an entry begins is where it can be read again.
    for (entry, content) in &entries {
        let mut again = Scanner::from(entry.at);
        let mut found = Vec::new();
        let mut bytes = Vec::new();
        again.push(&archive[usize::try_from(entry.at).unwrap()..], &mut |event| match event {
            Event::Entry(entry) => found.push(entry.clone()),
            Event::Content { bytes: piece, .. } if found.len() == 1 => bytes.extend_from_slice(piece),
            _ => {}
        });
        assert_eq!((found.first(), &bytes), (Some(entry), content));
    }
}

/// An archive of three files.
fn three() -> Vec<u8> {
    let folder = Folder::new();
    for name in ["one", "two", "three"] {
        folder.write(name, name.repeat(300).as_bytes());
    }
    folder.run("tar", &["-cf", "archive.tar", "one", "two", "three"]);
    fs::read(folder.join("archive.tar")).unwrap()
}

/// What it is, the archive, how many entries are told, and what is said of it where.
type Broken = (&'static str, Vec<u8>, usize, Vec<(u64, TroubleKind)>);

#[test]
fn broken_archives_give_what_stands_before() {
    let whole = three();
    let second = 512 + 1024;
    let changed = |at: usize, byte: u8| {
        let mut archive = whole.clone();
        archive[at] = byte;
        archive
    };
    let end = second + 512 + 1024 + 512 + 1536;
    let cases: Vec<Broken> = vec![
        ("whole", whole.clone(), 3, vec![]),
        ("without the padding of the record", whole[..end + 1024].to_vec(), 3, vec![]),
        ("one block of zeros", whole[..end + 512].to_vec(), 3, vec![(end as u64 + 512, TroubleKind::NoEnd)]),
        ("no block of zeros", whole[..end].to_vec(), 3, vec![(end as u64, TroubleKind::NoEnd)]),
        ("empty", vec![], 0, vec![(0, TroubleKind::NoEnd)]),
        ("not a tar", vec![b'x'; 2000], 0, vec![(0, TroubleKind::NotTar(None))]),
        ("a short text", b"hello".to_vec(), 0, vec![(5, TroubleKind::Truncated { missing: 507 })]),
        (
            "broken off in a header",
            whole[..second + 100].to_vec(),
            1,
            vec![(second as u64 + 100, TroubleKind::Truncated { missing: 412 })],
        ),
        (
            "broken off in a content",
            whole[..second + 1000].to_vec(),
            2,
            vec![(second as u64 + 1000, TroubleKind::Truncated { missing: 412 })],
        ),
        ("a name changed", changed(second, b'X'), 1, vec![(second as u64, TroubleKind::Checksum)]),
        (
            "junk after the end",
            [&whole[..], b"\0junk"].concat(),
            3,
            vec![(whole.len() as u64 + 1, TroubleKind::BytesAfterEnd)],
        ),
        (
            "a second archive after one block of zeros",
            [&whole[..end + 512], &whole].concat(),
            3,
            vec![(end as u64, TroubleKind::LoneZeroBlock)],
        ),
    ];
    for (what, archive, count, expected) in cases {
        let (entries, troubles) = scan(&archive, 300);
        let found: Vec<_> = troubles.iter().map(|trouble| (trouble.at, trouble.kind.clone())).collect();
        assert_eq!((entries.len(), found), (count, expected), "{what}");
        assert_eq!(scan(&archive, 1), (entries, troubles), "{what}");
    }
}

/// A header by hand: Go's reader decides, where GNU tar and Python would do otherwise.
fn header(name: &str, flag: u8, size: usize) -> Vec<u8> {
    let mut block = vec![0_u8; 512];
    let mut put = |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{size:011o}\0"));
    put(136, "00000000000\0");
    put(257, "ustar\x0000");
    block[156] = flag;
    seal(&mut block);
    block
}

fn padded(content: &[u8]) -> Vec<u8> {
    let mut content = content.to_vec();
    content.resize(content.len().next_multiple_of(512), 0);
    content
}

#[test]
fn what_go_decides() {
    let end = vec![0; 1024];
    let file = header("file", b'0', 0);
    let name = |(entry, _): &(Entry, Vec<u8>)| (latin(&entry.path), entry.kind);

    // A link with a size has no content all the same.
    let (entries, troubles) = scan(&[header("link", b'2', 700), file.clone(), end.clone()].concat(), 64);
    assert_eq!(
        entries.iter().map(name).collect::<Vec<_>>(),
        [("link".to_owned(), EntryKind::Symlink), ("file".to_owned(), EntryKind::Regular)]
    );
    assert_eq!(troubles, []);

    // An old directory.
    let (entries, _) = scan(&[header("old/", 0, 0), end.clone()].concat(), 64);
    assert_eq!(entries[0].0.kind, EntryKind::Directory);

    // A global header is ignored, and that is said.
    let global = b"19 path=everywhere\n";
    let archive = [header("g", b'g', global.len()), padded(global), file.clone(), end.clone()].concat();
    let (entries, troubles) = scan(&archive, 64);
    assert_eq!(entries[0].0.path, b"file");
    assert_eq!(kinds(&troubles), [&TroubleKind::GlobalHeader]);

    // Extensions with nothing after them.
    let long = [header("././@LongLink", b'L', 5), padded(b"long\0")].concat();
    let (entries, troubles) = scan(&[long.clone(), end.clone()].concat(), 64);
    assert_eq!((entries.len(), kinds(&troubles)), (0, vec![&TroubleKind::OrphanedExtension]));
    let (entries, _) = scan(&[long, file.clone(), end.clone()].concat(), 64);
    assert_eq!((&*entries[0].0.path, entries[0].0.at), (&b"long"[..], 0));

    // Extensions that are too long, or nonsense.
    let (_, troubles) = scan(&header("x", b'x', 2_000_000), 64);
    assert_eq!(kinds(&troubles), [&TroubleKind::ExtensionTooLarge { size: 2_000_000 }]);
    let (_, troubles) = scan(&[header("x", b'x', 4), padded(b"what"), file.clone()].concat(), 64);
    assert_eq!((kinds(&troubles), troubles[0].at), (vec![&TroubleKind::Pax], 512));

    // A checksum of signed bytes, as old tars write it.
    let mut signed = header("f\u{fc}r", b'0', 0);
    signed[148..156].copy_from_slice(b"        ");
    let sum: i32 = signed.iter().map(|byte| i32::from(byte.cast_signed())).sum();
    signed[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(scan(&[signed, end.clone()].concat(), 64).0.len(), 1);

    // A sparse file whose extension blocks go on for ever, and are empty.
    let mut sparse = header("sparse", b'S', 0);
    sparse[257..265].copy_from_slice(b"ustar  \0");
    sparse[482] = 1;
    seal(&mut sparse);
    let mut block = vec![0; 512];
    block[504] = 1;
    let archive = [sparse, block.repeat(10_000)].concat();
    let (entries, troubles) = scan(&archive, 4096);
    assert_eq!((entries.len(), kinds(&troubles)), (0, vec![&TroubleKind::SparseMap]));
}
