//! How much a query can make the engine do: strings written to break things, built against an index, and
//! their terms counted. A number holds on every machine, a time does not.

#[path = "../../../tests/it/corpus.rs"]
#[allow(unfulfilled_lint_expectations, reason = "in unit tests printing is allowed anyway")]
mod corpus;

use glane_catalog::vocabulary::software;
use proptest::prelude::*;
use tantivy::query::Query;

use super::{CLAUSES, LONGEST, config, queries};
use crate::analyse::register;
use crate::entry::Entry;
use crate::query::{build, clauses, parse};
use crate::schema::{Fields, schema};

/// Terms that the engine looks up for one query, at most: of the 256 characters that are read, hardly a
/// hundred can be words, and a word is sought in eleven places, joined to its neighbours, and as its
/// guesses and its other names.
const TERMS: usize = 6_000;

/// An index of the programs that every index begins with.
struct Bench {
    searcher: tantivy::Searcher,
    fields: Fields,
}

impl Bench {
    fn new() -> Self {
        let (schema, fields) = schema();
        let engine = tantivy::Index::create_in_ram(schema);
        register(engine.tokenizers());
        let mut writer = engine.writer_with_num_threads(1, 15_000_000).unwrap();
        for program in software::all() {
            writer.add_document(Entry::software(program).document(&fields)).unwrap();
        }
        writer.commit().unwrap();
        Self { searcher: engine.reader().unwrap().searcher(), fields }
    }

    /// Terms of what a query becomes, and of what comes near it.
    fn terms(&self, query: &str) -> usize {
        let built = build(&self.searcher, &self.fields, &parse(query)).unwrap();
        let count = |query: &dyn Query| {
            let mut terms = 0;
            query.query_terms(&mut |_, _| terms += 1);
            terms
        };
        count(&*built.query) + built.wider.map_or(0, |wider| count(&*wider))
    }
}

#[test]
fn hostile_strings_become_queries_of_bounded_size() {
    let Some(folder) = corpus::folder("hostile/strings") else { return };
    let bench = Bench::new();
    let mut tried = 0;
    for file in ["blns.txt", "crlfinjection.txt"] {
        let text = std::fs::read(folder.join(file)).unwrap();
        let text = String::from_utf8_lossy(&text);
        // Each many times over, and as the value of everything that takes one.
        for line in text.lines().chain([&*text]) {
            let values =
                format!("niveau:{line} licence:\"{line}\" -auteur:{line} maj:{line} \"{line}\" -{line}");
            for query in [&*format!("{line} ").repeat(LONGEST), &values] {
                assert!(clauses(query) <= CLAUSES, "{query:?}");
                let terms = bench.terms(query);
                assert!(terms <= TERMS, "{terms} for {query:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn the_longest_queries_are_bounded_too() {
    let bench = Bench::new();
    for word in
        ["a", "l'", "6e", "c++", "maths", "teams", "fraction", "cc by", "qcm", "a.b-c_d", "svt nsi", "ab,"]
    {
        for between in [" ", " OU ", " -"] {
            let query = format!("{word}{between}").repeat(LONGEST);
            let terms = bench.terms(&query);
            assert!(terms <= TERMS, "{terms} for {query:?}");
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_query_is_built(query in queries()) {
        // Made once a thread: proptest runs its cases one after the other.
        thread_local!(static BENCH: Bench = Bench::new());
        let terms = BENCH.with(|bench| bench.terms(&query));
        prop_assert!(terms <= TERMS, "{terms}");
    }
}
