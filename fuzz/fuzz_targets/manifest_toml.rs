//! `cargo fuzz run manifest_toml fuzz/corpus/manifest_toml fuzz/seeds/manifest_toml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::manifest_toml(bytes));
