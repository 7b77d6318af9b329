//! Feeds `bayplan_fuzz_targets::tar_scan`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::tar_scan::run(bytes));
