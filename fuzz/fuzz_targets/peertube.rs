//! `cargo fuzz run peertube fuzz/corpus/peertube fuzz/seeds/peertube`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::peertube(bytes));
