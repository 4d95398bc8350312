//! A set of records, questions and judged answers, read from the files of a folder.
//!
//! `corpus.jsonl`, `queries.jsonl`, `qrels.tsv`, and `categories.tsv` where there is one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::analyse::unaccented;

/// What is evaluated with.
#[derive(Debug, Clone, Default)]
pub struct RetrievalSet {
    pub(super) records: Vec<Sheet>,
    /// Questions by their id.
    pub(super) questions: Vec<(String, String)>,
    /// By question, the grade of each judged record; 0 is a wrong one.
    pub(super) grades: BTreeMap<String, BTreeMap<String, u32>>,
    /// Category of each question.
    pub(super) categories: BTreeMap<String, String>,
}

/// One record of the set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sheet {
    #[serde(rename = "_id")]
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) levels: Vec<String>,
    pub(super) subjects: Vec<String>,
    #[serde(rename = "type")]
    pub(super) sort: String,
    pub(super) licence: String,
    pub(super) language: String,
    pub(super) tags: Vec<String>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// Why a set cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// A file that cannot be read.
    #[error("{path} cannot be read: {source}; a set has corpus.jsonl, queries.jsonl and qrels.tsv", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line that is not what it should be.
    #[error("{path}, line {line}: {message}", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what is wanted.
        message: String,
    },
}

impl RetrievalSet {
    /// Reads the set of a folder, with the questions of the file of this name.
    ///
    /// # Errors
    /// When a file is missing or a line is not what it should be.
    pub fn read(folder: &Path, questions: &str) -> Result<Self, SetError> {
        let asked = json_lines::<Question>(&folder.join(questions))?;
        let mut set = Self {
            records: json_lines(&folder.join("corpus.jsonl"))?,
            questions: asked.into_iter().map(|question| (question.id, question.text)).collect(),
            ..Self::default()
        };
        let path = folder.join("qrels.tsv");
        for (line, row) in rows(&path)?.into_iter().enumerate().skip(1) {
            let grade = match row.as_slice() {
                [question, record, grade] => grade.parse().ok().map(|grade| (question, record, grade)),
                _ => None,
            };
            let Some((question, record, grade)) = grade else {
                let message = "three columns are wanted: query-id, corpus-id and a grade".to_owned();
                return Err(SetError::Line { path, line: line + 1, message });
            };
            set.grades.entry(question.clone()).or_default().insert(record.clone(), grade);
        }
        let path = folder.join("categories.tsv");
        if path.exists() {
            for row in rows(&path)? {
                if let [question, category] = row.as_slice() {
                    set.categories.insert(question.clone(), category.clone());
                }
            }
        }
        Ok(set)
    }

    /// The same questions as somebody types them who writes no accents.
    #[must_use]
    pub fn without_accents(mut self) -> Self {
        for (_, text) in &mut self.questions {
            *text = unaccented(text);
        }
        self
    }

    /// One question of so many, spread over all of them.
    #[must_use]
    pub fn one_in(mut self, many: usize) -> Self {
        self.questions = self.questions.into_iter().step_by(many.max(1)).collect();
        self
    }
}

fn text_of(path: &Path) -> Result<String, SetError> {
    std::fs::read_to_string(path).map_err(|source| SetError::Io { path: path.to_owned(), source })
}

fn json_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, SetError> {
    let text = text_of(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(at, line): (usize, &str)| {
        let wrong = |error: serde_json::Error| SetError::Line {
            path: path.to_owned(),
            line: at + 1,
            message: format!("one JSON object is wanted: {error}"),
        };
        serde_json::from_str(line).map_err(wrong)
    };
    lines.map(read).collect()
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>, SetError> {
    let text = text_of(path)?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}
