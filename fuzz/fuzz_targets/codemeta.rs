//! `cargo fuzz run codemeta fuzz/corpus/codemeta fuzz/seeds/codemeta`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::codemeta(bytes));
