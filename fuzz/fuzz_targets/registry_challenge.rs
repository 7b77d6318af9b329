//! Feeds `bayplan_fuzz_targets::registry_challenge`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::registry_challenge::run(bytes));
