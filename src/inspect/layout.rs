//! The `index.json` of an OCI layout: a table of contents, and not an image.
//!
//! Nobody chooses from it by platform. containers/image takes the entry whose name is asked for, or the only
//! one; oras and regctl go by the same annotation; `ctr image import` and `docker load` take every entry. Each
//! then chooses inside what that entry names.
//! OCI image specification 1.1.1, image-layout.md, index.json file.

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::BlobId;
use super::ids::NodeId;
use super::node::Role;
use super::origin::Origin;
use super::tree::Tree;
use crate::image::document::Content;
use crate::keyed::HashSet;

/// Where a file lies: in which archive, if in one, and in which folder.
type Folder<'a> = (Option<&'a str>, &'a str);

/// The documents that are the `index.json` of a layout. The marker `oci-layout` beside one tells that, or the
/// folder `blobs` with another document; a link keeps no names, and there the marker's content does.
pub(super) fn contents(blobs: &Blobs) -> HashSet<BlobId> {
    let linked = |blob: &Blob| matches!(plain(&blob.origin), Origin::Link);
    let mut layouts: HashSet<Folder<'_>> = HashSet::default();
    let mut link_has_marker = false;
    for (_, blob) in blobs.iter() {
        let is_marker = matches!(blob.document.content, Content::Layout(_));
        link_has_marker |= is_marker && linked(blob);
        let Some((archive, path)) = place(&blob.origin) else { continue };
        let (folder, name) = split(path);
        if is_marker && name == "oci-layout" {
            layouts.insert((archive, folder));
        } else if let Some(layout) = of_blob(folder) {
            layouts.insert((archive, layout));
        }
    }
    let is_one = |blob: &Blob| {
        if !matches!(blob.document.content, Content::Index(_)) {
            return false;
        }
        match place(&blob.origin) {
            Some((archive, path)) => {
                let (folder, name) = split(path);
                name == "index.json" && layouts.contains(&(archive, folder))
            }
            None => link_has_marker && linked(blob),
        }
    };
    blobs.iter().filter(|(_, blob)| is_one(blob)).map(|(id, _)| id).collect()
}

impl Tree {
    /// Whether a document is the `index.json` of an OCI layout: a table of contents, from which no client
    /// chooses by platform.
    #[must_use]
    pub fn is_contents(&self, blob: BlobId) -> bool {
        self.contents.contains(&blob)
    }

    /// The image that is meant by node `id`: the only one of a layout, where `id` is its table of contents, or
    /// else `id` itself.
    #[must_use]
    pub fn meant(&self, id: NodeId) -> NodeId {
        let node = self.get(id).filter(|node| node.blob.is_some_and(|blob| self.is_contents(blob)));
        let held = node.map(|node| node.held.as_slice()).unwrap_or_default();
        let is_image = |id: &&NodeId| self.get(**id).is_some_and(|node| node.role == Role::Entry);
        let mut images = held.iter().filter(is_image);
        match (images.next(), images.next()) {
            (Some(only), None) => *only,
            _ => id,
        }
    }
}

/// How it came to whoever saved it.
fn plain(origin: &Origin) -> &Origin {
    match origin {
        Origin::Saved(origin) => plain(origin),
        origin => origin,
    }
}

fn place(origin: &Origin) -> Option<(Option<&str>, &str)> {
    match plain(origin) {
        Origin::File(path) | Origin::Example(path) => Some((None, path)),
        Origin::Archive { file, member } => Some((Some(file), member)),
        _ => None,
    }
}

/// The folder of a path, and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The layout that has blobs in `folder`: `<layout>/blobs/<algorithm>`.
fn of_blob(folder: &str) -> Option<&str> {
    let (blobs, _) = folder.rsplit_once('/')?;
    match split(blobs) {
        (layout, "blobs") => Some(layout),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"{"schemaVersion":2,"manifests":[]}"#;
    const MARKER: &str = r#"{"imageLayoutVersion":"1.0.0"}"#;

    #[test]
    fn what_lies_beside_it_tells() {
        let file = |path: &str| Origin::File(path.to_owned());
        let member = |member: &str| Origin::Archive { file: "a.tar".to_owned(), member: member.to_owned() };
        let saved = |origin: Origin| Origin::Saved(Box::new(origin));
        for (documents, is_one, reason) in [
            (vec![(INDEX, file("x/index.json")), (MARKER, file("x/oci-layout"))], true, "the marker"),
            (vec![(INDEX, file("index.json")), ("{}", file("blobs/sha256/00"))], true, "a blob"),
            (vec![(INDEX, member("index.json")), (MARKER, member("oci-layout"))], true, "in an archive"),
            (
                vec![(INDEX, member("y/index.json")), ("{}", member("y/blobs/sha256/00"))],
                true,
                "deeper in it",
            ),
            (vec![(INDEX, Origin::Link), (MARKER, Origin::Link)], true, "in a link"),
            (
                vec![(INDEX, saved(file("x/index.json"))), (MARKER, saved(file("x/oci-layout")))],
                true,
                "saved",
            ),
            (vec![(INDEX, file("x/index.json"))], false, "alone"),
            (vec![(INDEX, file("x/index.json")), (MARKER, file("y/oci-layout"))], false, "of another folder"),
            (vec![(INDEX, file("index.json")), (MARKER, member("oci-layout"))], false, "of an archive"),
            (vec![(INDEX, file("x/list.json")), (MARKER, file("x/oci-layout"))], false, "another name"),
            (vec![(INDEX, file("blobs/sha256/00")), (MARKER, file("oci-layout"))], false, "an image's index"),
            (vec![(INDEX, Origin::Paste), (MARKER, Origin::Paste)], false, "pasted"),
            (vec![("{}", file("x/index.json")), (MARKER, file("x/oci-layout"))], false, "no index"),
        ] {
            let mut blobs = Blobs::default();
            for (text, origin) in documents {
                blobs.add(text.as_bytes().into(), origin);
            }
            assert_eq!(!contents(&blobs).is_empty(), is_one, "{reason}");
        }
    }
}
