//! What `glane check` is told of a forge or host that answers: how it stands, and what should be mended.
//!
//! Holds sentences and no token; must not know where they are shown.

use std::fmt;

/// What was found of a side that works.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How it stands.
    pub sentence: String,
    /// What works today and should be mended: a right too many, an end that is near. Each with its remedy.
    pub warnings: Vec<String>,
}

impl Checked {
    /// One that stands so, with nothing to mend.
    #[must_use]
    pub fn well(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), warnings: Vec::new() }
    }

    /// Says one thing more.
    #[must_use]
    pub fn and(mut self, more: &str) -> Self {
        if !self.sentence.is_empty() && !more.is_empty() {
            self.sentence.push_str("; ");
        }
        self.sentence.push_str(more);
        self
    }

    /// Warns of something.
    #[must_use]
    pub fn warning(mut self, of: impl Into<String>) -> Self {
        self.warnings.push(of.into());
        self
    }

    /// Warns of something, if there is something.
    #[must_use]
    pub fn warning_if(self, of: Option<impl Into<String>>) -> Self {
        match of {
            Some(text) => self.warning(text),
            None => self,
        }
    }

    /// Says and warns of what another found as well.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut all = self.and(&other.sentence);
        all.warnings.extend(other.warnings);
        all
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence)?;
        self.warnings.iter().try_for_each(|warning| write!(out, "; {warning}"))
    }
}
