//! Long work, as much of it at a time as leaves room for frames.

use web_sys::js_sys::Date;

use super::later;
use crate::pace::Piecewise;

/// How long one go may take, in milliseconds: a frame has less than 50 with what else is done in it.
const A_GO: f64 = 12.0;

/// Does work, and gives what it gives to `then`.
pub fn in_pieces<T: 'static>(work: impl Future<Output = T> + 'static, then: impl FnOnce(T) + 'static) {
    go_on(Piecewise::new(work), then);
}

fn go_on<T: 'static>(mut work: Piecewise<T>, then: impl FnOnce(T) + 'static) {
    let end = Date::now() + A_GO;
    while Date::now() < end {
        if let Some(done) = work.step() {
            return then(done);
        }
    }
    later::after_frame(move || go_on(work, then));
}
