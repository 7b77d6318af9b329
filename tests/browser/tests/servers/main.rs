//! The servers that the page is tested against, themselves; and the relays of `deploy/`, which are held to
//! their promises here. No browser.

#![allow(clippy::indexing_slicing, reason = "what is not there fails the test")]

mod faults;
mod registries;
mod relays;

use browser_tests::servers::Reply;

/// What a test's step answers.
type Step = browser_tests::Result<()>;

/// The body, read as JSON.
fn json(reply: &Reply) -> browser_tests::Result<serde_json::Value> {
    Ok(serde_json::from_slice(&reply.body)?)
}
