//! `cargo fuzz run html fuzz/corpus/html fuzz/seeds/html`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::html(bytes));
