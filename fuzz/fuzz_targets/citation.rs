//! `cargo fuzz run citation fuzz/corpus/citation fuzz/seeds/citation`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::citation(bytes));
