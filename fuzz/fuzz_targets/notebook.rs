//! `cargo fuzz run notebook fuzz/corpus/notebook fuzz/seeds/notebook`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::notebook(bytes));
