//! Collects, while the file is read: problems, warnings, and every value with its origin.
//!
//! Does not know what any key means.

use serde_json::Value;

use super::origin::{Origin, Setting};
use super::place::{Place, place_of};
use super::problem::Problem;

/// The protocol of one reading of the configuration.
#[derive(Debug)]
pub(super) struct Report<'a> {
    file: String,
    text: &'a str,
    pub(super) problems: Vec<Problem>,
    /// Secrets that cannot be had: what needs no network works without them.
    pub(super) secrets: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    pub(super) settings: Vec<Setting>,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: String, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
            secrets: Vec::new(),
            warnings: Vec::new(),
            settings: Vec::new(),
        }
    }

    pub(super) fn place(&self, offset: usize) -> Place {
        place_of(self.text, offset)
    }

    pub(super) fn problem(&mut self, at: Place, message: impl Into<String>, remedy: impl Into<String>) {
        let problem = self.about(at, message.into(), remedy.into());
        self.problems.push(problem);
    }

    /// A secret that is named and cannot be had.
    pub(super) fn secret_problem(
        &mut self,
        at: Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let problem = self.about(at, message.into(), remedy.into());
        self.secrets.push(problem);
    }

    pub(super) fn warning(&mut self, at: Place, message: impl Into<String>, remedy: impl Into<String>) {
        let warning = self.about(at, message.into(), remedy.into());
        self.warnings.push(warning);
    }

    /// A problem with the value of an environment variable.
    pub(super) fn variable_problem(&mut self, variable: &str, message: String, remedy: String) {
        self.problems.push(Problem { subject: variable.to_owned(), place: None, message, remedy });
    }

    fn about(&self, at: Place, message: String, remedy: String) -> Problem {
        Problem { subject: self.file.clone(), place: Some(at), message, remedy }
    }

    /// The origin of a value written at this place, or of the default when it was not written.
    pub(super) fn origin(&self, at: Option<Place>) -> Origin {
        at.map_or(Origin::Default, |at| Origin::File { file: self.file.clone(), line: at.line })
    }

    /// Notes a resolved value.
    pub(super) fn show(&mut self, key: String, value: impl Into<Value>, at: Option<Place>) {
        let origin = self.origin(at);
        self.settings.push(Setting { key, value: value.into(), origin, note: None });
    }
}
