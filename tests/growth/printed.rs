//! Texts that tools print, with all that could make one read again and again: openings, brackets, names, commands, lines
//! that go on, codes.

use bayplan::image::printed::read;

use crate::clock::Clock;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    of("printed: openings of objects", |count| spent("{\"a\":\n", count)),
    of("printed: openings of lists", |count| spent("[[\n", count)),
    of("printed: brackets and an opening", |count| spent("[ x ] {\n", count)),
    of("printed: names with digests", |count| spent("a@sha256:b ", count)),
    of("printed: commands after a prompt", |count| spent("$ docker pull alpine\n", count)),
    of("printed: a command that goes on", |count| spent("docker pull \\\n", count)),
    of("printed: codes for colours", |count| spent("\u{1b}[1m\u{1b}]x", count)),
    of("printed: fields of a listing", |count| spent("Digest: x\nName: y\n", count)),
    of("printed: documents and prompts", |count| {
        let config = r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#;
        spent(&format!("{config}\n$ \n"), count)
    }),
    of("printed: times", |count| spent("2026-11-30T06:04:48Z \n", count)),
];

const fn of(name: &'static str, run: fn(usize) -> Spent) -> Shape {
    Shape { name, small: 2_000, full: 500_000, by: By::All, run }
}

fn spent(piece: &str, count: usize) -> Spent {
    let text = format!("x\n{}", piece.repeat(count));
    let clock = Clock::start();
    std::hint::black_box(read(text.as_bytes()));
    let mut spent = Spent::default();
    spent.count(clock.read(), [b' '; 24]);
    spent
}
