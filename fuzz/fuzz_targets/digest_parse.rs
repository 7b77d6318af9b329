//! Feeds `bayplan_fuzz_targets::digest_parse`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::digest_parse::run(bytes));
