//! The browsers of the tests: what each needs, and what is run in it.

use std::path::PathBuf;

use crate::{Result, packages, tools};

/// A browser that the tests are run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// Variables for the tests, each with a path.
type Variables = Vec<(&'static str, PathBuf)>;

impl Browser {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name, as `--browser` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The browser of this name.
    ///
    /// # Errors
    /// When there is none; it names those that there are.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|browser| browser.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("There are no tests in `{name}`: the browsers are {names}.")
        })
    }

    /// The suites that are run in it: all of them in Chromium; in the others what differs there, which is the page
    /// itself and how it reads files.
    pub const fn suites(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["page", "archives", "registry", "servers"],
            Self::Firefox | Self::WebKit => &["page", "archives"],
        }
    }

    /// Puts in place what it needs, and says where it is.
    ///
    /// # Errors
    /// Where something can't be installed, it names what to install.
    pub fn ensure(self) -> Result<Variables> {
        match self {
            Self::Chromium => {
                let [browser, driver] = packages::ensure([&packages::CHROMIUM, &packages::CHROMEDRIVER])?;
                Ok(vec![("BAYPLAN_CHROMIUM", browser), ("BAYPLAN_CHROMEDRIVER", driver)])
            }
            Self::Firefox => {
                let [browser] = packages::ensure([&packages::FIREFOX])?;
                Ok(vec![("BAYPLAN_FIREFOX", browser), ("BAYPLAN_GECKODRIVER", tools::geckodriver()?)])
            }
            Self::WebKit => {
                let wanted = [&packages::WEBKIT_DRIVER, &packages::XVFB, &packages::XCLIP];
                let [driver, display, _] = packages::ensure(wanted)?;
                Ok(vec![("BAYPLAN_WEBKITWEBDRIVER", driver), ("BAYPLAN_XVFB", display)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_name() {
        for browser in Browser::ALL {
            assert_eq!(Browser::named(browser.name()), Ok(browser));
        }
        assert!(Browser::named("netscape").unwrap_err().contains("chromium, firefox, webkit"));
    }
}
