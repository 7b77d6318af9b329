//! A header and what the extension headers in front of it said, as one entry.

use super::BLOCK;
use super::block::{Block, Format};
use super::entry::{Device, Entry, Owner, Time};
use super::number::numeric;
use super::pax::{Pax, SparseRecords};
use crate::archive::kind::EntryKind;
use crate::archive::trouble::TroubleKind;

/// What extension headers said of the entry that follows them.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Bytes of the archive before the first of them.
    pub(super) at: Option<u64>,
    pub(super) pax: Option<Pax>,
    /// GNU's long name.
    pub(super) name: Vec<u8>,
    /// GNU's long link.
    pub(super) link: Vec<u8>,
}

/// The entry of the header `block`, which has `at` bytes before it, states `stored` bytes of content, and
/// follows what is `pending`; what is said of its sparse map comes beside it.
pub(super) fn entry(
    block: Block<'_>,
    mut stored: u64,
    at: u64,
    pending: Pending,
) -> Result<(Entry, SparseRecords), TroubleKind> {
    let number = |from, length, name| numeric(block.field(from, length)).ok_or(TroubleKind::Number(name));
    let pax = pending.pax.unwrap_or_default();
    let mode = number(100, 8, "mode")?;
    let (uid, gid) = (number(108, 8, "user ID")?, number(116, 8, "group ID")?);
    let seconds = number(136, 12, "time")?;
    let device = device(block)?;
    let path = chosen([pending.name, pax.path, block.path()]);
    let link = chosen([pending.link, pax.link, block.link().to_vec()]);
    if let Some(size) = pax.size {
        stored = u64::try_from(size).map_err(|_| TroubleKind::Number("size"))?;
    }
    let mut kind = EntryKind::of_flag(block.flag());
    // Before POSIX there was no flag for directories.
    if block.flag() == 0 && path.ends_with(b"/") {
        kind = EntryKind::Directory;
    }
    if !kind.has_content() {
        stored = 0;
    }
    let entry = Entry {
        at: pending.at.unwrap_or(at),
        content_at: at.saturating_add(BLOCK as u64),
        stored,
        size: stored,
        sparse: false,
        path,
        kind,
        mode: u32::try_from(mode & 0o7777).unwrap_or(0),
        owner: Owner {
            uid: pax.uid.unwrap_or(uid),
            gid: pax.gid.unwrap_or(gid),
            user: chosen([pax.user, block.user().to_vec(), Vec::new()]),
            group: chosen([pax.group, block.group().to_vec(), Vec::new()]),
        },
        mtime: pax.mtime.unwrap_or(Time { seconds, nanoseconds: 0 }),
        link: if matches!(kind, EntryKind::Symlink | EntryKind::HardLink) { link } else { Vec::new() },
        xattrs: pax.xattrs,
        device: matches!(kind, EntryKind::CharacterDevice | EntryKind::BlockDevice).then_some(device),
    };
    Ok((entry, pax.sparse))
}

/// The first that says something: in Go's reader, GNU's long names win against PAX, and PAX against the header.
fn chosen(texts: [Vec<u8>; 3]) -> Vec<u8> {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn device(block: Block<'_>) -> Result<Device, TroubleKind> {
    if block.format() == Format::V7 {
        return Ok(Device { major: 0, minor: 0 });
    }
    let number = |from| {
        let number = numeric(block.field(from, 8)).ok_or(TroubleKind::Number("device number"))?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    };
    Ok(Device { major: number(329)?, minor: number(337)? })
}
