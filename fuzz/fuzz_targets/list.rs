//! `cargo fuzz run list fuzz/corpus/list fuzz/seeds/list`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::list(bytes));
