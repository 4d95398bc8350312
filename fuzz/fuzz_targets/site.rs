//! `cargo fuzz run site fuzz/corpus/site fuzz/seeds/site`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::site(bytes));
