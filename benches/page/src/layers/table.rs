//! What was measured, beside its bounds.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::Layer;
use crate::Row;

/// The whole job is to take at most this part of the browser's own time.
const WHOLE_JOB_RATIO: f64 = 1.5;

/// Bytes that the tab may take for the large archive.
const TAB_BYTES: u64 = 200_000_000;

/// Milliseconds for each gigabyte until an archive's tree is there.
const TREE_MILLISECONDS: f64 = 1000.0;

/// Bytes that are hashed where only that is measured; `HASHED` in bench.js.
const HASHED: f64 = 67_108_864.0;

/// The rows, of the medians in milliseconds and the tab's memory before and at most.
pub fn rows(layer: &Layer, medians: &BTreeMap<String, f64>, (before, peak): (u64, u64)) -> Vec<Row> {
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0.0, |data| data.len() as f64);
    let tar = bytes(&layer.tar);
    let time = |what: &str| medians.get(what).copied().unwrap_or(f64::NAN);
    let speed = |what: &str, bytes: f64| bytes / time(what) / 1000.0;
    let mut rows = Vec::new();
    let mut row = |what: &str, measured: String, bound: String, kept: bool| {
        rows.push(Row { what: what.to_owned(), measured, bound, kept });
    };
    let compared = |bytes: f64, whats: &[(&str, &str)]| {
        let each = whats.iter().map(|(name, what)| format!("{name} {:.0}", speed(what, bytes)));
        each.collect::<Vec<_>>().join(", ")
    };

    let (ours, other) = (speed("sha256 ours", HASHED), speed("sha256 hash-wasm", HASHED));
    let others =
        compared(HASHED, &[("hash-wasm", "sha256 hash-wasm"), ("crypto.subtle", "sha256 crypto.subtle")]);
    row("SHA-256, one stream, MB/s", format!("{ours:.0}; {others}"), "hash-wasm’s".into(), ours >= other);
    let ours = speed("gzip ours", tar);
    let others = [
        ("DecompressionStream", "gzip DecompressionStream"),
        ("pako", "gzip pako"),
        ("fflate", "gzip fflate"),
    ];
    let best = others.iter().map(|(_, what)| speed(what, tar)).fold(0.0, f64::max);
    row(
        "gzip, unpacked, MB/s",
        format!("{ours:.0}; {}", compared(tar, &others)),
        "the others’ best".into(),
        ours >= best,
    );
    let ours = speed("zstd ours", tar);
    let others = [("zstddec", "zstd zstddec"), ("fzstd", "zstd fzstd")];
    let best = others.iter().map(|(_, what)| speed(what, tar)).fold(0.0, f64::max);
    row(
        "zstd, unpacked, MB/s",
        format!("{ours:.0}; {}", compared(tar, &others)),
        "the others’ best".into(),
        ours >= best,
    );

    let browser = time("layer, browser");
    let two = time("layer, two workers");
    let ratio = browser / two;
    row(
        "Whole job on one layer, two workers",
        format!("{two:.0} ms; the browser’s own {browser:.0} ms; {ratio:.2} ×"),
        format!("{WHOLE_JOB_RATIO} ×"),
        ratio >= WHOLE_JOB_RATIO,
    );
    let natives = ["native sha256sum", "native gzip -dc | sha256sum", "native tar -t"];
    let sum: f64 = natives.iter().map(|what| time(what)).sum();
    let each =
        natives.map(|what| format!("{} {:.0}", what.trim_start_matches("native "), time(what))).join(", ");
    row("Whole job by the system’s programs, ms", format!("{sum:.0}: {each}"), "none".into(), true);
    let one = time("layer, one worker");
    row(
        "Whole job on one layer, one worker",
        format!("{one:.0} ms; {:.2} ×", browser / one),
        "none".into(),
        true,
    );
    let (all, alone) = (time("four layers, all workers"), time("four layers, one worker"));
    row(
        "Four layers at once, all workers",
        format!("{all:.0} ms; one worker {alone:.0} ms; {:.2} ×", alone / all),
        "one worker’s".into(),
        all <= alone,
    );

    let (browser, ours) = (time("small layers, browser"), time("small layers, all workers"));
    let ratio = browser / ours;
    row(
        "Whole job on twelve small layers, all workers",
        format!("{ours:.0} ms; the browser’s own {browser:.0} ms; {ratio:.2} ×"),
        format!("{WHOLE_JOB_RATIO} ×"),
        ratio >= WHOLE_JOB_RATIO,
    );

    let archive = layer.places.1 as f64 * layer.places.2 as f64;
    let gigabytes = archive / 1e9;
    let tree = time("archive, its tree");
    row(
        "Archive of 4 GB, to its tree",
        format!("{tree:.0} ms"),
        format!("{:.0} ms", gigabytes * TREE_MILLISECONDS),
        tree <= gigabytes * TREE_MILLISECONDS,
    );
    let all = time("archive, all layers");
    let unpacked = layer.places.1 as f64 * tar;
    row(
        "Archive of 4 GB, all layers",
        format!("{:.1} s; {:.0} MB/s unpacked", all / 1000.0, unpacked / all / 1000.0),
        "none".into(),
        true,
    );
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    row(
        "Archive of 4 GB, the tab’s memory at most",
        format!("{:.0} MB; {:.0} MB before", megabytes(peak), megabytes(before)),
        format!("{:.0} MB", megabytes(TAB_BYTES)),
        peak <= TAB_BYTES,
    );
    rows
}
