//! `cargo fuzz run manifest_json fuzz/corpus/manifest_json fuzz/seeds/manifest_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::manifest_json(bytes));
