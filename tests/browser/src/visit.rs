//! One visit of the page, from an empty profile to the browser's end.

use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};

use tokio::sync::Semaphore;

use crate::{Failed, Page, Result};

/// Browsers at a time: more only make each other wait.
static AT_A_TIME: Semaphore = Semaphore::const_new(2);

/// Runs `steps` with a browser of its own, and returns what they return.
///
/// # Panics
/// When a step fails or the page did not keep its word; that is the test's failure. A picture of the page
/// is then in `target/screenshots/`.
#[track_caller]
#[expect(clippy::panic, reason = "it is how a test fails")]
pub fn visit<T>(steps: impl AsyncFnOnce(&Page) -> Result<T, Failed>) -> T {
    let name = test_name(Location::caller());
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => panic!("No runtime for a browser: {error}"),
    };
    // Never closed, so there is always a permit to come.
    let _permit = runtime.block_on(AT_A_TIME.acquire());
    let page = match runtime.block_on(Page::start(name)) {
        Ok(page) => page,
        Err(trouble) => panic!("{trouble}"),
    };
    // An assertion that fails must not take the browser away before it was looked at.
    let done = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let done = steps(&page).await?;
            page.kept_its_word().await?;
            Ok::<T, Failed>(done)
        })
    }));
    let evidence = match &done {
        Ok(Ok(_)) => String::new(),
        _ => runtime.block_on(page.evidence()),
    };
    runtime.block_on(page.close());
    match done {
        Ok(Ok(done)) => done,
        Ok(Err(failed)) => panic!("{failed}\n{evidence}"),
        Err(panic) => {
            eprintln!("{evidence}");
            resume_unwind(panic)
        }
    }
}

/// The test's name; with a single thread for all tests there is none, and the place serves.
fn test_name(place: &Location<'_>) -> String {
    let thread = std::thread::current();
    match thread.name() {
        Some(name) if name != "main" => name.to_owned(),
        _ => {
            let file = place.file().rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
            format!("{file}-{}", place.line())
        }
    }
}
