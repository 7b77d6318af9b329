//! The JSON of a table of contents, as the table of a layer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::time::seconds;
use crate::archive::kind::EntryKind;
use crate::archive::layer::{LayerFiles, Listing};
use crate::archive::tar::{Device, Entry, Owner, Time, Xattr};
use crate::json::{self, Value};
use crate::keyed::HashMap;

/// Reads the table: `{"version": 1, "entries": [...]}`, which eStargz and zstd:chunked share. `None` where it
/// is something else.
#[must_use]
pub fn read(table: &[u8]) -> Option<LayerFiles> {
    let reading = json::read(table);
    let entries = reading.root(table)?.get("entries").filter(|_| reading.is_json())?;
    let mut listing = Listing::default();
    let mut names = Names::default();
    for value in entries.items() {
        if let Some(entry) = entry(value, &mut names) {
            listing.add(&entry);
        }
    }
    Some(listing.finish(0))
}

/// Names of users and groups, which stand only where their number comes up first.
#[derive(Default)]
struct Names {
    users: HashMap<i64, Vec<u8>>,
    groups: HashMap<i64, Vec<u8>>,
}

fn named(names: &mut HashMap<i64, Vec<u8>>, number: i64, stated: Vec<u8>) -> Vec<u8> {
    if stated.is_empty() {
        return names.get(&number).cloned().unwrap_or_default();
    }
    names.insert(number, stated.clone());
    stated
}

fn entry(value: Value<'_>, names: &mut Names) -> Option<Entry> {
    let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let number = |key| value.get(key).and_then(Value::as_i64).unwrap_or(0);
    let kind = match &*text("type") {
        "reg" => EntryKind::Regular,
        "dir" => EntryKind::Directory,
        "symlink" => EntryKind::Symlink,
        "hardlink" => EntryKind::HardLink,
        "char" => EntryKind::CharacterDevice,
        "block" => EntryKind::BlockDevice,
        "fifo" => EntryKind::Fifo,
        // The further pieces of a large file.
        _ => return None,
    };
    let (uid, gid) = (number("uid"), number("gid"));
    let at = u64::try_from(number("offset")).unwrap_or(0);
    let size = u64::try_from(number("size")).unwrap_or(0);
    let device = |key| u32::try_from(number(key)).unwrap_or(0);
    let is_device = matches!(kind, EntryKind::CharacterDevice | EntryKind::BlockDevice);
    let xattrs = value.get("xattrs").into_iter().flat_map(Value::members).filter_map(|member| {
        let value = STANDARD.decode(member.value.as_str()?.as_bytes()).ok()?;
        Some(Xattr { name: member.name().as_bytes().to_vec(), value })
    });
    Some(Entry {
        at,
        content_at: at,
        stored: size,
        size: if kind == EntryKind::Regular { size } else { 0 },
        sparse: false,
        path: text("name").as_bytes().to_vec(),
        kind,
        mode: u32::try_from(number("mode") & 0o7777).unwrap_or(0),
        owner: Owner {
            uid,
            gid,
            user: named(&mut names.users, uid, text("userName").as_bytes().to_vec()),
            group: named(&mut names.groups, gid, text("groupName").as_bytes().to_vec()),
        },
        mtime: Time { seconds: seconds(&text("modtime")).unwrap_or(0), nanoseconds: 0 },
        link: text("linkName").as_bytes().to_vec(),
        xattrs: xattrs.collect(),
        device: is_device.then(|| Device { major: device("devMajor"), minor: device("devMinor") }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_files() {
        let files = read(
            br#"{"version":1,"entries":[
                {"name":"bin/","type":"dir","modtime":"2020-01-01T00:00:00Z","mode":493,"uid":5,"userName":"me"},
                {"name":"bin/sh","type":"reg","size":9000000,"offset":77,"mode":2541,"uid":5,
                 "digest":"sha256:00","chunkSize":4194304,"xattrs":{"security.capability":"AQ=="}},
                {"name":"bin/sh","type":"chunk","offset":99,"chunkOffset":4194304},
                {"name":"dev/null","type":"char","devMajor":1,"devMinor":3},
                {"name":"link","type":"symlink","linkName":"bin/sh"}]}"#,
        )
        .unwrap();
        let told: Vec<_> =
            files.iter().map(|(_, file)| (file.path, file.kind, file.size, file.mode, file.at)).collect();
        assert_eq!(
            told,
            [
                (&b"bin/"[..], EntryKind::Directory, 0, 0o755, 0),
                (b"bin/sh", EntryKind::Regular, 9_000_000, 0o4755, 77),
                (b"dev/null", EntryKind::CharacterDevice, 0, 0, 0),
                (b"link", EntryKind::Symlink, 0, 0, 0),
            ]
        );
        assert_eq!(files.get(3).unwrap().link, b"bin/sh");
        assert_eq!(files.owner(files.get(1).unwrap().owner).unwrap().user, b"me");
        assert_eq!(files.extra(1).unwrap().xattrs[0].value, [1]);
        assert_eq!(files.extra(2).unwrap().device, Some(Device { major: 1, minor: 3 }));
        assert_eq!(files.troubles(), []);
    }

    #[test]
    fn something_else() {
        for table in [&b"{}"[..], b"[]", b"", b"{\"entries\":[", b"\xff"] {
            assert!(read(table).is_none_or(|files| files.is_empty()));
        }
        assert!(read(b"{\"entries\":[1,null,{},[],{\"type\":\"reg\"}]}").unwrap().len() == 1);
    }
}
