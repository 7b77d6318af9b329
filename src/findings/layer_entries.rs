//! What is odd about the entries of a layer: their names and kinds, and their order.

use super::codes::{
    Code, LAYER_AUFS_LEFTOVERS, LAYER_DELETION_CLASHES, LAYER_DELETION_INVALID, LAYER_ENTRY_KIND,
    LAYER_LINK_DANGLING, LAYER_LINK_EARLY, LAYER_PARENT_NOT_DIRECTORY, LAYER_PATH_ABSOLUTE, LAYER_PATH_EMPTY,
    LAYER_PATH_ESCAPES, LAYER_PATH_NOT_UTF8, LAYER_PATH_UNSEEN,
};
use super::finding::Finding;
use crate::archive::layer::{LayerFiles, Oddity};
use crate::text::quote::Quoted;

/// Adds one finding for each oddity, with the first entry that has it.
pub(super) fn check(findings: &mut Vec<Finding>, files: &LayerFiles) {
    for (oddity, code, rest) in RULES {
        let Some((count, first)) = files.odd(*oddity) else { continue };
        let path = String::from_utf8_lossy(first.path);
        let link = String::from_utf8_lossy(first.link);
        let such = if count == 1 { "1 entry" } else { &*format!("{count} entries") };
        let leads =
            if *oddity == Oddity::EarlyLink { format!(" → {}", Quoted(&link)) } else { String::new() };
        let message = format!("{such} of the layer: {}{leads}. {rest}", Quoted(&path));
        findings.push(Finding::new(code, None, message));
    }
}

const RULES: &[(Oddity, &Code, &str)] = &[
    (
        Oddity::Escapes,
        &LAYER_PATH_ESCAPES,
        "The path leads out of the root. Clients keep such a file inside or refuse the layer; nobody needs it \
         but to attack them.",
    ),
    (
        Oddity::Absolute,
        &LAYER_PATH_ABSOLUTE,
        "The path begins with a slash. Clients take it from the root of the image.",
    ),
    (
        Oddity::Unseen,
        &LAYER_PATH_UNSEEN,
        "The name has characters that can't be seen or that change what is seen; they are shown as escapes.",
    ),
    (Oddity::NotUtf8, &LAYER_PATH_NOT_UTF8, "The name is not UTF-8, and programs may show it differently."),
    (
        Oddity::Kind,
        &LAYER_ENTRY_KIND,
        "Its type flag is none that container clients know: they refuse the layer. Pack it in POSIX or GNU format.",
    ),
    (
        Oddity::Nameless,
        &LAYER_PATH_EMPTY,
        "It has no name, so that it stands for the root of the image, and it is not a directory. umoci refuses the \
         layer, Podman fails with some storage drivers, and containerd passes over the entry: no image has such a file. Build the layer again without it.",
    ),
    (
        Oddity::InFile,
        &LAYER_PARENT_NOT_DIRECTORY,
        "It lies in what the same layer has as a file before it: clients fail with “not a directory”. Build the \
         layer again with one of the two.",
    ),
    (
        Oddity::InDeleted,
        &LAYER_PARENT_NOT_DIRECTORY,
        "It lies in what the same layer deletes before it, and does not have as a directory again: Docker and \
         containerd fail on overlayfs with “not a directory”. Build the layer again with one of the two.",
    ),
    (
        Oddity::DeletesNothing,
        &LAYER_DELETION_INVALID,
        "It is a deletion that names nothing. containerd refuses the layer with “invalid whiteout name”, Docker \
         fails, too, and some unpackers delete the whole directory that it is in. Build the layer again without it.",
    ),
    (
        Oddity::DeletedAfter,
        &LAYER_DELETION_CLASHES,
        "It deletes what the same layer has before it. By the specification that stays, as it is listed here, for \
         deletions are of the layers below; Docker and containerd fail on overlayfs with “file exists”, and others \
         delete it. Build the layer again with one of the two.",
    ),
    (
        Oddity::DirectoryAgain,
        &LAYER_DELETION_CLASHES,
        "The same layer deletes it before, and has it as a directory again. By the specification nothing is left in \
         it of the layers below, as it is listed here; on overlayfs Docker, containerd and Podman show again what \
         they have in it. Build the layer again with “.wh..wh..opq” in that directory.",
    ),
    (
        Oddity::Private,
        &LAYER_AUFS_LEFTOVERS,
        "AUFS, an old storage driver of Docker, kept it for itself, and it was packed by mistake. It is no part of \
         the image and is not listed, but some clients unpack the files in such a folder all the same. Build on a \
         base image of today.",
    ),
    (
        Oddity::SelfLink,
        &LAYER_LINK_DANGLING,
        "It is a hard link to itself, and so to no file: clients fail to unpack the layer. Build the image again, from \
         files that are all there.",
    ),
    (
        Oddity::EarlyLink,
        &LAYER_LINK_EARLY,
        "It is a hard link to what comes after it in the same layer. Clients unpack one entry after the other, and \
         fail there with “no such file or directory”. Pack the layer again with the file first.",
    ),
];
