//! How much memory a tab takes, by what Linux says of its process.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Runs `act`, and gives the most memory that the tab used meanwhile.
pub fn peak_while<T>(driver: u32, act: impl FnOnce() -> T) -> (u64, T) {
    let (peak, ended) = (AtomicU64::new(0), AtomicBool::new(false));
    let made = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                peak.fetch_max(memory(driver), Ordering::Relaxed);
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
        });
        let made = act();
        ended.store(true, Ordering::Relaxed);
        made
    });
    (peak.load(Ordering::Relaxed), made)
}

/// Bytes of the largest tab's own memory, as Chromium's task manager counts them: what is not shared with a
/// file. Zero where there is no /proc.
pub fn memory(driver: u32) -> u64 {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let tabs = numbers.filter(|process| is_tab(*process) && descends(*process, driver));
    tabs.map(|process| field(process, "RssAnon:") + field(process, "RssShmem:") + field(process, "VmSwap:"))
        .max()
        .unwrap_or(0)
}

fn is_tab(process: u32) -> bool {
    std::fs::read(format!("/proc/{process}/cmdline"))
        .is_ok_and(|line| line.split(|byte| [0, b' '].contains(byte)).any(|word| word == b"--type=renderer"))
}

fn descends(mut process: u32, from: u32) -> bool {
    for _ in 0..16 {
        if process == from {
            return true;
        }
        process = status(process, "PPid:") as u32;
    }
    false
}

/// A field of a process's status that is in kB, in bytes.
fn field(process: u32, name: &str) -> u64 {
    status(process, name) * 1024
}

fn status(process: u32, name: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
