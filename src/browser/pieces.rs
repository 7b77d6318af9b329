//! Long work, as much of it at a time as leaves room for frames.

use web_sys::js_sys::Date;

use super::{Send, later};
use crate::pace::Piecewise;
use crate::session::{LongWork, Msg};

/// How long one go may take, in milliseconds: a frame has less than 50 with what else is done in it.
const A_GO: f64 = 12.0;

/// Begins work; its answer goes to `send`.
pub fn begin(work: LongWork, send: Send) {
    go_on(Piecewise::new(work.done()), send);
}

fn go_on(mut work: Piecewise<Msg>, send: Send) {
    let end = Date::now() + A_GO;
    while Date::now() < end {
        if let Some(msg) = work.step() {
            return send(msg);
        }
    }
    later::after_frame(move || go_on(work, send));
}
