//! Programs that come from the system: browsers and container tools, which have no crate.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{find, run_quietly, succeeds};
use crate::step::step;
use crate::{Failure, Result};

/// A program of the system's package manager.
pub struct Package {
    /// What it is for, in a message.
    purpose: &'static str,
    /// The names under which systems install it, the most usual first.
    programs: &'static [&'static str],
    /// Debian's packages: its own first, then what it can't do without.
    debian: &'static [&'static str],
    /// An environment variable that names the program's path instead.
    variable: Option<&'static str>,
}

/// The browser of the tests and the bench.
pub const CHROMIUM: Package = Package {
    purpose: "the browser of the tests",
    programs: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    // Without a font the screenshots would show boxes.
    debian: &["chromium", "fonts-liberation", "fonts-dejavu-core"],
    variable: Some("BAYPLAN_CHROMIUM"),
};

/// What drives it.
pub const CHROMEDRIVER: Package = Package {
    purpose: "what drives the browser (of the browser's own version)",
    programs: &["chromedriver"],
    debian: &["chromium-driver"],
    variable: Some("BAYPLAN_CHROMEDRIVER"),
};

/// The second browser of the tests.
pub const FIREFOX: Package = Package {
    purpose: "a browser of the tests",
    programs: &["firefox-esr", "firefox"],
    debian: &["firefox-esr"],
    variable: Some("BAYPLAN_FIREFOX"),
};

/// What drives the third, WebKitGTK, in a window that Python opens.
pub const WEBKIT_DRIVER: Package = Package {
    purpose: "what drives WebKit, a browser of the tests",
    programs: &["WebKitWebDriver"],
    debian: &["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi"],
    variable: Some("BAYPLAN_WEBKITWEBDRIVER"),
};

/// The display of that window.
pub const XVFB: Package = Package {
    purpose: "the display of WebKit's window",
    programs: &["Xvfb"],
    debian: &["xvfb"],
    variable: Some("BAYPLAN_XVFB"),
};

/// The clipboard of that window.
pub const XCLIP: Package = Package {
    purpose: "the clipboard of WebKit's window",
    programs: &["xclip"],
    debian: &["xclip"],
    variable: None,
};

/// Fetches what is published as a package of JavaScript.
pub const NPM: Package = Package {
    purpose: "the accessibility checks of the tests come from its registry",
    programs: &["npm"],
    debian: &["npm"],
    variable: None,
};

/// Compresses layers for the bench and the tests.
pub const ZSTD: Package = Package {
    purpose: "the bench and the tests read layers that it compressed",
    programs: &["zstd"],
    debian: &["zstd"],
    variable: None,
};

/// What `cargo xtask test` needs beside the browser.
pub const FOR_TESTS: &[Package] = &[
    Package {
        purpose: "the live oracle of the selection tests",
        programs: &["skopeo"],
        debian: &["skopeo"],
        variable: None,
    },
    Package {
        purpose: "the registry on loopback that it pulls from",
        programs: &["docker-registry"],
        debian: &["docker-registry"],
        variable: None,
    },
    Package {
        purpose: "the tests run its rules in deploy/",
        programs: &["nginx"],
        debian: &["nginx"],
        variable: None,
    },
    Package {
        purpose: "the tests run its rules in deploy/",
        programs: &["caddy"],
        debian: &["caddy"],
        variable: None,
    },
    Package {
        purpose: "the tests' token server signs with it",
        programs: &["openssl"],
        debian: &["openssl"],
        variable: None,
    },
    Package {
        purpose: "the tests of layers compare with what it unpacks",
        programs: &["umoci"],
        debian: &["umoci"],
        variable: None,
    },
    Package {
        purpose: "the tests of layers compare with what it mounts",
        programs: &["buildah"],
        debian: &["buildah"],
        variable: None,
    },
    Package {
        purpose: "the tests of archives pack some as the page does not read them",
        programs: &["xz"],
        debian: &["xz-utils"],
        variable: None,
    },
    Package {
        purpose: "the tests of archives pack some as the page does not read them",
        programs: &["bzip2"],
        debian: &["bzip2"],
        variable: None,
    },
    Package {
        purpose: "the tests of archives pack odd ones with it",
        programs: &["python3"],
        debian: &["python3"],
        variable: None,
    },
    ZSTD,
];

/// Puts programs in place and returns their paths, in the order asked for.
///
/// # Errors
/// Where it can't install them, it names what to install.
pub fn ensure<const N: usize>(wanted: [&Package; N]) -> Result<[PathBuf; N]> {
    let missing: Vec<&Package> = wanted.iter().copied().filter(|package| package.find().is_none()).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    let found: Vec<PathBuf> = wanted
        .iter()
        .map(|package| package.find().ok_or_else(|| package.absent("It was installed, but can't be found.")))
        .collect::<Result<_>>()?;
    found.try_into().map_err(|_| Failure::from("as many programs as were asked for"))
}

/// Puts programs in place whose paths nobody asks for.
///
/// # Errors
/// As [`ensure`].
pub fn ensure_all(wanted: &[Package]) -> Result<()> {
    let missing: Vec<&Package> = wanted.iter().filter(|package| package.find().is_none()).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

impl Package {
    fn find(&self) -> Option<PathBuf> {
        let named = self.variable.and_then(std::env::var_os).map(PathBuf::from);
        if let Some(path) = named.filter(|path| path.is_file()) {
            return Some(path);
        }
        let of_root =
            |program: &str| Some(PathBuf::from("/usr/sbin").join(program)).filter(|path| path.is_file());
        self.programs.iter().find_map(|program| find(program).or_else(|| of_root(program)))
    }

    fn absent(&self, why: &str) -> Failure {
        let program = self.programs.first().unwrap_or(&"a program");
        let install = self.debian.join(" ");
        let or = self.variable.map(|name| format!(", or name its path in {name}")).unwrap_or_default();
        format!(
            "{program} is missing: {}. {why} Install it (Debian: `apt-get install {install}`){or}.",
            self.purpose
        )
    }
}

fn install(missing: &[&Package]) -> Result<()> {
    let give_up = |why: &str| {
        let lines: Vec<Failure> = missing.iter().map(|package| package.absent(why)).collect();
        lines.join("\n")
    };
    if find("apt-get").is_none() {
        return Err(give_up("This system has no apt-get."));
    }
    let Some(as_root) = as_root() else {
        return Err(give_up("Installing it takes root, and `sudo` asks for a password here."));
    };
    let names: Vec<&str> = missing.iter().flat_map(|package| package.debian).copied().collect();
    let apt = |arguments: &[&str]| {
        let (program, first) = as_root.split_first().unwrap_or((&"apt-get", &[]));
        let mut command = Command::new(program);
        command.args(first).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run_quietly(&mut command)
    };
    step(&format!("Installing {} by apt-get", names.join(", ")), || {
        // Another apt-get at work is waited for, not tripped over.
        apt(&["-q", "-o", "DPkg::Lock::Timeout=600", "update"])?;
        let install = ["-q", "-y", "-o", "DPkg::Lock::Timeout=600", "install", "--no-install-recommends"];
        apt(&[&install, names.as_slice()].concat())
    })
    .map_err(|error| give_up(&error))
}

/// The words before apt-get's arguments: with `sudo` if need be, and if it asks nothing.
fn as_root() -> Option<Vec<&'static str>> {
    if succeeds(Command::new("sh").args(["-c", "test $(id -u) = 0"])) {
        return Some(vec!["apt-get"]);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n", "apt-get"])
}
