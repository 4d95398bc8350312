//! What holds of every query, shown on queries put together at random by a generator that always begins
//! the same.

use super::parse::parse;
use super::tree::{Clause, What};
use super::understand::understand;

/// What queries are put together from.
const PIECES: &[&str] = &[
    "a",
    "maths",
    "6eme",
    "seconde",
    "cc",
    "by",
    "teams",
    "remplacer",
    "l'",
    "L’",
    "\"",
    "«",
    "»",
    "-",
    "--",
    "OU",
    "OR",
    " ",
    "  ",
    ":",
    "licence:",
    "niveau:",
    "maj:>",
    "2025-01",
    "auteur:",
    "type:",
    "c++",
    ".net",
    "é",
    "e\u{301}",
    "🎓",
    "\u{202e}",
    "\0",
    "(",
    "*",
    "~2",
    "\\",
    "'",
    "+",
    "#",
    "..",
    "9999999999",
    "ﬁ",
    "İ",
    "ß",
    "中文",
];
const ROUNDS: usize = 3000;

struct Generator(u64);

impl Generator {
    /// Xorshift: the same numbers each time.
    fn below(&mut self, many: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % many as u64).unwrap()
    }

    fn query(&mut self) -> String {
        (0..self.below(40)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

fn leaves(clause: &Clause) -> usize {
    match &clause.what {
        What::Any(any) => any.iter().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn every_query_is_read_and_every_clause_stands_somewhere_in_it() {
    let mut generator = Generator(0x9e37_79b9_7f4a_7c15);
    for _ in 0..ROUNDS {
        let query = generator.query();
        let parsed = parse(&query);
        assert!(parsed.text.chars().count() <= 256, "{query:?}");
        // A word that stands where an alternative was to come is read besides.
        assert!(parsed.clauses.iter().map(leaves).sum::<usize>() <= 33, "{query:?}");
        let mut last = 0;
        for clause in &parsed.clauses {
            assert!(clause.span.start >= last && clause.span.end <= parsed.text.len(), "{query:?}");
            assert!(parsed.text.get(clause.span.clone()).is_some(), "{query:?}");
            last = clause.span.start;
            if let What::Any(any) = &clause.what {
                assert!(any.len() > 1 && any.iter().all(|one| !one.excluded), "{query:?}");
                assert!(any.iter().all(|one| !matches!(one.what, What::Any(_))), "{query:?}");
            }
        }
        // What was read is read the same again.
        assert_eq!(parse(&parsed.text), parsed, "{query:?}");
    }
}

#[test]
fn no_two_meanings_share_a_word() {
    let mut generator = Generator(7);
    for _ in 0..ROUNDS / 10 {
        let words: Vec<&str> = (0..generator.below(12)).map(|_| PIECES[generator.below(9)]).collect();
        let meanings = understand(&words, &words);
        for pair in meanings.windows(2) {
            assert!(pair[0].words.end <= pair[1].words.start, "{words:?} {meanings:?}");
        }
        assert!(meanings.iter().all(|meaning| !meaning.words.is_empty() && meaning.words.end <= words.len()));
    }
}
