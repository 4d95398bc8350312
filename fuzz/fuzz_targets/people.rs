//! `cargo fuzz run people fuzz/corpus/people fuzz/seeds/people`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::people(bytes));
