//! How long all clients take to choose on all hosts, from an index of ten thousand entries: the matrix.
//!
//! `cargo bench --bench select`. A frame of a screen of 60 Hz is 16 ms.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bayplan::image::platform::Platform;
use bayplan::select::hosts::MACHINES;
use bayplan::select::matrix::Matrix;
use bayplan::select::{Candidate, Candidates, Client, DistinctEntries, Form};

const ENTRIES: usize = 10_000;
const FRAME: Duration = Duration::from_millis(16);

/// The fastest of some runs, and their median: on a machine that does other things beside, the first is what the
/// work itself takes.
fn times<T>(mut run: impl FnMut() -> T) -> (Duration, Duration) {
    black_box(run());
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    let at = |i: usize| times.get(i).copied().unwrap_or_default();
    (at(0), at(times.len() / 2))
}

fn index(platform: impl Fn(usize) -> Platform) -> Candidates {
    let entry = |i| Candidate {
        platform: Some(platform(i)),
        digest: format!("sha256:{i:064x}"),
        zstd: i % 7 == 0,
        ..Candidate::default()
    };
    Candidates { entries: (0..ENTRIES).map(entry).collect(), ..Candidates::default() }
}

/// Forty platforms that images are really made for.
fn usual(i: usize) -> Platform {
    let platforms = [
        "linux/amd64",
        "linux/amd64/v2",
        "linux/amd64/v3",
        "linux/386",
        "linux/arm/v5",
        "linux/arm/v6",
        "linux/arm/v7",
        "linux/arm64",
        "linux/arm64/v8",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/s390x",
        "linux/mips64le",
        "windows(10.0.17763.1)/amd64",
        "windows(10.0.20348.1)/amd64",
        "windows(10.0.26100.1)/amd64",
        "unknown/unknown",
    ];
    platforms.get(i % platforms.len()).and_then(|platform| platform.parse().ok()).unwrap_or_default()
}

/// As bad as it gets: no two entries alike.
fn distinct(i: usize) -> Platform {
    Platform { os_version: format!("10.0.20348.{i}"), ..usual(i) }
}

fn report(what: &str, (fastest, median): (Duration, Duration)) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let frames = fastest.as_secs_f64() / FRAME.as_secs_f64();
    println!("{what:<66} {:>9.3} {:>9.3} {frames:>8.3}", ms(fastest), ms(median));
}

fn main() {
    println!("{ENTRIES} entries, {} clients, {} hosts", Client::ALL.len(), MACHINES.len());
    println!("{:<66} {:>9} {:>9} {:>8}", "", "fastest", "median", "of a");
    println!("{:<66} {:>9} {:>9} {:>8}", "", "ms", "ms", "frame");
    for (name, entries) in [("17 platforms", index(usual)), ("10,000 platforms", index(distinct))] {
        let all = times(|| Matrix::new(&entries, Form::Explicit));
        report(&format!("{name}: all clients on all hosts (the matrix)"), all);
        report(&format!("{name}: finding the distinct platforms"), times(|| DistinctEntries::new(&entries)));
        let machine = MACHINES.get(4).unwrap_or(&MACHINES[0]);
        let host = machine.host(Client::Containerd, Form::Explicit);
        let distinct = DistinctEntries::new(&entries);
        report(&format!("{name}: one pick"), times(|| distinct.pick(Client::Containerd, &host)));
        report(
            &format!("{name}: one selection, with its reasons"),
            times(|| distinct.select(Client::Containerd, &host)),
        );
        let told = || {
            let selection = distinct.select(Client::Containerd, &host);
            selection.reasons.iter().map(|reason| reason.to_string().len()).sum::<usize>()
        };
        report(&format!("{name}: one selection, every reason in words"), times(told));
    }
}
