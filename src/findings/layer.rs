//! Layers that were read: whether they unpack, what is odd about their entries, and what their programs are
//! built for.

use super::codes::{
    Code, FILES_INCOMPLETE, LAYER_BOMB, LAYER_COMPRESSION_UNKNOWN, LAYER_CORRUPT, LAYER_LINK_BELOW,
    LAYER_LINK_DANGLING, LAYER_NOT_LISTED, LAYER_PATH_REPEATED, LAYER_TAR_MALFORMED, LAYER_TAR_UNUSUAL,
    LAYER_TRUNCATED, LAYER_ZEROS_AFTER_END, PROGRAM_ARCHITECTURE,
};
use super::{Finding, Severity, layer_entries};
use crate::archive::codec::{CodecError, Fault};
use crate::archive::files::{BrokenLinks, LinkFault, Tally};
use crate::archive::foreign::Foreign;
use crate::archive::layer::{Built, File, LayerFiles};
use crate::archive::report::Unpacked;
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::image::platform::Platform;
use crate::image::platform_normal::normal;
use crate::limits;
use crate::text::quote::{Count, Quoted};
use crate::text::size::grouped;

/// What is to be said of one layer by itself: of its unpacking, and of its files. They have no place in a document.
#[must_use]
pub fn of_layer(files: &LayerFiles, unpacked: &Unpacked) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(unpacked.error.map(of_codec));
    findings.extend(of_padding(unpacked.totals.padding));
    of_troubles(&mut findings, files, unpacked.error.is_some());
    layer_entries::check(&mut findings, files);
    findings
}

fn of_padding(zeros: u64) -> Option<Finding> {
    // Go's reader reads a header of ten bytes.
    let error = match zeros {
        0 => return None,
        1..10 => "unexpected EOF",
        _ => "gzip: invalid header",
    };
    let message = format!(
        "{} after the compressed data of the layer. gzip passes over them, and Go's own reader, which containerd \
         and Docker use, fails with “{error}”. All files are listed; compress the layer again, without padding.",
        if zeros == 1 { "1 zero byte comes".to_owned() } else { format!("{zeros} zero bytes come") }
    );
    Some(Finding::new(&LAYER_ZEROS_AFTER_END, None, message))
}

fn of_codec(error: CodecError) -> Finding {
    const KEPT: &str = "The files before that are listed";
    match error.fault {
        Fault::CutOff => {
            let message = format!(
                "The layer breaks off at byte {}, after {} unpacked bytes: it was not copied whole. {KEPT}; \
                 get it again.",
                error.at, error.written
            );
            Finding::new(&LAYER_TRUNCATED, None, message)
        }
        _ if error.is_bound() => {
            let message = format!(
                "Unpacking the layer was ended: {error}. {KEPT}. If you trust where it comes from, unpack it \
                 with a tool that you can stop."
            );
            Finding::new(&LAYER_BOMB, None, message)
        }
        _ => {
            let message = format!(
                "The layer can't be unpacked to its end: {error}. Clients refuse it. {KEPT}; get it again, and \
                 if it is the same then, build it again."
            );
            Finding::new(&LAYER_CORRUPT, None, message)
        }
    }
}

fn of_troubles(findings: &mut Vec<Finding>, files: &LayerFiles, broken_off: bool) {
    let mut seen: Vec<&Code> = Vec::new();
    for trouble in files.troubles() {
        let code = code(&trouble.kind);
        let about_the_end = matches!(trouble.kind, TroubleKind::Truncated { .. } | TroubleKind::NoEnd);
        // A layer that could not be unpacked has no end, which is said already.
        if seen.contains(&code) || broken_off && about_the_end {
            continue;
        }
        seen.push(code);
        let alike = files.troubles().iter().filter(|other| self::code(&other.kind) == code).count();
        findings.push(Finding::new(code, None, sentence(files, trouble, alike)));
    }
}

const fn code(kind: &TroubleKind) -> &'static Code {
    match kind {
        TroubleKind::Truncated { .. } => &LAYER_TRUNCATED,
        TroubleKind::NoEnd
        | TroubleKind::BytesAfterEnd
        | TroubleKind::GlobalHeader
        | TroubleKind::OrphanedExtension => &LAYER_TAR_UNUSUAL,
        TroubleKind::PathTooLong { .. }
        | TroubleKind::PathTooDeep { .. }
        | TroubleKind::TooManyEntries
        | TroubleKind::TooManyAttributes => &LAYER_NOT_LISTED,
        TroubleKind::Repeated => &LAYER_PATH_REPEATED,
        TroubleKind::NotTar(Some(foreign)) if foreign.compression().is_some() => &LAYER_COMPRESSION_UNKNOWN,
        _ => &LAYER_TAR_MALFORMED,
    }
}

fn sentence(files: &LayerFiles, trouble: &Trouble, alike: usize) -> String {
    let Trouble { at, kind } = trouble;
    let counted = if alike < limits::LAYER_TROUBLES { "" } else { " at least" };
    let more = if alike > 1 { format!(" So it is in {alike} places{counted}.") } else { String::new() };
    match kind {
        TroubleKind::Truncated { .. } => format!(
            "At byte {at} of the unpacked layer, {kind}: it was not copied whole, or not written whole. The files \
             before that are listed; get it again."
        ),
        TroubleKind::NoEnd => format!(
            "At byte {at} of the unpacked layer, {kind}. Clients read it all the same; if files are missing, it \
             was not written whole."
        ),
        TroubleKind::BytesAfterEnd => {
            format!("At byte {at} of the unpacked layer, {kind}. No client looks at them.{more}")
        }
        TroubleKind::GlobalHeader => format!(
            "At byte {at} of the unpacked layer there is {kind}. A tar that does may unpack to other files.{more}"
        ),
        TroubleKind::OrphanedExtension => {
            format!("At byte {at} of the unpacked layer, {kind}. No client looks at it.{more}")
        }
        TroubleKind::Repeated => {
            let file = files.iter().find(|(_, file)| file.at == *at);
            let path = String::from_utf8_lossy(file.map(|(_, file)| file.path).unwrap_or_default());
            let others = if alike > 1 { format!(" ({alike} such entries{counted})") } else { String::new() };
            format!(
                "{} is in the layer more than once{others}, which a layer must not have. Most clients keep the last \
                 one, and a scanner may look at the first.",
                Quoted(&path)
            )
        }
        TroubleKind::NotTar(Some(foreign)) => match foreign.compression() {
            Some(name) => format!(
                "The layer is compressed by {name}, which no specification of images names: {}containerd, BuildKit \
                 and crane take it for a tar, and fail. It is not unpacked here; compress it by gzip or zstd.",
                if matches!(foreign, Foreign::Xz | Foreign::Bzip2) {
                    "Docker and Podman read it, and "
                } else {
                    ""
                }
            ),
            None => {
                format!("The layer is {}, and no tar: clients refuse it. Build it again.", foreign.name())
            }
        },
        _ if kind.ends_reading() => format!(
            "At byte {at} of the unpacked layer, {kind}. Clients stop there and refuse it. The files before that \
             are listed; build the layer again."
        ),
        _ => format!("At byte {at} of the unpacked layer, {kind}, to keep the page in bounds.{more}"),
    }
}

/// What is to be said of hard links of a layer that clients fail on, of which `first` is the first.
#[must_use]
pub fn of_broken_links(links: &BrokenLinks, first: &File<'_>) -> Finding {
    let (path, link) = (String::from_utf8_lossy(first.path), String::from_utf8_lossy(first.link));
    let others = if links.count > 1 { format!(" ({} such links)", links.count) } else { String::new() };
    let is = format!("{} is a hard link to {}{others}", Quoted(&path), Quoted(&link));
    match links.fault {
        LinkFault::Empty => {
            let message = format!(
                "{is}: that is a hard link, too, and leads to no file in any layer up to this one. Clients fail to unpack the layer. Build the image again, from files that are all there."
            );
            Finding::new(&LAYER_LINK_DANGLING, None, message)
        }
        LinkFault::Dangling => {
            let message = format!(
                "{is}, which is in no layer up to this one: clients fail to unpack the layer. Build the image \
                 again, from files that are all there."
            );
            Finding::new(&LAYER_LINK_DANGLING, None, message)
        }
        LinkFault::Below => {
            let message = format!(
                "{is}, which is in a layer below and not in this one. Docker, containerd and Podman unpack each \
                 layer by itself on overlayfs, and fail there with “no such file or directory”. Build the layer \
                 again with the file in it."
            );
            Finding::new(&LAYER_LINK_BELOW, None, message)
        }
    }
}

/// What bounds kept out of the list of an image's files.
#[must_use]
pub fn of_bounded_files(tally: &Tally) -> Option<Finding> {
    let mut sentences = Vec::new();
    if tally.left_out > 0 {
        sentences.push(format!(
            "The layers have more than {} paths together, and {} left out of the list: what they add or change is not \
             told.",
            grouped(limits::FILE_NODES as u64),
            if tally.left_out == 1 {
                "1 file was".to_owned()
            } else {
                format!("{} files were", grouped(tally.left_out.into()))
            }
        ));
    }
    if tally.unfollowed > 0 {
        sentences.push(format!(
            "So many paths lie after symbolic links that the links of {} were not followed any more: what lies after them \
             is listed where its layer names it, and clients put it where the links lead.",
            Count(tally.unfollowed as usize, "path")
        ));
    }
    (!sentences.is_empty()).then(|| Finding::new(&FILES_INCOMPLETE, None, sentences.join(" ")))
}

/// Whether programs of a layer are for another machine than `platform`, which its manifest is for.
#[must_use]
pub fn of_programs(built: &[Built], platform: &Platform) -> Option<Finding> {
    let wanted = normal(platform);
    if wanted.architecture.is_empty() {
        return None;
    }
    let os = if wanted.os.is_empty() { "linux" } else { &*wanted.os };
    // A .dll in a Linux image is data to it.
    let loaded =
        built.iter().filter(|built| built.format.is_of(os) && !built.machine.architecture().is_empty());
    let (own, others): (Vec<_>, Vec<_>) =
        loaded.partition(|built| runs(&wanted.architecture, built.machine.architecture()));
    // Of several strange ones, the one that can be started says most.
    let other = others.iter().max_by_key(|built| (built.starts, built.count))?;
    let count = |list: &[&Built]| list.iter().map(|built| built.count).sum::<usize>();
    let (strange, fitting) = (count(&others), count(&own));
    let path = String::from_utf8_lossy(&other.path);
    let architecture = other.machine.architecture();
    let mut finding = Finding::new(
        &PROGRAM_ARCHITECTURE,
        None,
        if fitting == 0 {
            format!(
                "{} of this layer, {} among them, {} built for {architecture}, and none for {}, which the image \
                 says it is for. It fails there with “exec format error”: build it for that architecture, with \
                 “docker buildx build --platform {os}/{}” or the compiler's own setting.",
                Count(strange, "program"),
                Quoted(&path),
                if strange == 1 { "is" } else { "are" },
                wanted.architecture,
                wanted.architecture
            )
        } else {
            format!(
                "{} of this layer, {} among them, {} built for {architecture}, and {fitting} for {}, which the \
                 image says it is for. That is right of what is for other machines, such as a cross compiler.",
                Count(strange, "program"),
                Quoted(&path),
                if strange == 1 { "is" } else { "are" },
                wanted.architecture
            )
        },
    );
    if fitting > 0 {
        finding.severity = Severity::Note;
    }
    Some(finding)
}

/// Whether a host of one architecture runs programs of another: itself, and the 32-bit one that its processors
/// have beside it.
fn runs(host: &str, program: &str) -> bool {
    host == program
        || matches!(
            (host, program),
            ("amd64", "386")
                | ("arm64", "arm")
                | ("mips64", "mips")
                | ("mips64le", "mipsle")
                | ("s390x", "s390")
                | ("ppc64", "ppc")
                | ("sparc64", "sparc")
        )
}
