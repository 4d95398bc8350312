//! The search on questions whose answers are known: bars that may only rise.
//!
//! nDCG@10 as `glane index evaluate` gives it. Where a bar falls, what was changed made the search worse.

use glane_index::{Report, RetrievalSet, evaluate};

use crate::corpus;

/// One question of so many of the larger sets is asked here; `evaluate` asks them all.
const ONE_IN: usize = 12;

fn report(set: &RetrievalSet) -> Report {
    let folder = tempfile::tempdir().unwrap();
    evaluate(set, folder.path()).unwrap()
}

#[test]
fn what_teachers_type() {
    let Some(folder) = corpus::folder("teachers") else { return };
    let report = report(&RetrievalSet::read(&folder, "queries.jsonl").unwrap());
    assert!(report.all.ndcg_10 >= 0.915, "{:#?}", report.all);
    for (category, bar) in [
        ("abbr", 0.905),
        ("ambiguous", 0.89),
        ("code", 0.96),
        ("english", 0.79),
        ("format", 0.99),
        ("licence", 0.90),
        ("noaccent", 0.98),
        ("organisation", 0.97),
        ("phrase", 0.953),
        ("proprietary", 0.825),
        ("software", 0.965),
        ("topic", 0.765),
        ("typo", 0.99),
        ("variant", 0.95),
    ] {
        let score = report.categories[category];
        assert!(score.ndcg_10 >= bar, "{category}: {score:?}");
    }
    assert_eq!((report.unanswered, report.unanswerable), (10, 10));
}

#[test]
fn questions_of_an_encyclopedia() {
    let Some(folder) = corpus::folder("oer/retrieval/piaf") else { return };
    let set = |questions| RetrievalSet::read(&folder, questions).unwrap().one_in(ONE_IN);
    let clean = report(&set("queries.jsonl"));
    assert!(clean.all.ndcg_10 >= PIAF && clean.all.recall_100 >= PIAF_100, "{:#?}", clean.all);
    let plain = report(&set("queries.jsonl").without_accents());
    assert!((clean.all.ndcg_10 - plain.all.ndcg_10).abs() <= 0.01, "{:#?}", plain.all);
    let typos = report(&set("queries-typo.jsonl"));
    assert!(typos.all.ndcg_10 >= PIAF_TYPOS, "{:#?}", typos.all);
}

#[test]
fn questions_to_a_public_service() {
    let Some(folder) = corpus::folder("oer/retrieval/cnil") else { return };
    let report = report(&RetrievalSet::read(&folder, "queries.jsonl").unwrap());
    assert!(report.all.ndcg_10 >= CNIL, "{:#?}", report.all);
}

/// Of the questions that are asked here.
const PIAF: f64 = 0.814;
const PIAF_100: f64 = 0.935;
const PIAF_TYPOS: f64 = 0.78;
const CNIL: f64 = 0.643;
