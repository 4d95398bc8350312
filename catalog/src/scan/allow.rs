//! What a rule finds and is no finding: paths and texts that somebody named.
//!
//! Must not know which rule it belongs to.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use regex::bytes::Regex;

use super::RuleError;

/// One list of exceptions: any of them is enough, unless all are wanted.
#[derive(Debug, Default)]
pub(super) struct Allow {
    pub(super) paths: Vec<Regex>,
    pub(super) texts: Vec<Regex>,
    pub(super) words: Vec<String>,
    pub(super) target: Target,
    pub(super) all: bool,
}

/// What the texts of an exception are compared with.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The secret itself.
    #[default]
    Secret,
    /// All that the rule matched.
    Match,
    /// The line in which it is.
    Line,
}

/// What an exception can look at.
pub(super) struct Candidate<'a> {
    pub(super) path: &'a str,
    pub(super) secret: &'a [u8],
    pub(super) matched: &'a [u8],
    pub(super) line: &'a [u8],
}

impl Allow {
    pub(super) fn covers(&self, candidate: &Candidate<'_>) -> bool {
        let target = match self.target {
            Target::Secret => candidate.secret,
            Target::Match => candidate.matched,
            Target::Line => candidate.line,
        };
        let lower = String::from_utf8_lossy(candidate.secret).to_lowercase();
        let checks = [
            (!self.paths.is_empty(), self.covers_path(candidate.path)),
            (!self.texts.is_empty(), self.texts.iter().any(|text| text.is_match(target))),
            (!self.words.is_empty(), self.words.iter().any(|word| lower.contains(word.as_str()))),
        ];
        let mut given = checks.iter().filter(|(given, _)| *given).map(|(_, met)| *met).peekable();
        given.peek().is_some() && if self.all { given.all(|met| met) } else { given.any(|met| met) }
    }

    /// Whether a path is among those it names.
    pub(super) fn covers_path(&self, path: &str) -> bool {
        self.paths.iter().any(|named| named.is_match(path.as_bytes()))
    }
}

/// The paths in which no secret is looked for.
pub(super) fn paths(globs: &[String]) -> Result<GlobSet, RuleError> {
    let refused = |glob: &str, error: &globset::Error| RuleError {
        rule: glob.to_owned(),
        problem: format!("not a glob: {}; write e.g. tests/fixtures/** in skip_paths", error.kind()),
    };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(GlobBuilder::new(glob).build().map_err(|error| refused(glob, &error))?);
    }
    set.build().map_err(|error| refused(&globs.join(", "), &error))
}
