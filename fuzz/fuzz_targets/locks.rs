//! `cargo fuzz run locks fuzz/corpus/locks fuzz/seeds/locks`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::locks(bytes));
