//! The words for what a tool does otherwise than it is drafted.

use crate::compose::{Entry, Format, Hitch, LeftOut};

/// What a writer does otherwise.
#[must_use]
pub fn left_out(what: LeftOut) -> String {
    match what {
        LeftOut::Annotations => {
            "The annotations of the index are not written: this tool has no place for them, or the \
             format has none."
                .to_owned()
        }
        LeftOut::EntryAnnotations => {
            "The annotations of entries are not written, so an attestation is no longer known as one."
                .to_owned()
        }
        LeftOut::EntryMembers => "URLs and artifact types of entries are not written.".to_owned(),
        LeftOut::Order => {
            "This tool writes the entries in the order of their digests, not as drafted.".to_owned()
        }
        LeftOut::Format(format) => {
            format!("This tool takes the format from the entries: it writes {}.", format_name(format))
        }
        LeftOut::Repeated => "An entry that is there twice is written once.".to_owned(),
    }
}

/// What a command can't give.
#[must_use]
pub fn hitch(hitch: &Hitch) -> String {
    match hitch {
        Hitch::Platform(entries) => {
            format!("It can’t give the drafted platform of {}.", places(entries))
        }
        Hitch::NoPlatform(entries) => {
            format!("It takes no entry without an operating system and an architecture: {}.", places(entries))
        }
        Hitch::Nested(entries) => format!("It can’t give an index as an entry: {}.", places(entries)),
        Hitch::Annotations => "It can’t annotate such an index.".to_owned(),
        Hitch::EntryAnnotations => "It can’t annotate entries, so these annotations are lost.".to_owned(),
        Hitch::Format(format) => format!("It writes {} for these entries.", format_name(*format)),
        Hitch::OtherRegistry => {
            "It takes images of the target’s own registry alone: copy the others there first.".to_owned()
        }
        Hitch::OtherRepository => {
            "It takes these entries from the target’s own repository alone: copy the others there first."
                .to_owned()
        }
        Hitch::NotQuoted => {
            "An annotation or a name holds a character that no command line can have.".to_owned()
        }
        Hitch::Order => "It orders the entries by their digests.".to_owned(),
    }
}

/// `entry 2`, `entries 2, 3`.
pub(super) fn places(entries: &[usize]) -> String {
    let places: Vec<String> = entries.iter().map(ToString::to_string).collect();
    format!("{} {}", if places.len() == 1 { "entry" } else { "entries" }, places.join(", "))
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Oci => "an OCI index",
        Format::Docker => "a Docker manifest list",
    }
}

/// Why the platform of an entry can't be read.
#[must_use]
pub fn entry_fault(entry: &Entry) -> Option<String> {
    entry.read_platform().err().map(|error| format!("{error} It is left out."))
}

/// What is to be known of the platform of an entry.
#[must_use]
pub fn entry_note(entry: &Entry) -> Option<String> {
    if entry.is_attestation() {
        return Some("An attestation: it goes with its image.".to_owned());
    }
    match (&entry.config, entry.written_platform()) {
        (None, _) => Some("Its config is not here, so nothing is compared with it.".to_owned()),
        (Some(config), Some(platform)) if *config != platform => Some(format!("The config says {config}.")),
        (Some(config), None) => {
            Some(format!("The config says {config}; without a platform few clients take it."))
        }
        (Some(_), Some(_)) => None,
    }
}
