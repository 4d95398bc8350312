//! `cargo fuzz run latex fuzz/corpus/latex fuzz/seeds/latex`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::latex(bytes));
