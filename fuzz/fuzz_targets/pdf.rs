//! `cargo fuzz run pdf fuzz/corpus/pdf fuzz/seeds/pdf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::pdf(bytes));
