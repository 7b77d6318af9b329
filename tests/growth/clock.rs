//! How long this thread ran: processor time, which others on the machine do not change much.

use std::fs;
use std::time::{Duration, Instant};

/// What was measured, from a start.
pub struct Clock {
    ran: Option<u64>,
    wall: Instant,
}

impl Clock {
    pub fn start() -> Self {
        Self { ran: ran(), wall: Instant::now() }
    }

    /// Processor time since the start; where the system does not tell, time.
    pub fn read(&self) -> Duration {
        match (self.ran, ran()) {
            (Some(before), Some(now)) => Duration::from_nanos(now - before),
            _ => self.wall.elapsed(),
        }
    }
}

/// Nanoseconds that this thread spent on a processor: the first number of Linux's `schedstat`.
fn ran() -> Option<u64> {
    // Until a thread gives way, what it ran is only counted at each tick.
    std::thread::yield_now();
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
