//! One table of the file: typed reading of its keys, each problem with its place.
//!
//! Knows TOML and the names of the keys; what they mean is the business of the callers.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::suggestion;
use super::place::Place;
use super::report::Report;

/// Keys that would put a secret into the file, and the key that names the file it belongs in.
const INLINE_SECRETS: &[(&str, &str)] = &[
    ("webhook_secret", "webhook_secret_file"),
    ("app_key", "app_key_file"),
    ("private_key", "app_key_file"),
    ("token", "token_file"),
    ("password", "token_file"),
    ("secret", "token_file"),
    ("access_token", "token_file"),
    ("private_token", "token_file"),
    ("api_key", "token_file"),
    ("pat", "token_file"),
];

/// A value with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<T> {
    pub(super) value: T,
    pub(super) at: Place,
}

/// One table of the file; possibly one that is not written, when all its keys have defaults.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// As it is written, `[site]` or `[[forge]]`.
    pub(super) heading: &'static str,
    /// How its values are named when shown: `site`, `forge.<id>`.
    pub(super) prefix: String,
    table: Option<&'a DeTable<'a>>,
    /// Where it begins.
    pub(super) at: Place,
}

impl<'a> Section<'a> {
    /// Opens a table that is written; every key must be known.
    pub(super) fn open(
        heading: &'static str,
        prefix: String,
        table: &'a Spanned<DeValue<'a>>,
        known: &[&str],
        report: &mut Report<'_>,
    ) -> Self {
        let at = report.place(table.span().start);
        if let DeValue::Table(keys) = table.get_ref() {
            check_keys(heading, keys, known, report);
            return Self { heading, prefix, table: Some(keys), at };
        }
        let found = table.get_ref().type_str();
        let name = heading.trim_matches(['[', ']']);
        report.problem(
            at,
            format!("\"{name}\" must be a table, not {found}"),
            format!("write {heading} on a line of its own, and its keys below"),
        );
        Self { heading, prefix, table: None, at }
    }

    /// A table that is not written.
    pub(super) fn absent(heading: &'static str, prefix: &str) -> Self {
        Self { heading, prefix: prefix.to_owned(), table: None, at: Place { line: 1, column: 1 } }
    }

    /// The name under which a key is shown.
    pub(super) fn key(&self, key: &str) -> String {
        format!("{}.{key}", self.prefix)
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table?.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Where a key's value stands, if it is written.
    pub(super) fn place(&self, key: &str, report: &Report<'_>) -> Option<Place> {
        self.value(key).map(|value| report.place(value.span().start))
    }

    /// A text; one that is blank or of another type is a problem.
    pub(super) fn text(&self, key: &str, report: &mut Report<'_>) -> Option<Entry<&'a str>> {
        let value = self.value(key)?;
        self.text_of(key, value, report)
    }

    /// A text that must be there; `what` says what to write.
    pub(super) fn required(&self, key: &str, what: &str, report: &mut Report<'_>) -> Option<Entry<&'a str>> {
        if self.value(key).is_none() {
            let message = format!("{} has no \"{key}\"", self.heading);
            report.problem(self.at, message, format!("add {key} = {what}"));
        }
        self.text(key, report)
    }

    /// A list of texts; empty when it is not written.
    pub(super) fn texts(&self, key: &str, report: &mut Report<'_>) -> Vec<Entry<&'a str>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, value, "a list of texts", "[\"…\", \"…\"]", report);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.text_of(key, item, report)).collect()
    }

    /// A yes or no; none when it is not written.
    pub(super) fn flag(&self, key: &str, report: &mut Report<'_>) -> Option<Entry<bool>> {
        let value = self.value(key)?;
        let at = report.place(value.span().start);
        let DeValue::Boolean(value) = value.get_ref() else {
            self.wrong_type(key, value, "true or false", "true", report);
            return None;
        };
        Some(Entry { value: *value, at })
    }

    /// A table of names, each with a text or a list of texts; empty when it is not written.
    pub(super) fn pairs(
        &self,
        key: &str,
        report: &mut Report<'_>,
    ) -> Vec<(Entry<&'a str>, Vec<Entry<&'a str>>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(key, value, "a table", "{ \"…\" = \"…\" }", report);
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table {
            let at = report.place(name.span().start);
            let values = match value.get_ref() {
                DeValue::Array(items) => {
                    items.iter().filter_map(|item| self.text_of(key, item, report)).collect()
                }
                _ => self.text_of(key, value, report).into_iter().collect(),
            };
            pairs.push((Entry { value: name.get_ref().as_ref(), at }, values));
        }
        pairs
    }

    /// A whole number between two bounds.
    pub(super) fn number(
        &self,
        key: &str,
        bounds: std::ops::RangeInclusive<u64>,
        report: &mut Report<'_>,
    ) -> Option<Entry<u64>> {
        let value = self.value(key)?;
        let at = report.place(value.span().start);
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(key, value, "a whole number", "4", report);
            return None;
        };
        let read = u64::from_str_radix(number.as_str(), number.radix()).ok();
        let fitting = read.filter(|number| bounds.contains(number));
        if fitting.is_none() {
            let remedy = format!("write a number from {} to {}", bounds.start(), bounds.end());
            report.problem(at, format!("{key} = {number} is out of range"), remedy);
        }
        fitting.map(|value| Entry { value, at })
    }

    fn text_of(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'a>>,
        report: &mut Report<'_>,
    ) -> Option<Entry<&'a str>> {
        let at = report.place(value.span().start);
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let remedy = format!("give it a value, or leave the key out of {}", self.heading);
                report.problem(at, format!("\"{key}\" is blank"), remedy);
                None
            }
            DeValue::String(text) => Some(Entry { value: text.as_ref(), at }),
            _ => {
                self.wrong_type(key, value, "a text", "\"…\"", report);
                None
            }
        }
    }

    fn wrong_type(
        &self,
        key: &str,
        found: &Spanned<DeValue<'_>>,
        wanted: &str,
        example: &str,
        report: &mut Report<'_>,
    ) {
        let at = report.place(found.span().start);
        let message =
            format!("\"{key}\" in {} must be {wanted}, not {}", self.heading, found.get_ref().type_str());
        report.problem(at, message, format!("write {key} = {example}"));
    }
}

fn check_keys(heading: &str, table: &DeTable<'_>, known: &[&str], report: &mut Report<'_>) {
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        let at = report.place(key.span().start);
        if known.contains(&name) {
            continue;
        }
        let file = INLINE_SECRETS.iter().find(|(secret, file)| *secret == name && known.contains(file));
        if let Some((_, file)) = file {
            let variable = file.replace("_file", "_env");
            let or = if known.contains(&variable.as_str()) {
                format!(", or name an environment variable with {variable}")
            } else {
                String::new()
            };
            let what = if *file == "token_file" { "token" } else { "secret" };
            let remedy = format!(
                "put the {what} in a file that only the service can read and name it with {file}{or}; then revoke the \
                 one written here"
            );
            report.problem(at, format!("\"{name}\" in {heading} would keep a secret in this file"), remedy);
        } else {
            let message = format!("unknown key \"{}\" in {heading}", name.escape_debug());
            report.problem(at, message, suggestion(name, known, "known keys"));
        }
    }
}
