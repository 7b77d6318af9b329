//! The host that a client chooses for.

use crate::image::platform::Platform;

/// Whether a platform was asked for, or is what a client finds on the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Given to the client, as with `docker pull --platform`.
    Explicit,
    /// Nothing was given, as people pull mostly: what the client itself detects.
    #[default]
    Default,
}

impl Form {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Explicit, Self::Default];

    /// A stable name, for links.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Default => "default",
        }
    }
}

/// A platform to choose for, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// What the client was given, or what it detects.
    pub platform: Platform,
    /// Which of the two.
    pub form: Form,
    /// The operating system that the client itself runs on, a GOOS value: containerd reads an entry
    /// without an `os` as this one.
    pub own_os: String,
}

impl Host {
    /// `platform`, asked for by name of a client that runs on Linux.
    #[must_use]
    pub fn explicit(platform: Platform) -> Self {
        Self { platform, form: Form::Explicit, own_os: "linux".into() }
    }

    /// `platform`, asked for by name of a client that runs on just that.
    #[must_use]
    pub fn of_its_own(platform: Platform) -> Self {
        let own_os = match platform.os.to_ascii_lowercase().as_str() {
            "" => "linux".to_owned(),
            "macos" => "darwin".to_owned(),
            other => other.to_owned(),
        };
        Self { platform, form: Form::Explicit, own_os }
    }
}
