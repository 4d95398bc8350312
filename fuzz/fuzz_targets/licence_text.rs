//! `cargo fuzz run licence_text fuzz/corpus/licence_text fuzz/seeds/licence_text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::licence_text(bytes));
