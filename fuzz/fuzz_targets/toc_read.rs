//! Feeds `bayplan_fuzz_targets::toc_read`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::toc_read::run(bytes));
