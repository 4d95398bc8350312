//! The report for the owner of a repository: what it is, what it allows, how it stands, what to mend.
//!
//! Sections only; each looks at what was found and decides nothing. Everything that comes from the
//! repository goes through the paper, which frees it of what a terminal obeys.

mod licence;
mod mend;
mod metadata;
mod standing;

use glane_catalog::model::{Examination, Field, Source};

use super::gate::Judged;
use super::mend::Mend;
use super::quality::Quality;
use crate::cli::Tongue;
use crate::command::output::{Look, Paper, Style};
use crate::mirror::gate::Verdict;

/// What the report tells of.
pub(super) struct Told<'a> {
    /// The repository as it was named.
    pub(super) repository: &'a str,
    /// What was read.
    pub(super) examination: &'a Examination,
    /// What the gate says.
    pub(super) judged: &'a Judged,
    /// How it stands by the measures of others.
    pub(super) quality: &'a Quality,
    /// What to mend.
    pub(super) list: &'a [Mend],
    /// In which language.
    pub(super) tongue: Tongue,
}

/// The report.
pub(super) fn report(told: &Told<'_>, look: Look) -> Paper {
    let mut paper = Paper::new(look);
    head(told, &mut paper);
    licence::section(told, &mut paper);
    metadata::section(told, &mut paper);
    metadata::teaching(told, &mut paper);
    standing::quality(told, &mut paper);
    standing::gate(told, &mut paper);
    mend::section(told, &mut paper);
    paper
}

/// Name, sentence, place, and the outcome in a line: the rest explains it.
fn head(told: &Told<'_>, paper: &mut Paper) {
    let (examination, tongue) = (told.examination, told.tongue);
    let named = told.repository.trim_end_matches('/').rsplit('/').next().unwrap_or(told.repository);
    paper.line(0, 0, &[(Style::Strong, examination.fields.value(Field::Name).unwrap_or(named))]);
    if let Some(summary) = examination.fields.value(Field::Summary) {
        paper.line(0, 0, &[(Style::Plain, summary)]);
    }
    let commit = examination.commit.as_deref().and_then(|id| id.get(..12)).unwrap_or("—");
    let branch = examination.default_branch.as_deref().unwrap_or("—");
    let place = format!(
        "{} · {} {branch} · {} {commit}",
        told.repository,
        tongue.say("branche", "branch"),
        tongue.say("commit", "commit")
    );
    paper.line(0, 2, &[(Style::Faint, &place)]);
    paper.gap();
    let (style, outcome) = match &told.judged.verdict {
        Verdict::Pass => (Style::Good, tongue.say("✓ peut être publié", "✓ may be published")),
        Verdict::Hold(_) => (Style::Bad, tongue.say("✗ serait retenu", "✗ would be held")),
        Verdict::Skip(_) => (Style::Bad, tongue.say("✗ rien à publier", "✗ nothing to publish")),
    };
    let counts = format!("· {}", mend::counts(told.list, tongue));
    paper.line(0, 2, &[(style, outcome), (Style::Plain, &counts)]);
}

/// A place as compilers write it, which editors and terminals make a link of.
fn place(source: &Source) -> String {
    match (&source.path, source.line, &source.key) {
        (Some(path), Some(line), _) => format!("{path}:{line}"),
        (Some(path), None, _) => path.clone(),
        (None, _, Some(key)) => key.clone(),
        (None, _, None) => String::new(),
    }
}

/// A place beside a value, told from it where there are no colours.
fn beside(source: &Source) -> String {
    format!("[{}]", place(source))
}

/// A number and its noun.
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// At most so many letters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// What the report leaves out, and who has it.
fn and_more(rest: usize, tongue: Tongue, paper: &mut Paper) {
    let text = match tongue {
        Tongue::Fr => format!("… et {rest} de plus (--format json les donne toutes)"),
        Tongue::En => format!("… and {rest} more (--format json has them all)"),
    };
    paper.line(4, 6, &[(Style::Faint, &text)]);
}
