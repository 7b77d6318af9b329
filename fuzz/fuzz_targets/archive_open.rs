//! Feeds `bayplan_fuzz_targets::archive_open`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::archive_open::run(bytes));
