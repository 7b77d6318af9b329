//! Feeds `bayplan_fuzz_targets::evidence_cosign`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bayplan_fuzz_targets::evidence_cosign::run(bytes));
