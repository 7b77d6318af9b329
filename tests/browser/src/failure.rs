//! What went wrong, and where in the test.

use std::fmt;
use std::panic::Location;

use fantoccini::error::{CmdError, NewSessionError};

/// What the harness could not do, in a sentence.
#[derive(Clone, Debug)]
pub struct Trouble(pub String);

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Trouble {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Trouble {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<CmdError> for Trouble {
    fn from(error: CmdError) -> Self {
        Self(format!("WebDriver: {error}"))
    }
}

impl From<NewSessionError> for Trouble {
    fn from(error: NewSessionError) -> Self {
        Self(format!("The browser did not start: {error}"))
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("Not the JSON that was expected: {error}"))
    }
}

/// A test's failure: what, and the line of the test whose `?` it came through.
#[derive(Clone, Debug)]
pub struct Failed {
    because: String,
    at: &'static Location<'static>,
}

impl<T: Into<Trouble>> From<T> for Failed {
    #[track_caller]
    fn from(trouble: T) -> Self {
        Self { because: trouble.into().0, at: Location::caller() }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  at {}", self.because, self.at)
    }
}
