//! `cargo fuzz run manifest_text fuzz/corpus/manifest_text fuzz/seeds/manifest_text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::manifest_text(bytes));
