//! Feeds `bayplan_fuzz_targets::build_file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::build_file::run(bytes));
