//! Feeds `bayplan_fuzz_targets::layer_merge`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::layer_merge::run(bytes));
