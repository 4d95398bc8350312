//! `cargo fuzz run record_text fuzz/corpus/record_text fuzz/seeds/record_text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::record_text(bytes));
