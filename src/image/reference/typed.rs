//! References as people type and paste them: a name with a prefix, a command line, a line of a Dockerfile or
//! of YAML, the address of a registry's page.

use std::fmt;

use super::words::{Word, words};
use super::{Reference, ReferenceError, ReferenceErrorKind, command, page};

/// What a text was, around the reference in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The reference alone, perhaps after `docker://` or `oci://`.
    Name,
    /// A command line of this tool.
    Command(&'static str),
    /// A line of a Dockerfile.
    Dockerfile,
    /// A line of YAML, as of Kubernetes or Compose.
    Yaml,
    /// A page of this site.
    Page(&'static str),
}

/// A reference, and what it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The reference, whole.
    pub reference: Reference,
    /// What it stood in.
    pub form: Form,
}

/// Why a text names no image, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedError {
    /// What should be the reference is none; the place is that in the text.
    Reference(ReferenceError),
    /// A command line or a line of a file without an image; the byte after it.
    NoImage(usize),
    /// A shell's or a template's variable, whose value nobody here knows; the byte where it begins.
    Variable(usize),
    /// `scratch` is the empty image of Dockerfiles, and in no registry; the byte where it begins.
    Scratch(usize),
    /// A page of this site that names no image; the byte where its path begins.
    Page(&'static str, usize),
    /// Which word is the image can't be told; the byte where the option begins that is not known.
    Unclear(usize),
    /// A Helm command without a chart that is in a registry; the byte after its verb.
    NoChart(usize),
    /// A range of versions, of which Helm chooses one; the byte where it begins.
    Range(usize),
    /// A chart of Helm's without a version, where it takes the newest.
    NoVersion(usize),
    /// A name of something that is in no registry, such as `docker-daemon:`; the byte where it begins.
    Transport(usize),
    /// A quotation mark, a bracket or a backtick that its word does not close; the byte where the word begins.
    NotClosed(usize),
    /// An address with a name and perhaps a password before its host; the byte where they begin.
    Login(usize),
    /// An address that ends with its host, or with the root of the registry there; the byte after the host.
    Host(usize),
    /// An address whose host no reference can name, as it has neither a dot nor a port; the byte where it begins.
    BareHost(usize),
}

impl TypedError {
    /// The byte at fault, counted from 0; the text's length where something is missing at its end.
    #[must_use]
    pub const fn at(&self) -> usize {
        match self {
            Self::Reference(error) => error.at,
            Self::NoImage(at)
            | Self::Variable(at)
            | Self::Scratch(at)
            | Self::Unclear(at)
            | Self::NoChart(at)
            | Self::Range(at)
            | Self::NoVersion(at)
            | Self::Page(_, at)
            | Self::Transport(at)
            | Self::NotClosed(at)
            | Self::Login(at)
            | Self::Host(at)
            | Self::BareHost(at) => *at,
        }
    }

    /// Whether a password may stand at the place that is at fault.
    #[must_use]
    pub const fn is_at_a_secret(&self) -> bool {
        match self {
            Self::Reference(error) => matches!(error.kind, ReferenceErrorKind::NotADigest),
            Self::Login(_) | Self::NotClosed(_) => true,
            _ => false,
        }
    }

    /// The same fault of a text before which `before` more bytes stand.
    #[must_use]
    fn moved(self, before: usize) -> Self {
        let to = |at: usize| at.saturating_add(before);
        match self {
            Self::Reference(error) => Self::Reference(ReferenceError { at: to(error.at), ..error }),
            Self::NoImage(at) => Self::NoImage(to(at)),
            Self::Variable(at) => Self::Variable(to(at)),
            Self::Scratch(at) => Self::Scratch(to(at)),
            Self::Unclear(at) => Self::Unclear(to(at)),
            Self::NoChart(at) => Self::NoChart(to(at)),
            Self::Range(at) => Self::Range(to(at)),
            Self::NoVersion(at) => Self::NoVersion(to(at)),
            Self::Page(site, at) => Self::Page(site, to(at)),
            Self::Transport(at) => Self::Transport(to(at)),
            Self::NotClosed(at) => Self::NotClosed(to(at)),
            Self::Login(at) => Self::Login(to(at)),
            Self::Host(at) => Self::Host(to(at)),
            Self::BareHost(at) => Self::BareHost(to(at)),
        }
    }
}

/// One sentence, and what to do.
impl fmt::Display for TypedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(error) => error.fmt(f),
            Self::NoImage(_) => f.write_str("No image is named here; write one, such as alpine:3.22."),
            Self::Variable(at) => {
                write!(f, "A variable stands at character {}; write its value there.", at.saturating_add(1))
            }
            Self::Scratch(_) => {
                f.write_str("scratch is the empty image that Dockerfiles begin with; no registry has it.")
            }
            Self::Unclear(at) => write!(
                f,
                "The option at character {} is not known here, so it can\u{2019}t be told which word is the \
                 image; write the image alone.",
                at.saturating_add(1)
            ),
            Self::NoChart(_) => f.write_str(
                "No chart in a registry is named here; such a one begins with oci://. Others are in Helm\u{2019}s \
                 own repositories, or files.",
            ),
            Self::Range(_) => f.write_str(
                "Helm chooses a version by this; write the one that is meant, such as 1.2.3.",
            ),
            Self::NoVersion(_) => f.write_str(
                "Without --version Helm takes the newest of the chart\u{2019}s versions, and none of its tags says which \
                 that is; write --version and the one that is meant, such as 1.2.3.",
            ),
            Self::Page(site, _) => write!(
                f,
                "This page of {site} names no image; copy the address of an image\u{2019}s own page, or its name."
            ),
            Self::Transport(_) => f.write_str(
                "This names an image on a machine\u{2019}s own disk; drop its files here, or name a registry.",
            ),
            Self::NotClosed(at) => write!(
                f,
                "The word at character {} does not close its quotation mark, bracket or backtick, so it can\u{2019}t \
                 be told which word is the image; write the image alone.",
                at.saturating_add(1)
            ),
            Self::Login(_) => f.write_str(
                "This address signs in: a name, and perhaps a password, stands before its host. Nothing is asked; \
                 write the address without them.",
            ),
            Self::Host(_) => f.write_str(
                "This is a registry\u{2019}s host and no image: add the repository, as in HOST/NAME:TAG.",
            ),
            Self::BareHost(_) => f.write_str(
                "A host without a dot or a port is a part of a repository\u{2019}s name on Docker Hub: add the port, \
                 as in HOST:443/NAME:TAG.",
            ),
        }
    }
}

impl std::error::Error for TypedError {}

/// Transports of containers/image, and of others, whose images lie on a disk.
const ON_DISK: [&str; 6] =
    ["docker-daemon:", "containers-storage:", "docker-archive:", "oci-archive:", "oci-layout:", "ocidir://"];

/// Reads what was typed or pasted.
///
/// # Errors
/// When it names no image, with the place.
pub fn read(text: &str) -> Result<Typed, TypedError> {
    let words = words(text);
    match words.as_slice() {
        [] => Err(TypedError::NoImage(text.len())),
        [word] => alone(*word),
        [first, ..] => command::read(&words, text.len())?.map_or_else(
            || {
                // Words that are no command: the first may be a name, and nothing stands after a name.
                alone(*first)?;
                let at = first.at.saturating_add(first.text.len());
                Err(TypedError::Reference(ReferenceError { kind: ReferenceErrorKind::InRepository(' '), at }))
            },
            Ok,
        ),
    }
}

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

/// A reference put together of pieces that stand at byte `at` and after it.
pub(super) fn composed(text: &str, at: usize, form: Form) -> Result<Typed, TypedError> {
    match text.parse() {
        Ok(reference) => Ok(Typed { reference, form }),
        Err(error) => Err(TypedError::Reference(ReferenceError { at, ..error })),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn whole(text: &str) -> String {
        match read(text) {
            Ok(typed) => typed.reference.to_string(),
            Err(error) => panic!("{text}: {error}"),
        }
    }

    #[test]
    fn names_as_people_write_them() {
        for (text, reference) in [
            ("alpine", "docker.io/library/alpine:latest"),
            (" alpine:3.22\n", "docker.io/library/alpine:3.22"),
            ("library/alpine", "docker.io/library/alpine:latest"),
            ("docker://alpine", "docker.io/library/alpine:latest"),
            ("oci://ghcr.io/owner/chart:1.2.3", "ghcr.io/owner/chart:1.2.3"),
            ("Docker://quay.io/a/b", "quay.io/a/b:latest"),
            ("docker-pullable://registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"),
            ("\"alpine:3\",", "docker.io/library/alpine:3"),
            ("`alpine`", "docker.io/library/alpine:latest"),
            ("<quay.io/a/b>", "quay.io/a/b:latest"),
            ("quay.io/a/b/", "quay.io/a/b:latest"),
            ("localhost:5000/a:1", "localhost:5000/a:1"),
            ("127.0.0.1:5000/a", "127.0.0.1:5000/a:latest"),
            ("[2001:db8::1]:5000/a/b:1", "[2001:db8::1]:5000/a/b:1"),
        ] {
            assert_eq!(whole(text), reference, "{text}");
        }
        let both = format!("alpine:3@{DIGEST}");
        assert_eq!(whole(&both), format!("docker.io/library/{both}"), "a tag and a digest together");
    }

    #[test]
    fn what_names_no_image() {
        for (text, at, reason) in [
            ("", 0, "nothing"),
            ("Alpine", 0, "upper case"),
            ("  Alpine", 2, "the place is that in the whole text"),
            ("docker://Alpine", 9, "the place counts the prefix"),
            ("alpine:$TAG", 7, "a shell's variable"),
            ("{{ .Values.image }}", 0, "a template's variable"),
            ("${IMAGE}", 0, "a whole variable"),
            ("hello world", 5, "two words that are no command"),
            ("docker-daemon:alpine:3", 0, "an image of the local engine"),
            ("oci-archive:alpine.tar", 0, "a file"),
            ("registry.example/", 17, "a host and its slash"),
            ("docker://localhost:5000/", 24, "a host after a prefix"),
            ("docker://alice@corp.example:hunter2", 15, "a login after a prefix"),
        ] {
            let error = read(text).expect_err(reason);
            assert_eq!(error.at(), at, "{reason}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(text in any::<String>()) {
            if let Err(error) = read(&text) {
                prop_assert!(error.at() <= text.len());
                prop_assert!(!error.to_string().is_empty());
            }
        }

        #[test]
        fn nor_do_texts_of_its_own_words(
            words in proptest::collection::vec("(docker|pull|run|FROM|image:|--platform|-[a-z]|=|AS|az|acr|https://|hub\\.docker\\.com|/|_|r|@|:|\\$|\"|alpine|[é#?&%])", 0..9),
            glue in "[ /]?",
        ) {
            let text = words.join(&glue);
            match read(&text) {
                Ok(typed) => prop_assert_eq!(typed.reference.to_string().parse(), Ok(typed.reference)),
                Err(error) => prop_assert!(error.at() <= text.len(), "{text}: {error}"),
            }
        }

        #[test]
        fn a_reference_is_read_as_itself(text in "[a-z0-9]{1,5}([./:_-]{1,2}[a-z0-9]{1,5}){0,4}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(read(&text), Ok(Typed { reference, form: Form::Name }));
            }
        }
    }
}
