//! `cargo fuzz run record_xml fuzz/corpus/record_xml fuzz/seeds/record_xml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::record_xml(bytes));
