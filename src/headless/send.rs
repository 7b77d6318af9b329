//! Sends one message, and does at once what a browser does after the frame and in a worker that hashes.

use std::collections::VecDeque;

use crate::session::{Effect, Model, Msg, update};
use crate::verify::hash::digest_of;

/// Sends `msg` and, in their order, all that is due at once after it: what waits for the next frame, and what is to be
/// hashed. Gives all other effects.
pub fn send(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut others = Vec::new();
    let mut due = VecDeque::from([msg]);
    while let Some(msg) = due.pop_front() {
        for effect in update(model, msg) {
            match effect {
                Effect::AfterFrame(msg) => due.push_back(*msg),
                Effect::Hash { blob, algorithm, bytes } => {
                    let digest = digest_of(algorithm, &bytes);
                    due.push_back(Msg::Hashed { blob, bytes, digest });
                }
                other => others.push(other),
            }
        }
    }
    others
}
