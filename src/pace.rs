//! Long work in pieces: it counts what it does, and pauses after so much of it, so that a frame fits in between.
//!
//! Such work is an `async` function that knows nothing of clocks, threads or wakers: it waits for nothing but its next
//! turn. Whoever runs it decides when that is: a [`Piecewise`] takes a piece at a time, and [`at_once`] takes all of
//! them now.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// How much is done in one piece, in steps of some tens of nanoseconds: about half a millisecond natively, and two to
/// three times as long in WebAssembly.
const PIECE: usize = 20_000;

/// Counts the steps of long work.
#[derive(Debug)]
pub struct Pace {
    left: Cell<usize>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { left: Cell::new(PIECE) }
    }
}

impl Pace {
    /// Counts so many steps that were done; pauses once the piece is full.
    pub async fn spend(&self, steps: usize) {
        match self.left.get().checked_sub(steps) {
            Some(left) => self.left.set(left),
            None => {
                self.left.set(PIECE);
                pause().await;
            }
        }
    }
}

/// Is ready when it is asked for the second time.
async fn pause() {
    let mut paused = false;
    poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Does all of `work` now.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

/// Work that is done a piece at a time.
pub struct Piecewise<T>(Pin<Box<dyn Future<Output = T>>>);

impl<T> Piecewise<T> {
    /// Begins nothing yet.
    #[must_use]
    pub fn new(work: impl Future<Output = T> + 'static) -> Self {
        Self(Box::pin(work))
    }

    /// Does a piece. Gives what all of it gives, once: after that there is no more to do.
    pub fn step(&mut self) -> Option<T> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn counted(pace: &Pace, steps: usize) -> usize {
        for _ in 0..steps {
            pace.spend(1).await;
        }
        steps
    }

    #[test]
    fn long_work_takes_a_piece_for_so_many_steps() {
        let pieces = |steps: usize| {
            let mut work = Piecewise::new(async move { counted(&Pace::default(), steps).await });
            let pauses = std::iter::from_fn(|| work.step().is_none().then_some(())).count();
            pauses + 1
        };
        assert_eq!(pieces(0), 1);
        assert_eq!(pieces(PIECE), 1);
        assert_eq!(pieces(PIECE + 1), 2);
        assert_eq!(pieces(10 * (PIECE + 1)), 11);
    }

    #[test]
    fn all_of_it_is_done_at_once() {
        assert_eq!(at_once(counted(&Pace::default(), 5 * PIECE)), 5 * PIECE);
    }
}
