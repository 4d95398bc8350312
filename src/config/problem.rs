//! What is wrong with the configuration: where, what, and the remedy; all of it at once.
//!
//! Never holds a value that could be a token.

use std::fmt;

use super::place::Place;

/// One thing wrong with the configuration, or worth a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or environment variable.
    pub(super) subject: String,
    /// The place in the file; none for the file as a whole and for variables.
    pub(super) place: Option<Place>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) remedy: String,
}

impl Problem {
    /// Line in the file, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.place.map(|place| place.line)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.subject)?;
        if let Some(place) = self.place {
            write!(f, ":{place}")?;
        }
        write!(f, ": {} — {}", self.message, self.remedy)
    }
}

/// Everything that is wrong with the configuration, in the order of the file, one a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<Problem>,
}

impl ConfigError {
    /// Problems of the file come first, by place; then those of the environment.
    pub(super) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.place.is_none(), problem.place));
        Self { problems }
    }

    /// A problem with the file as a whole.
    pub(super) fn whole(file: &str, message: String, remedy: &str) -> Self {
        Self::new(vec![Problem { subject: file.to_owned(), place: None, message, remedy: remedy.to_owned() }])
    }

    /// The problems.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
