//! Single files of an archive: lists that can't be read, links, and what is there more than once.

use super::codes::{ARCHIVE_BLOB_LINKED, ARCHIVE_FILE_REPEATED, ARCHIVE_LINK_BROKEN, ARCHIVE_LIST_UNREAD};
use super::finding::Finding;
use super::json::fault;
use super::severity::Severity;
use crate::archive::contents::{Contents, Member};
use crate::archive::inventory::{BrokenLink, Format, Inventory, LinkEnd, Repeated};
use crate::archive::kind::EntryKind;
use crate::json;
use crate::limits;
use crate::text::quote::{Count, Quoted};
use crate::text::size::grouped;

pub(super) fn check(findings: &mut Vec<Finding>, contents: &Contents, found: &Inventory) {
    some(findings, &found.broken_links, |link| of_broken(contents, link));
    findings.extend(of_linked(contents, found));
    some(findings, &found.repeated, |repeated| of_repeated(contents, found.format, repeated));
}

/// Says as much of a kind as is listed, and how many more there are.
fn some<T>(findings: &mut Vec<Finding>, all: &[T], of: impl Fn(&T) -> Option<Finding>) {
    let listed = all.iter().take(limits::FINDINGS_OF_A_KIND);
    let more = all.len().saturating_sub(limits::FINDINGS_OF_A_KIND);
    findings.extend(listed.filter_map(of));
    if let (1.., Some(last)) = (more, findings.last_mut()) {
        last.message = format!("{} So it is of {} more.", last.message, grouped(more as u64));
    }
}

/// What is to be said of `index.json` and `manifest.json` where they are there and can't be read.
#[must_use]
pub fn of_unread(contents: &Contents, found: &Inventory) -> Vec<Finding> {
    let shown = match found.format {
        Format::OciLayout | Format::Both => {
            "The OCI layout in the archive is shown, and what can be read of that file."
        }
        Format::DockerSave => "What can be read of it is shown.",
        Format::First => {
            "The images are shown that “repositories” and the folders of Docker's first format make."
        }
        Format::Part => "The blobs are shown one by one, for nothing else says which image they make.",
        Format::Other => "The archive is shown as if it were one layer, file by file.",
    };
    let of = |at: &usize| {
        let member = contents.members.get(*at)?;
        let message = format!(
            "{} is in the archive and can't be read: {} Clients fail on it. {shown} Save the image again.",
            Quoted(&path_of(member)),
            why(member)
        );
        Some(Finding::new(&ARCHIVE_LIST_UNREAD, None, message))
    };
    found.unread.iter().filter_map(of).collect()
}

/// Why a list of an archive can't be read.
fn why(member: &Member) -> String {
    match &member.document {
        None if member.kind != EntryKind::Regular => format!("it is a {}.", member.kind.word()),
        None if member.length > limits::ARCHIVE_DOCUMENT_BYTES as u64 => {
            format!("it has {} bytes, more than a document ever has.", grouped(member.length))
        }
        None => "it does not begin as JSON.".to_owned(),
        Some(bytes) => fault(&json::read(bytes), bytes)
            .unwrap_or_else(|| "it is JSON, and names no image by a config and layers.".to_owned()),
    }
}

fn of_broken(contents: &Contents, link: &BrokenLink) -> Option<Finding> {
    let member = contents.members.get(link.member)?;
    let end = match link.end {
        LinkEnd::Nothing => "the archive has nothing there",
        LinkEnd::Outside => "that is out of the archive, where nothing is looked for",
        LinkEnd::NoFile => "that is no file, and a path that goes on after it is not followed",
        LinkEnd::TooLong => "the links on that way go round, or are more than are followed",
    };
    let message = format!(
        "{} is a {} to {} in this archive, and {end}: what it should be is missing. Pack the image again with the file \
         itself in it, as “tar --dereference --hard-dereference” does.",
        Quoted(&path_of(member)),
        member.kind.word(),
        Quoted(&String::from_utf8_lossy(&member.link))
    );
    Some(Finding::new(&ARCHIVE_LINK_BROKEN, None, message))
}

/// Blobs of a layout that are links. What containerd imports (2.0) are the files of a layout alone, by their digests.
fn of_linked(contents: &Contents, found: &Inventory) -> Option<Finding> {
    if !matches!(found.format, Format::OciLayout | Format::Both) {
        return None;
    }
    let blobs = found.blobs.iter().map(|(_, at)| at).chain(&found.documents);
    let mut links =
        blobs.filter(|at| found.links.contains_key(at)).filter_map(|at| contents.members.get(*at));
    let first = links.next()?;
    let others = match links.count() {
        0 => String::new(),
        1 => " (1 more file is a link)".to_owned(),
        more => format!(" ({more} more files are links)"),
    };
    let message = format!(
        "{} is a {} to {} in this archive{others}, and was followed within it. Clients that unpack the archive first \
         find the file, too; containerd, and Docker with its image store, take the files of a layout alone.",
        Quoted(&path_of(first)),
        first.kind.word(),
        Quoted(&String::from_utf8_lossy(&first.link))
    );
    Some(Finding::new(&ARCHIVE_BLOB_LINKED, None, message))
}

/// What containers/image (Podman, skopeo) does with a docker-archive is to search it for each file from its beginning.
fn of_repeated(contents: &Contents, format: Format, repeated: &Repeated) -> Option<Finding> {
    let (first, last) = (contents.members.get(repeated.first)?, contents.members.get(repeated.last)?);
    let is_same = match (&first.document, &last.document) {
        (Some(first), Some(last)) => Some(first == last),
        _ if first.kind != EntryKind::Regular
            || last.kind != EntryKind::Regular
            || first.length != last.length =>
        {
            Some(false)
        }
        _ => None,
    };
    let (differ, severity) = match is_same {
        Some(true) => ("the last is the same as the first", Severity::Note),
        Some(false) => ("the last is another than the first", ARCHIVE_FILE_REPEATED.severity),
        None => ("the last has as many bytes as the first, which were not compared", Severity::Note),
    };
    let clients = match format {
        Format::DockerSave | Format::Both | Format::First => {
            ", and for docker load; Podman and skopeo take the first from a docker-archive"
        }
        Format::OciLayout | Format::Part | Format::Other => ", as wherever the archive is unpacked",
    };
    let message = format!(
        "{} is in this archive {}, and {differ}. Here the last counts{clients}. Save the image again.",
        Quoted(&path_of(last)),
        Count(repeated.count, "time")
    );
    Some(Finding { severity, ..Finding::new(&ARCHIVE_FILE_REPEATED, None, message) })
}

fn path_of(member: &Member) -> String {
    String::from_utf8_lossy(&member.path).into_owned()
}
