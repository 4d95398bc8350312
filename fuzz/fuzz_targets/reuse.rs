//! `cargo fuzz run reuse fuzz/corpus/reuse fuzz/seeds/reuse`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::reuse(bytes));
