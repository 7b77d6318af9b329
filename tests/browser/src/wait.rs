//! Waiting for what is expected to come.

use std::time::{Duration, Instant};

use crate::{Result, Trouble};

/// How long anything may take. A busy machine of two cores needs a part of it; nothing else does.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Tries `attempt` until it succeeds.
///
/// # Errors
/// What the last attempt said, after 20 seconds.
pub async fn until<T>(what: &str, mut attempt: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match attempt().await {
            Ok(done) => return Ok(done),
            Err(Trouble(reason)) if start.elapsed() > PATIENCE => {
                return Err(format!("Waited {} s for {what}. {reason}", PATIENCE.as_secs()).into());
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
