//! `cargo fuzz run image fuzz/corpus/image fuzz/seeds/image`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::image(bytes));
