//! An image that is named for one architecture and built for another: by its tag, the name of its Dockerfile, the
//! platform that is asked for, and what a list says of it.

use super::facts::{Facts, quoted};
use crate::builds::{Build, Name, What, Word};
use crate::findings::codes::BUILD_ARCHITECTURE;
use crate::findings::report::Report;
use crate::image::architecture_words::architecture_of;
use crate::text::quote::Quoted;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, act) in facts.file.acts() {
        match &act.what {
            What::Build(build) => of_build(build, report),
            What::Tag { from, to } => {
                if let Some((from_is, to_is)) = differ(of_name(from), of_name(to)) {
                    report.add(&BUILD_ARCHITECTURE, to.span, || {
                        format!(
                            "{} is named for {to_is}, and {}, which gets that name, for {from_is}.",
                            quoted(to),
                            quoted(from)
                        )
                    });
                }
            }
            What::Annotate { entry, architecture: Some(said) } => {
                if let Some((name_is, said_is)) = differ(of_name(entry), of_platform(said)) {
                    report.add(&BUILD_ARCHITECTURE, said.span, || {
                        format!("The list says {said_is} of {}, whose name says {name_is}.", quoted(entry))
                    });
                }
            }
            _ => {}
        }
    }
}

fn of_build(build: &Build, report: &mut Report<'_>) {
    let file = build.file.as_ref().and_then(|file| Some((file, of_file(file)?)));
    // Of several platforms none is the image's.
    let platform = match build.platforms.as_slice() {
        [one] => of_platform(one).map(|is| (one, is)),
        _ => None,
    };
    for tag in &build.tags {
        let Some(named) = of_name(tag) else { continue };
        if let Some((file, is)) = file.filter(|(_, is)| *is != named) {
            report.add(&BUILD_ARCHITECTURE, tag.span, || {
                format!(
                    "{} is named for {named}, and built from {}, which is named for {is}. Clients that pull it as {named} \
                     would get programs for {is}: check which of the two is meant.",
                    quoted(tag),
                    Quoted(&file.text)
                )
            });
        }
        if let Some((said, is)) = platform.filter(|(_, is)| *is != named) {
            report.add(&BUILD_ARCHITECTURE, said.span, || {
                format!(
                    "{} is named for {named}, and built for {}, which is {is}.",
                    quoted(tag),
                    Quoted(&said.text)
                )
            });
        }
        if let [_, _, ..] = build.platforms.as_slice()
            && build.platforms.iter().all(|word| word.known().is_some())
        {
            report.add(&BUILD_ARCHITECTURE, tag.span, || {
                format!(
                    "{} is named for {named}, and built for {} platforms.",
                    quoted(tag),
                    build.platforms.len()
                )
            });
        }
    }
    if let (Some((file, file_is)), Some((said, is))) = (file, platform)
        && file_is != is
    {
        report.add(&BUILD_ARCHITECTURE, said.span, || {
            format!(
                "{} is named for {file_is}, and is built for {}, which is {is}.",
                Quoted(&file.text),
                Quoted(&said.text)
            )
        });
    }
}

/// Two that are known, and not the same.
fn differ(one: Option<&'static str>, two: Option<&'static str>) -> Option<(&'static str, &'static str)> {
    one.zip(two).filter(|(one, two)| one != two)
}

/// The architecture that the name of an image has in it: its tag's before the repository's.
pub(super) fn of_name(name: &Name) -> Option<&'static str> {
    let (repository, tag) = name.tag_words();
    architecture_of(&tag).or_else(|| architecture_of(&repository))
}

/// The architecture in the name of a Dockerfile, or in the path to it.
pub(super) fn of_file(file: &Word) -> Option<&'static str> {
    let path = file.known_text();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    architecture_of(name).or_else(|| architecture_of(folder))
}

fn of_platform(word: &Word) -> Option<&'static str> {
    let text = word.known()?;
    architecture_of(text.split('/').nth(1).unwrap_or(text))
}
