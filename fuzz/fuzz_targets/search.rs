//! `cargo fuzz run search fuzz/corpus/search fuzz/seeds/search`.
//!
//! A query is read, built and run over an index of a few records, as the site does with what is typed.

#![no_main]

use std::sync::LazyLock;

use glane_index::{Index, Request, Searcher};

/// An index in a folder of its own, which stays behind as the process does not end by itself.
static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("glane-fuzz-search-{}", std::process::id()));
    let index = match Index::open(&folder) {
        Ok(index) => index,
        Err(error) => panic!("{error}"),
    };
    if let Err(error) = fill(&index) {
        panic!("{error}");
    }
    index.searcher()
});

/// The programs with which every index begins, and a commit.
fn fill(index: &Index) -> Result<(), glane_index::IndexError> {
    let mut writer = index.writer()?;
    writer.commit(1)?;
    writer.close()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let query = String::from_utf8_lossy(bytes).into_owned();
    let request = Request { query, ..Request::default() };
    let page = match SEARCHER.search(&request) {
        Ok(page) => page,
        Err(error) => panic!("{error}"),
    };
    assert!(page.hits.len() <= page.total);
    for hit in &page.hits {
        for html in [&hit.title_html, &hit.snippet_html] {
            let rest = html.replace("<mark>", "").replace("</mark>", "");
            assert!(!rest.contains(['<', '>']), "{html}");
        }
    }
    // What is offered instead is a query as well.
    for instead in
        page.corrected.iter().chain(&page.verbatim).chain(page.understood.iter().map(|one| &one.instead))
    {
        assert!(glane_index::clauses(instead) <= 32);
    }
});
