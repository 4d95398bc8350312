//! A tree as a query that is read as this tree again: the language, said the other way round.
//!
//! Must not know the words of any query.

use crate::query::tree::{Clause, Days, Parsed, What};

/// The query that asks for this.
pub(super) fn printed(parsed: &Parsed) -> String {
    parsed.clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
}

/// How many things a clause asks for.
pub(super) fn leaves(clause: &Clause) -> usize {
    match &clause.what {
        What::Any(any) => any.iter().map(leaves).sum(),
        _ => 1,
    }
}

fn clause(clause: &Clause) -> String {
    let text = match &clause.what {
        What::Word(text) => word(text, clause.excluded),
        What::Phrase(words) => format!("\"{words}\""),
        What::Value(facet, value) => format!("{}:\"{value}\"", facet.parameter()),
        What::Author(name) => format!("auteur:\"{name}\""),
        What::Changed(said) => format!("maj:{}", days(*said)),
        What::Any(any) => any.iter().map(self::clause).collect::<Vec<_>>().join(" OU "),
    };
    if clause.excluded { format!("-{text}") } else { text }
}

/// A word that is one wherever it stands: `OU` behind an article is no operator, and what begins with a
/// hyphen behind a bracket excludes nothing.
fn word(text: &str, excluded: bool) -> String {
    if matches!(text, "OU" | "OR") {
        return format!("l'{text}");
    }
    if text.starts_with('-') && !excluded { format!("({text}") } else { text.to_owned() }
}

fn days(days: Days) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) => format!("{from}..{to}"),
        (Some(from), None) => format!(">={from}"),
        (None, Some(to)) => format!("<={to}"),
        (None, None) => String::new(),
    }
}
