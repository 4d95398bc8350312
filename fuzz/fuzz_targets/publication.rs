//! `cargo fuzz run publication fuzz/corpus/publication fuzz/seeds/publication`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::publication(bytes));
