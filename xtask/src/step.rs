//! Saying what is done while it is done, and how long it took.

use std::time::{Duration, Instant};

use crate::Result;

/// Runs one step, with a line before it and its time after it.
pub fn step<T>(what: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("› {what}");
    let start = Instant::now();
    let result = run();
    let took = human(start.elapsed());
    match &result {
        Ok(_) => eprintln!("✓ {what} ({took})"),
        Err(_) => eprintln!("✗ {what} (failed after {took})"),
    }
    result
}

/// Says something that is no step of its own.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

fn human(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{}:{:02} min", time.as_secs() / 60, time.as_secs() % 60)
    }
}
