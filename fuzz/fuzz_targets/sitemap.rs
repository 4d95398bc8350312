//! `cargo fuzz run sitemap fuzz/corpus/sitemap fuzz/seeds/sitemap`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| glane_fuzz::sitemap(bytes));
