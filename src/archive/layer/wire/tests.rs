//! The buffer gives back what went in, and nothing that is in it can do harm.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::archive::kind::EntryKind;
use crate::archive::layer::scan::Listing;
use crate::archive::tar::{Entry, Time};

prop_compose! {
    fn entry()(
        path in vec(any::<u8>(), 0..40), link in vec(any::<u8>(), 0..20), flag in 0..9_u8,
        mode in 0..0o10000_u32, uid in 0..3_i64, mtime: i64, size: u64, at: u64, sparse: bool,
        xattrs in vec((vec(any::<u8>(), 0..5), vec(any::<u8>(), 0..5)), 0..3), device: Option<(u32, u32)>,
    ) -> Entry {
        Entry {
            at, content_at: at, stored: size, size, sparse, path, kind: EntryKind::of_flag(b'0' + flag), mode,
            owner: Owner { uid, gid: -1, user: b"me".to_vec(), group: Vec::new() },
            mtime: Time { seconds: mtime, nanoseconds: 0 }, link,
            xattrs: xattrs.into_iter().map(|(name, value)| Xattr { name, value }).collect(),
            device: device.map(|(major, minor)| Device { major, minor }),
        }
    }
}

fn table(entries: &[Entry]) -> LayerFiles {
    let mut table = Listing::default();
    entries.iter().for_each(|entry| table.add(entry));
    table.finish(7)
}

/// Asks for everything.
fn look(files: &LayerFiles) {
    for (row, file) in files.iter() {
        let _ = (files.owner(file.owner), files.extra(row));
    }
    assert!(files.get(files.len()).is_none());
}

proptest! {
    #[test]
    fn gives_back_what_went_in(entries in vec(entry(), 0..20)) {
        let files = table(&entries);
        prop_assert_eq!(files.len() as usize, entries.len());
        for (entry, (row, file)) in entries.iter().zip(files.iter()) {
            prop_assert_eq!(file.path, &*entry.path);
            prop_assert_eq!(file.link, &*entry.link);
            prop_assert_eq!((file.kind, u32::from(file.mode), file.mtime, file.size, file.at, file.sparse),
                (entry.kind, entry.mode, entry.mtime.seconds, entry.size, entry.at, entry.sparse));
            prop_assert_eq!(files.owner(file.owner), Some(&entry.owner));
            let extra = files.extra(row).cloned().unwrap_or_default();
            prop_assert_eq!((extra.device, extra.xattrs), (entry.device, entry.xattrs.clone()));
        }
        prop_assert_eq!(LayerFiles::from_bytes(&files.to_bytes()), Ok(files));
    }

    #[test]
    fn does_no_harm(
        entries in vec(entry(), 1..10), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = table(&entries).to_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(files) = LayerFiles::from_bytes(&bytes) {
            look(&files);
        }
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        let _ = LayerFiles::from_bytes(&[MAGIC, &bytes].concat());
    }
}

#[test]
fn every_trouble_passes() {
    let mut files = table(&[]);
    let mut codes = Vec::new();
    for number in 0..=u8::MAX {
        if let Some(kind) = kind(number, 3) {
            assert_eq!(code(&kind).0, number);
            codes.push(number);
            files.trouble(Trouble { at: 9, kind });
        }
    }
    assert_eq!(codes.len(), 17);
    assert_eq!(LayerFiles::from_bytes(&files.to_bytes()), Ok(files));
}

#[test]
fn bounds_are_kept_and_said() {
    let mut entry = Entry {
        at: 5,
        content_at: 0,
        stored: 0,
        size: 0,
        sparse: false,
        path: vec![b'x'; limits::PATH_BYTES + 1],
        kind: EntryKind::Regular,
        mode: 0,
        owner: Owner::default(),
        mtime: Time::default(),
        link: Vec::new(),
        xattrs: Vec::new(),
        device: None,
    };
    let long = entry.clone();
    entry.path = b"d/".repeat(limits::PATH_DEPTH);
    let deep = entry.clone();
    entry.xattrs =
        vec![Xattr { name: b"user.x".to_vec(), value: vec![0; limits::LAYER_XATTR_BYTES / 3 * 2] }];
    let named = |path: &str| Entry { path: path.into(), ..entry.clone() };
    let files = table(&[long, deep, named("one"), named("two"), named("three")]);
    assert_eq!(files.len(), 3);
    assert_eq!(files.extras().count(), 1);
    let kinds: Vec<_> = files.troubles().iter().map(|trouble| trouble.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            TroubleKind::PathTooLong { length: limits::PATH_BYTES as u64 + 1 },
            TroubleKind::PathTooDeep { depth: limits::PATH_DEPTH as u64 + 1 },
            TroubleKind::TooManyAttributes,
        ]
    );
}
