//! `cargo fuzz run expression fuzz/corpus/expression fuzz/seeds/expression`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::expression(bytes));
