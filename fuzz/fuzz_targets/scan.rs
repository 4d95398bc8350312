//! `cargo fuzz run scan fuzz/corpus/scan fuzz/seeds/scan`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::scan(bytes));
