//! Which browser the tests are run in, and what is different there.

/// A browser engine that the tests know how to drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK, by WebKitWebDriver, in a window of the tests' own.
    WebKit,
}

impl Engine {
    /// The engine of this run: what `BAYPLAN_BROWSER` names, else Chromium.
    #[must_use]
    pub fn of_this_run() -> Self {
        match std::env::var("BAYPLAN_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            _ => Self::Chromium,
        }
    }

    /// Its name, as `--browser` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

/// Whether this run is in Chromium. Says `why` where it is not: the test that asks is then for Chromium alone.
#[must_use]
pub fn only_in_chromium(why: &str) -> bool {
    let engine = Engine::of_this_run();
    if engine != Engine::Chromium {
        eprintln!("Not looked at in {}: {why}", engine.name());
    }
    engine == Engine::Chromium
}
