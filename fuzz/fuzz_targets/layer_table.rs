//! Feeds `bayplan_fuzz_targets::layer_table`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::layer_table::run(bytes));
