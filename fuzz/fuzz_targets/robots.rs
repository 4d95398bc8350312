//! `cargo fuzz run robots fuzz/corpus/robots fuzz/seeds/robots`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::robots(bytes));
