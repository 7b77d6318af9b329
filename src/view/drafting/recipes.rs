//! The words for the files that make a draft where images are built.

use super::words::{hitch, places};
use crate::compose::{Lack, Of, System};

/// What a file is called, with what it makes the index of.
#[must_use]
pub fn recipe_title(system: System, of: Of) -> String {
    let of = match of {
        Of::Digests => "of these images, by their digests",
        Of::Sources => "builds for these platforms",
    };
    format!("{}: {of}", system.name())
}

/// What a file can't give.
#[must_use]
pub fn lack(lack: &Lack) -> String {
    match lack {
        Lack::Expression => {
            "A name or an annotation of the draft holds a control character, or text that this system \
             would run as an expression: no file is written."
                .to_owned()
        }
        Lack::Command(of) => hitch(of),
        Lack::NotLinux(entries) => {
            format!(
                "It builds on Linux, and leaves out {}: build that where its system runs.",
                places(entries)
            )
        }
        Lack::NoPlatform(entries) => {
            format!("Nothing is built for {}: the platform is not known.", places(entries))
        }
        Lack::OfBase(entries) => format!(
            "The version and the features of the system of {} are those of the base image that is built on.",
            places(entries)
        ),
        Lack::Nothing => "There is no platform to build for.".to_owned(),
    }
}
