//! Why two images are different, in sentences.

use crate::compare::Reason;
use crate::image::digest::Digest;
use crate::session::Difference;
use crate::text::quote::{Count, Shown};

/// The reasons of a difference, in sentences.
#[must_use]
pub fn reasons(difference: &Difference) -> Vec<String> {
    match difference {
        Difference::Images(images) => images.reasons.iter().map(reason).collect(),
        Difference::Entries(entries) => entries.reasons.iter().map(reason).collect(),
        Difference::NotHere(_) | Difference::OtherNouns => Vec::new(),
    }
}

/// One reason.
#[must_use]
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::SameDocument => "It is the same document: both have the same digest.".to_owned(),
        Reason::OnlyWriting => {
            "Both state the same, and are written in other ways: other white space, or another \
             order of members. So they have other digests."
                .to_owned()
        }
        Reason::OtherFormat { to_oci: true } => {
            "The first is in Docker’s format, the second in OCI’s: the media types differ.".to_owned()
        }
        Reason::OtherFormat { to_oci: false } => {
            "The first is in OCI’s format, the second in Docker’s: the media types differ.".to_owned()
        }
        Reason::OtherBase { first, second } => {
            format!("Another base image: the first names {}, the second {}.", base(first), base(second))
        }
        Reason::SameBase { digest } => format!("Both name the same base image, {}.", short(digest)),
        Reason::SharedLowest { layers } => {
            format!("Both stand on the same {}.", Count(*layers, "lowest layer"))
        }
        Reason::OtherLowest => {
            "Their lowest layers differ: another base image, or a base that was built again.".to_owned()
        }
        Reason::OnlyTimes { rebuilt: 0 } => {
            "Rebuilt without a change: only times differ, and all layers have the same diff IDs.".to_owned()
        }
        Reason::OnlyTimes { rebuilt } => format!(
            "The configs state the same but for times and diff IDs. {} made again by the same steps; \
             whether files differ, the configs do not say.",
            layers_were(*rebuilt)
        ),
        Reason::OtherCompression { layers } => format!(
            "{} compressed in another way: the configs give the same diff ID, the manifests other digests.",
            layers_are(*layers)
        ),
    }
}

fn layers_were(count: usize) -> String {
    format!("{} {}", Count(count, "layer"), if count == 1 { "was" } else { "were" })
}

fn layers_are(count: usize) -> String {
    format!("{} {}", Count(count, "layer"), if count == 1 { "is" } else { "are" })
}

fn base((digest, name): &(String, Option<String>)) -> String {
    match name {
        Some(name) => format!("{} ({})", Shown(name), short(digest)),
        None => short(digest),
    }
}

fn short(digest: &str) -> String {
    Digest::parse(digest).map_or_else(|_| Shown(digest).to_string(), |digest| digest.short())
}
