//! One word that is a reference by itself: a name, with or without a prefix, or the address of a page.

use super::typed::{Form, Typed, TypedError};
use super::words::Word;
use super::{Reference, page};

/// Transports of containers/image, and of others, whose images lie on a disk.
const ON_DISK: [&str; 6] =
    ["docker-daemon:", "containers-storage:", "docker-archive:", "oci-archive:", "oci-layout:", "ocidir://"];

/// A word by itself: a name, with or without a prefix, or the address of a page.
pub(super) fn alone(word: Word<'_>) -> Result<Typed, TypedError> {
    let word = word.bare();
    if let Some(at) = word.text.find(['$', '{', '%']).filter(|_| !word.text.contains("://")) {
        // A percent sign is a variable of cmd.exe alone, and no sign of a name either.
        return Err(TypedError::Variable(word.at.saturating_add(at)));
    }
    if ON_DISK.iter().any(|transport| word.text.starts_with(transport)) {
        return Err(TypedError::Transport(word.at));
    }
    for prefix in ["https://", "http://"] {
        if starts_with_ignoring_case(word.text, prefix) {
            return page::read(word.after(prefix.len()));
        }
    }
    named(word.after(prefix(word).len()))
}

/// Of skopeo and GitHub Actions; of Helm, Flux and Buildah; of a pod's status.
const PREFIXES: [&str; 5] = ["docker://", "oci://", "docker-pullable://", "docker-image://", "registry://"];

/// What says of a word that it is an image; empty where nothing does.
fn prefix(word: Word<'_>) -> &'static str {
    PREFIXES.into_iter().find(|prefix| starts_with_ignoring_case(word.text, prefix)).unwrap_or_default()
}

/// Whether a word can be nothing but an image: it says so itself, or names the registry's host.
pub(super) fn names_registry(word: Word<'_>) -> bool {
    let word = word.bare();
    let prefix = prefix(word);
    let name = word.after(prefix.len()).text;
    let host = name.split_once('/').map(|(host, _)| host);
    (!prefix.is_empty() || host.is_some_and(is_host)) && name.parse::<Reference>().is_ok()
}

/// Whether what stands before a slash can be nothing but a registry's host.
fn is_host(host: &str) -> bool {
    (host == "localhost" || host.contains(['.', ':']))
        && !host.contains(|sign: char| sign.is_ascii_uppercase())
}

/// The reference that a word is.
fn named(word: Word<'_>) -> Result<Typed, TypedError> {
    // A link's or a shell's slash at the end says nothing.
    let name = word.text.strip_suffix('/').filter(|name| name.contains('/')).unwrap_or(word.text);
    if name.strip_suffix('/').is_some_and(is_host) {
        return Err(TypedError::Host(word.at.saturating_add(name.len())));
    }
    let read = name.parse::<Reference>();
    let reference = read.map_err(|error| TypedError::Reference(error).moved(word.at))?;
    Ok(Typed { reference, form: Form::Name })
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
