//! `cargo fuzz run package fuzz/corpus/package fuzz/seeds/package`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::package(bytes));
