//! `cargo fuzz run manifest_xml fuzz/corpus/manifest_xml fuzz/seeds/manifest_xml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::manifest_xml(bytes));
