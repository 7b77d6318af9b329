//! Nothing takes a time that grows faster than what a stranger sent: each shape is run at one size and at four
//! times that, and the processor time of both is compared, in one run. No figure of this machine counts.
//!
//! `BAYPLAN_GROWTH=full cargo test --release --test growth -- --nocapture` prints what each takes at its full size
//! instead, with the longest update; `BAYPLAN_GROWTH_ONLY` takes those with a text in their names alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

mod beside;
mod clock;
mod documents;
mod elsewhere;
mod layers;
mod long;
mod page;
mod printed;
mod read;
mod texts;
mod views;

use std::time::Duration;

pub use page::Spent;

/// What a stranger may send, in any number.
pub struct Shape {
    /// What it is.
    pub name: &'static str,
    /// How many at the smaller size.
    pub small: usize,
    /// As many as there may be.
    pub full: usize,
    /// What may not grow faster.
    pub by: By,
    /// Runs it.
    pub run: fn(usize) -> Spent,
}

/// What of a shape may not grow faster than what was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The longest update, and all of them together.
    All,
    /// Each update: there is one for each thing that a person did, or that a registry sent.
    Longest,
}

/// Four times as many may take so many times as long: four, the logarithm, and what the machine adds.
const MOST: f64 = 7.0;

/// How often a shape is run again before it counts as too slow.
const TRIES: usize = 5;

fn shapes() -> impl Iterator<Item = &'static Shape> {
    let only = std::env::var("BAYPLAN_GROWTH_ONLY").unwrap_or_default();
    let all = documents::SHAPES.iter().chain(views::SHAPES).chain(elsewhere::SHAPES).chain(layers::SHAPES);
    let all = all.chain(beside::SHAPES).chain(printed::SHAPES).chain(long::SHAPES).chain(read::SHAPES);
    all.filter(move |shape| shape.name.contains(&only))
}

#[test]
fn time_grows_with_what_was_sent() {
    if std::env::var_os("BAYPLAN_GROWTH").is_some() {
        return measure();
    }
    let mut slow = Vec::new();
    for shape in shapes() {
        let mut best = f64::INFINITY;
        let mut told = String::new();
        for _ in 0..TRIES {
            let (one, four) = ((shape.run)(shape.small), (shape.run)(shape.small * 4));
            let all = if shape.by == By::All { of(four.all, one.all) } else { 0.0 };
            let ratio = all.max(of(four.longest, one.longest));
            best = best.min(ratio);
            told =
                format!("{:?}, {:?}; the longest update {}, {}", one.all, four.all, one.told(), four.told());
            if best <= MOST {
                break;
            }
        }
        println!("{best:>6.1} {}: {told}", shape.name);
        if best > MOST {
            slow.push(format!("{}: {best:.1} times as long for four times as much ({told})", shape.name));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// How many times as long; what is too short to be told apart from nothing counts as a millisecond.
fn of(four: Duration, one: Duration) -> f64 {
    four.as_secs_f64() / one.as_secs_f64().max(0.001)
}

fn measure() {
    let part = std::env::var("BAYPLAN_GROWTH_PART").map_or(1, |part| part.parse().unwrap());
    for shape in shapes() {
        let count = (shape.full / part).max(1);
        let spent = (shape.run)(count);
        let seconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
        println!(
            "{} ({count}): {} updates, {} in all, {} elsewhere; the longest {}",
            shape.name,
            spent.updates,
            seconds(spent.all),
            seconds(spent.elsewhere),
            spent.told()
        );
    }
}
