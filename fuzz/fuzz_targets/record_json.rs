//! `cargo fuzz run record_json fuzz/corpus/record_json fuzz/seeds/record_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::record_json(bytes));
