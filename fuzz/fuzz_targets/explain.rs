//! Feeds `bayplan_fuzz_targets::explain`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::explain::run(bytes));
