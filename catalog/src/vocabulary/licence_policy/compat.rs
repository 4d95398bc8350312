//! Which works may be put together: code into a project, two works in a remix, a work adapted.
//!
//! Tables of `catalog/data/licences`, each answer with its reason in both languages. Help, not legal
//! advice: what the tables do not hold is never answered by yes or no.

mod code;
mod combine;
mod content;
mod taken_up;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use code::code_into;
pub use combine::{Combination, MOST, Pair, combine};
pub use content::{adapted_under, remix};
pub use taken_up::taken_up;

use super::super::table::rows;

const REASONS: &str = include_str!("../../../data/licences/compat_reasons.csv");

/// What can be said of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes, the usual notices being kept.
    Yes,
    /// Under a condition that the reason says, or not known here.
    Depends,
    /// No.
    No,
}

impl Answer {
    fn parse(text: &str) -> Self {
        match text {
            "yes" => Self::Yes,
            "no" => Self::No,
            _ => Self::Depends,
        }
    }
}

/// An answer with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compatibility {
    /// The answer.
    pub answer: Answer,
    /// The licence of what comes of it, where there is a choice.
    pub under: Option<String>,
    /// Why, in one French sentence.
    pub fr: String,
    /// Why, in one English sentence.
    pub en: String,
}

static SENTENCES: LazyLock<HashMap<String, (String, String)>> = LazyLock::new(|| {
    rows(REASONS).map(|row| (row[0].to_owned(), (row[1].to_owned(), row[2].to_owned()))).collect()
});

impl Compatibility {
    /// An answer for the reason of that name, told of these two.
    fn new(answer: Answer, reason: &str, one: &str, other: &str) -> Self {
        let (fr, en) = SENTENCES.get(reason).cloned().unwrap_or_default();
        let told = |sentence: &str| sentence.replace("{a}", one).replace("{b}", other);
        Self { answer, under: None, fr: told(&fr), en: told(&en) }
    }

    /// The same, of which something comes that is under a licence.
    fn under(mut self, licence: &str) -> Self {
        self.fr = self.fr.replace("{result}", licence);
        self.en = self.en.replace("{result}", licence);
        self.under = Some(licence.to_owned());
        self
    }

    /// What the tables do not hold.
    fn unknown(one: &str, other: &str) -> Self {
        Self::new(Answer::Depends, "unknown", one, other)
    }
}

#[cfg(test)]
mod tests;
