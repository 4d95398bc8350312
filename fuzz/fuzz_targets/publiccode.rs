//! `cargo fuzz run publiccode fuzz/corpus/publiccode fuzz/seeds/publiccode`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::publiccode(bytes));
