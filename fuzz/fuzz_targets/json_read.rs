//! Feeds `bayplan_fuzz_targets::json_read`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::json_read::run(bytes));
