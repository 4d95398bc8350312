//! How good the search is on questions whose answers are known: nDCG and recall, by category.
//!
//! Judges what a visitor would get, so it asks the same searcher; must not rank anything itself.

mod metric;
mod record;
mod set;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::error::IndexError;
use crate::index::Index;
use crate::search::{MOST_PER_PAGE, Request, Searcher};
pub use set::{RetrievalSet, SetError};

/// Results that are looked at for each question.
const DEPTH: usize = 100;

/// What came of an evaluation.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// Records in the set.
    pub records: usize,
    /// All questions that have answers.
    pub all: Score,
    /// The same by category, where the set says categories.
    pub categories: BTreeMap<String, Score>,
    /// Questions without any answer.
    pub unanswerable: usize,
    /// Those of them for which nothing came, or what came was marked as a guess.
    pub unanswered: usize,
    /// nDCG@10 of each question.
    pub questions: BTreeMap<String, f64>,
}

/// Means over some questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Score {
    /// How many questions.
    pub questions: usize,
    /// Mean of nDCG at 10, with gains of 2^grade − 1.
    pub ndcg_10: f64,
    /// Mean share of the right records that are among the first 10.
    pub recall_10: f64,
    /// Mean share of the right records that are among the first 100.
    pub recall_100: f64,
}

/// Fills an index in this folder, which must be empty, with the records of the set, and asks its questions.
///
/// # Errors
/// When the folder cannot be used.
pub fn evaluate(set: &RetrievalSet, folder: &Path) -> Result<Report, IndexError> {
    let index = Index::open(folder)?;
    let mut ids = BTreeMap::new();
    let mut writer = index.writer()?;
    for (place, sheet) in set.records.iter().enumerate() {
        ids.insert(record::write(&mut writer, sheet, place as u64 + 1)?, sheet.id.as_str());
    }
    writer.commit(set.records.len() as u64)?;
    writer.close()?;
    let searcher = index.searcher();
    let mut report = Report { records: set.records.len(), ..Report::default() };
    for (id, question) in &set.questions {
        let answer = Answer::ask(&searcher, &ids, question)?;
        report.take(set, id, &answer);
    }
    report.all.finish();
    report.categories.values_mut().for_each(Score::finish);
    Ok(report)
}

/// What came for one question.
struct Answer<'a> {
    found: Vec<&'a str>,
    guess: bool,
}

impl<'a> Answer<'a> {
    fn ask(searcher: &Searcher, ids: &BTreeMap<String, &'a str>, question: &str) -> Result<Self, IndexError> {
        let mut answer = Self { found: Vec::new(), guess: false };
        for page in 1..=DEPTH.div_ceil(MOST_PER_PAGE) {
            let request =
                Request { query: question.to_owned(), page, per_page: MOST_PER_PAGE, ..Request::default() };
            let found = searcher.search(&request)?;
            answer.guess |= found.is_guess();
            answer.found.extend(found.hits.iter().filter_map(|hit| ids.get(&hit.key).copied()));
        }
        Ok(answer)
    }
}

impl Report {
    fn take(&mut self, set: &RetrievalSet, id: &str, answer: &Answer<'_>) {
        let none = BTreeMap::new();
        let grades = set.grades.get(id).unwrap_or(&none);
        if grades.values().all(|grade| *grade == 0) {
            self.unanswerable += 1;
            self.unanswered += usize::from(answer.found.is_empty() || answer.guess);
            return;
        }
        let one = Score {
            questions: 1,
            ndcg_10: metric::ndcg(&answer.found, grades, 10),
            recall_10: metric::recall(&answer.found, grades, 10),
            recall_100: metric::recall(&answer.found, grades, 100),
        };
        self.questions.insert(id.to_owned(), one.ndcg_10);
        self.all.add(one);
        if let Some(category) = set.categories.get(id) {
            self.categories.entry(category.clone()).or_default().add(one);
        }
    }
}

impl Score {
    fn add(&mut self, one: Self) {
        self.questions += one.questions;
        self.ndcg_10 += one.ndcg_10;
        self.recall_10 += one.recall_10;
        self.recall_100 += one.recall_100;
    }

    /// Makes means of sums.
    fn finish(&mut self) {
        #[expect(clippy::cast_precision_loss, reason = "questions are counted in thousands")]
        let many = self.questions.max(1) as f64;
        for sum in [&mut self.ndcg_10, &mut self.recall_10, &mut self.recall_100] {
            *sum /= many;
        }
    }
}
