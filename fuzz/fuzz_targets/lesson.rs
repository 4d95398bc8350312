//! `cargo fuzz run lesson fuzz/corpus/lesson fuzz/seeds/lesson`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::lesson(bytes));
