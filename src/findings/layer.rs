//! Layers that were read: whether they unpack, what is odd about their entries, and what their programs are
//! built for.

use super::codes::{
    Code, LAYER_BOMB, LAYER_CORRUPT, LAYER_ENTRY_KIND, LAYER_LINK_DANGLING, LAYER_NOT_LISTED,
    LAYER_PATH_ABSOLUTE, LAYER_PATH_ESCAPES, LAYER_PATH_NOT_UTF8, LAYER_PATH_REPEATED, LAYER_PATH_UNSEEN,
    LAYER_TAR_MALFORMED, LAYER_TAR_UNUSUAL, LAYER_TRUNCATED, PROGRAM_ARCHITECTURE,
};
use super::platform::normal;
use super::{Finding, Severity};
use crate::archive::codec::{CodecError, Fault};
use crate::archive::layer::{Built, File, LayerFiles, Oddity};
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::image::platform::Platform;
use crate::text::quote::{Count, Quoted};

/// What is to be said of one layer by itself: of its unpacking, which ended early by `error`, and of its files.
/// They have no place in a document.
#[must_use]
pub fn of_layer(files: &LayerFiles, error: Option<CodecError>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(error) = error {
        findings.push(of_codec(error));
    }
    of_troubles(&mut findings, files, error.is_some());
    of_names(&mut findings, files);
    findings
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
        _ => &LAYER_TAR_MALFORMED,
    }
}

fn sentence(files: &LayerFiles, trouble: &Trouble, alike: usize) -> String {
    let Trouble { at, kind } = trouble;
    let more = match alike {
        0 | 1 => String::new(),
        _ => format!(" So it is in {alike} places."),
    };
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
            let others = if alike > 1 { format!(" ({alike} such entries)") } else { String::new() };
            format!(
                "{} is in the layer more than once{others}, which a layer must not have. Most clients keep the last \
                 one, and a scanner may look at the first.",
                Quoted(&path)
            )
        }
        _ if kind.ends_reading() => format!(
            "At byte {at} of the unpacked layer, {kind}. Clients stop there and refuse it. The files before that \
             are listed; build the layer again."
        ),
        _ => format!("At byte {at} of the unpacked layer, {kind}, to keep the page in bounds.{more}"),
    }
}

/// What is odd about names and kinds: one finding each, with the first of them.
fn of_names(findings: &mut Vec<Finding>, files: &LayerFiles) {
    let mut tell = |code: &Code, oddity: Oddity, rest: &str| {
        if let Some((count, first)) = files.odd(oddity) {
            let path = String::from_utf8_lossy(first.path);
            let such = if count == 1 { "1 entry" } else { &*format!("{count} entries") };
            findings.push(Finding::new(
                code,
                None,
                format!("{such} of the layer: {}. {rest}", Quoted(&path)),
            ));
        }
    };
    tell(
        &LAYER_PATH_ESCAPES,
        Oddity::Escapes,
        "The path leads out of the root. Clients keep such a file inside or refuse the layer; nobody needs it \
         but to attack them.",
    );
    tell(
        &LAYER_PATH_ABSOLUTE,
        Oddity::Absolute,
        "The path begins with a slash. Clients take it from the root of the image.",
    );
    tell(
        &LAYER_PATH_UNSEEN,
        Oddity::Unseen,
        "The name has characters that can't be seen or that change what is seen; they are shown as escapes.",
    );
    tell(
        &LAYER_PATH_NOT_UTF8,
        Oddity::NotUtf8,
        "The name is not UTF-8, and programs may show it differently.",
    );
    tell(
        &LAYER_ENTRY_KIND,
        Oddity::Kind,
        "Its type flag is none that container clients know: they refuse the layer. Pack it in POSIX or GNU format.",
    );
}

/// What is to be said of a layer with `count` hard links to nothing, of which `first` is the first: neither it nor
/// a layer below has what they link to.
#[must_use]
pub fn of_dangling(first: &File<'_>, count: u32) -> Finding {
    let (path, link) = (String::from_utf8_lossy(first.path), String::from_utf8_lossy(first.link));
    let others = if count > 1 { format!(" ({count} such links)") } else { String::new() };
    let message = format!(
        "{} is a hard link to {}{others}, which is in no layer up to this one: clients fail to unpack the layer. \
         Build the image again, from files that are all there.",
        Quoted(&path),
        Quoted(&link)
    );
    Finding::new(&LAYER_LINK_DANGLING, None, message)
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
