//! Feeds `bayplan_fuzz_targets::codec`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::codec::run(bytes));
