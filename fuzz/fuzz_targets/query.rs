//! `cargo fuzz run query fuzz/corpus/query fuzz/seeds/query`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Not among the readers of `glane_fuzz`, which know nothing of the search.
    let clauses = glane_index::clauses(&String::from_utf8_lossy(bytes));
    assert!(clauses <= 32);
});
