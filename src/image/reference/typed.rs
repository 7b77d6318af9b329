//! What people type and paste in place of a reference alone, and why some of it names no image.

use std::fmt;

use super::{Reference, ReferenceError, ReferenceErrorKind};

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
    pub(super) fn moved(self, before: usize) -> Self {
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

/// A reference put together of pieces that stand at byte `at` and after it.
pub(super) fn composed(text: &str, at: usize, form: Form) -> Result<Typed, TypedError> {
    match text.parse() {
        Ok(reference) => Ok(Typed { reference, form }),
        Err(error) => Err(TypedError::Reference(ReferenceError { at, ..error })),
    }
}
