//! Verifies signatures off the main thread. `static/evidence_worker_start.js` starts it in a dedicated worker, which the
//! page makes when somebody first asks for a verification.
//!
//! A request is an array `[id, question]`: a number that the page chose, and a [`bayplan::evidence::Question`] as its
//! text. The answer is `[id, verdict]`, with the text of a [`bayplan::evidence::Verdict`], or `[id, null]` for a question
//! that can't be read.

#[cfg(target_arch = "wasm32")]
#[path = "../../../src/browser/answering.rs"]
mod answering;

#[cfg(target_arch = "wasm32")]
fn main() {
    use bayplan::evidence::{Question, Verifier as _, verdict_to_json};
    answering::listen(|request| {
        let question = Question::from_json(&request.get(1).as_string()?)?;
        Some(verdict_to_json(&evidence::Evidence.verify(&question)))
    });
}

/// Only the page's worker runs this program; natively there is nothing for it to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
