//! Something a reader should mend: what is wrong, where, and the remedy.
//!
//! Shared by readers, examination and gate; must not know who will read it.

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended: the value could not be used.
    Error,
}

/// One thing to mend, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of the rule, `snake_case`.
    pub code: String,
    /// The file's path in the repository, if it is about one.
    pub path: Option<String>,
    /// The key in that file.
    pub key: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Finding {
    /// A finding about no particular place.
    #[must_use]
    pub fn new(
        severity: Severity,
        code: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            path: None,
            key: None,
            line: None,
            column: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// The same finding, about a file.
    #[must_use]
    pub fn in_file(mut self, path: &str, line: Option<u32>) -> Self {
        self.path = Some(path.to_owned());
        self.line = line;
        self
    }

    /// The same finding, about a key of its file.
    #[must_use]
    pub fn at_key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    /// The same finding, with its column.
    #[must_use]
    pub fn at_column(mut self, column: u32) -> Self {
        self.column = Some(column);
        self
    }
}
