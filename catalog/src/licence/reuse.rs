//! What `REUSE.toml` and `.reuse/dep5` say of whole groups of files, after REUSE 3.3.
//!
//! A rule becomes a claim whose key holds its pattern and its precedence, so that whoever resolves
//! can tell which files it is about. Must not read the files themselves.

use globset::{GlobBuilder, GlobMatcher};

use super::expression::{Normalised, parse_expression};
use crate::model::{Claim, Source};

/// How a rule stands to what a file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// The file's own word counts, where it has one.
    Closest,
    /// Both count.
    Aggregate,
    /// The rule counts.
    Override,
}

const WORDS: &[(&str, Precedence)] = &[
    ("closest", Precedence::Closest),
    ("aggregate", Precedence::Aggregate),
    ("override", Precedence::Override),
];

/// A rule, taken from the claim it became.
#[derive(Debug)]
pub(super) struct Rule<'a> {
    pub(super) expression: &'a str,
    pattern: &'a str,
    /// Folder of the file that holds it, which the pattern starts from: empty, or with a stroke at its end.
    folder: &'a str,
    pub(super) precedence: Precedence,
    matcher: GlobMatcher,
}

impl<'a> Rule<'a> {
    /// The rule that a claim holds.
    pub(super) fn of(claim: &'a Claim) -> Option<Self> {
        let rest = claim.source.key.as_deref()?.strip_prefix("path = \"")?;
        let (pattern, word) = rest.split_once("\", precedence = ")?;
        let (_, precedence) = WORDS.iter().find(|(known, _)| *known == word)?;
        let folder = claim.source.path.as_deref()?.rsplit_once("REUSE.toml").map_or("", |(folder, _)| folder);
        let crosses = claim.source.path.as_deref()?.ends_with("dep5");
        let glob =
            GlobBuilder::new(&format!("{folder}{pattern}")).literal_separator(!crosses).build().ok()?;
        let matcher = glob.compile_matcher();
        Some(Self { expression: &claim.value, pattern, folder, precedence: *precedence, matcher })
    }

    /// Whether it is about every file of the repository.
    pub(super) fn is_about_all(&self) -> bool {
        self.folder.is_empty() && matches!(self.pattern, "**" | "*" | "**/*")
    }

    /// What it is about, from the root of the repository.
    pub(super) fn scope(&self) -> String {
        format!("{}{}", self.folder, self.pattern)
    }

    /// Whether it is about a file.
    pub(super) fn is_about(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

/// Whether a part of a repository, a folder or a pattern of paths, holds a path.
#[must_use]
pub fn holds(part: &str, path: &str) -> bool {
    let folder = part.trim_end_matches('/');
    path == folder
        || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        || part.contains(['*', '?', '['])
            && GlobBuilder::new(part)
                .literal_separator(true)
                .build()
                .is_ok_and(|glob| glob.compile_matcher().is_match(path))
}

/// Whether a path is that of such a file.
pub(super) fn is_rules(path: &str) -> bool {
    path == "REUSE.toml" || path.ends_with("/REUSE.toml") || path == ".reuse/dep5"
}

/// The rules of such a file as claims, in order.
pub(super) fn claims(path: &str, text: &str) -> Vec<Claim> {
    if path.ends_with("dep5") { dep5(path, text) } else { annotations(path, text) }
}

fn rule(path: &str, pattern: &str, precedence: &str, written: &str, line: Option<u32>) -> Option<Claim> {
    let Normalised { expression, confidence } = parse_expression(written)?;
    let key = format!("path = \"{pattern}\", precedence = {precedence}");
    Some(Claim::new(expression, Source::file(path, Some(&key), line), confidence))
}

fn annotations(path: &str, text: &str) -> Vec<Claim> {
    let Ok(root) = text.parse::<toml::Table>() else { return Vec::new() };
    let tables =
        root.get("annotations").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut lines = (1u32..).zip(text.lines()).filter(|(_, line)| line.trim() == "[[annotations]]");
    let mut found = Vec::new();
    for table in tables {
        let line = lines.next().map(|(line, _)| line);
        let precedence = table.get("precedence").and_then(toml::Value::as_str).unwrap_or("closest");
        let (patterns, written) = (texts(table.get("path")), texts(table.get("SPDX-License-Identifier")));
        for pattern in &patterns {
            found.extend(rule(path, pattern, precedence, &written.join(" AND "), line));
        }
    }
    found
}

/// One text, or a list of them.
fn texts(value: Option<&toml::Value>) -> Vec<&str> {
    match value {
        Some(toml::Value::String(text)) => vec![text],
        Some(toml::Value::Array(items)) => items.iter().filter_map(toml::Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Paragraphs of Debian's copyright format: `Files:` and `License:`; REUSE aggregates them.
fn dep5(path: &str, text: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut patterns: Vec<&str> = Vec::new();
    for (line, content) in (1u32..).zip(text.lines()) {
        if content.trim().is_empty() {
            patterns.clear();
        } else if let Some(rest) = content.strip_prefix("Files:") {
            patterns = rest.split_whitespace().collect();
        } else if let Some(written) = content.strip_prefix("License:") {
            let one = |pattern: &&str| rule(path, pattern, "aggregate", written.trim(), Some(line));
            found.extend(patterns.iter().filter_map(one));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_claims_that_still_know_their_files() {
        let text = "version = 1\n[[annotations]]\npath = [\"po/*.po\", \"img/**\"]\nprecedence = \"override\"\n\
            SPDX-License-Identifier = \"CC0-1.0\"\n";
        let found = claims("docs/REUSE.toml", text);
        assert_eq!((found.len(), found[0].source.line), (2, Some(2)));
        let rule = Rule::of(&found[1]).unwrap();
        assert_eq!((rule.expression, rule.precedence), ("CC0-1.0", Precedence::Override));
        assert!(rule.is_about("docs/img/a/b.svg") && !rule.is_about("img/a.svg") && !rule.is_about_all());
    }

    #[test]
    fn paragraphs_of_dep5_and_broken_files() {
        let found = claims(".reuse/dep5", "Format: x\n\nFiles: *\nCopyright: 2024 X\nLicense: etalab-2.0\n");
        assert_eq!((found[0].value.as_str(), found[0].source.line), ("etalab-2.0", Some(5)));
        assert!(Rule::of(&found[0]).unwrap().is_about("a/b.csv"));
        assert!(claims("REUSE.toml", "[[annotations]\n").is_empty());
    }
}
