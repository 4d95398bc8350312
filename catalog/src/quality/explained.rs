//! A measure together with why it is what it is, in French and in English.
//!
//! The parts make the whole: a total is the sum of the steps that are shown, never a second account.

use serde::Serialize;

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The sentence in both languages.
    #[must_use]
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }
}

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It could not be measured.
    Unknown,
}

impl Outcome {
    /// What is known of a condition.
    #[must_use]
    pub fn of(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}

/// One criterion, what came of it and what it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Stable name of the criterion, `snake_case`.
    pub rule: &'static str,
    /// Whether it is met.
    pub outcome: Outcome,
    /// What it adds to the total, where there is one.
    pub points: i64,
    /// Why, in words.
    pub said: Text,
}

/// A value and its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained<T> {
    /// What was measured.
    pub value: T,
    /// The result in one sentence.
    pub said: Text,
    /// The criteria, in the order they are weighed.
    pub steps: Vec<Step>,
}
