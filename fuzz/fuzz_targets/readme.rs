//! `cargo fuzz run readme fuzz/corpus/readme fuzz/seeds/readme`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::readme(bytes));
