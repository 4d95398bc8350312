//! The rules as tables: ours, and an operator's in the format of gitleaks, read by one reader.
//!
//! Must not know how rules are applied.

mod row;

use std::sync::Arc;

use regex::bytes::Regex;

use super::allow::{Allow, Target};
use super::rule::{Rule, compiled};
use super::{Options, RuleError, braces};
use crate::model::SightingKind;
use row::{AllowRow, RuleRow, Table};

/// Our own tables. Formats of tokens are their issuers'; the expressions are ours.
pub(super) const OWN: &[&str] = &[
    include_str!("../../data/scan/tokens.toml"),
    include_str!("../../data/scan/services.toml"),
    include_str!("../../data/scan/assignments.toml"),
    include_str!("../../data/scan/accounts.toml"),
    include_str!("../../data/scan/persons.toml"),
    include_str!("../../data/scan/rights.toml"),
    include_str!("../../data/scan/surroundings.toml"),
];

/// Every rule that these options want.
pub(super) fn rules(options: &Options) -> Result<Vec<Rule>, RuleError> {
    let mut rules = Vec::new();
    for text in OWN {
        rules.extend(read(text, false)?);
    }
    if let Some(text) = &options.rules {
        rules.extend(read(text, true)?);
    }
    rules.retain(|rule| wanted(options, rule.kind));
    Ok(rules)
}

fn wanted(options: &Options, kind: SightingKind) -> bool {
    match kind {
        SightingKind::Secret => options.secrets,
        SightingKind::PersonalData => options.personal_data,
        SightingKind::ThirdParty => options.third_party,
        _ => true,
    }
}

/// Reads one table; expressions from outside are tried, so that a wrong one is refused at once.
fn read(text: &str, from_outside: bool) -> Result<Vec<Rule>, RuleError> {
    let table: Table = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
    if table.extends_a_file() {
        return Err(RuleError {
            rule: "[extend]".to_owned(),
            problem: "another file is not followed; put its rules into this one".to_owned(),
        });
    }
    let disabled = table.disabled();
    let mut shared = Vec::new();
    for row in table.allowlists.iter().chain(&table.allowlist) {
        shared.push(Arc::new(allow("allowlist", row)?));
    }
    let reach = table.reach;
    let rows = table.rules.into_iter().filter(|row| !disabled.contains(&row.id));
    let rows = rows.map(|row| RuleRow { reach: row.reach.or(reach), ..row });
    rows.map(|row| rule(row, &shared, from_outside)).collect()
}

fn unreadable(text: &str, error: &toml::de::Error) -> RuleError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    RuleError {
        rule: format!("at line {} of the file", before.matches('\n').count() + 1),
        problem: format!(
            "{}; the file is to be TOML as gitleaks reads it: [[rules]] with id, regex, keywords",
            error.message()
        ),
    }
}

fn rule(row: RuleRow, shared: &[Arc<Allow>], from_outside: bool) -> Result<Rule, RuleError> {
    if row.regex.is_none() && row.path.is_none() {
        return Err(RuleError { rule: row.id, problem: "has neither regex nor path; add one".to_owned() });
    }
    let pattern = row.regex.as_deref().map(braces::escaped);
    if from_outside && let Some(pattern) = &pattern {
        compiled(pattern).map_err(|error| wrong(&row.id, &error))?;
    }
    let mut exceptions = shared.to_vec();
    for exception in row.allowlists.iter().chain(&row.allowlist) {
        exceptions.push(Arc::new(allow(&row.id, exception)?));
    }
    let path = row.path.as_deref().map(|path| expression(&row.id, path)).transpose()?;
    Ok(Rule {
        kind: row.kind,
        weight: row.weight,
        weak: row.weak,
        judge: row.judge,
        entropy: row.entropy,
        keywords: row.keywords,
        pattern,
        group: row.secret_group,
        path,
        reach: row.reach,
        lines: row.lines,
        back: row.back,
        loose: row.loose,
        lenient: row.lenient || row.loose,
        gather: row.gather,
        allow: exceptions,
        regex: std::sync::OnceLock::new(),
        id: row.id,
    })
}

fn allow(rule: &str, row: &AllowRow) -> Result<Allow, RuleError> {
    let expressions = |texts: &[String]| -> Result<Vec<Regex>, RuleError> {
        texts.iter().map(|text| expression(rule, text)).collect()
    };
    Ok(Allow {
        paths: expressions(&row.paths)?,
        texts: expressions(&row.regexes)?,
        words: row.stopwords.iter().map(|word| word.to_lowercase()).collect(),
        target: match row.regex_target.as_deref() {
            Some("match") => Target::Match,
            Some("line") => Target::Line,
            _ => Target::Secret,
        },
        all: row.condition.as_deref().is_some_and(|word| matches!(word, "AND" | "and" | "&&")),
    })
}

fn expression(rule: &str, text: &str) -> Result<Regex, RuleError> {
    compiled(&braces::escaped(text)).map_err(|error| wrong(rule, &error))
}

fn wrong(rule: &str, error: &regex::Error) -> RuleError {
    let said = error.to_string();
    let last = said.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
    RuleError {
        rule: rule.to_owned(),
        problem: format!(
            "its expression cannot be read ({last}); write it without look-around, back-references and \
             letters beyond ASCII in classes, or take the rule out"
        ),
    }
}
