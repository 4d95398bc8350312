//! Words of school that something here is classed under, by any of their forms.
//!
//! The thesaurus is small and lies in memory, in the order of its folded forms. Must not know titles.

use std::sync::LazyLock;

use glane_catalog::vocabulary::school::{self, Kind};
use tantivy::TantivyError;

use super::dictionary::Dictionary;
use super::{Suggestion, SuggestionKind, View};
use crate::analyse::folded;
use crate::facet::Facet;
use crate::query::values;

/// A form of a term, from one of its words on.
struct Form {
    /// What it is found by.
    folded: String,
    /// Whether that is all of it.
    whole: bool,
    /// The form as it is written, and whether it is the preferred one.
    text: &'static str,
    preferred: bool,
    /// The place of the term in the thesaurus.
    term: usize,
}

/// Every form of every term that records are classed by, in the order of what it is found by.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let mut forms = Vec::new();
    for (at, term) in school::terms().iter().enumerate().filter(|(_, term)| facet(term.kind).is_some()) {
        let written = std::iter::once(&term.term).chain(&term.variants);
        for text in written.filter(|text| text.chars().count() > 1) {
            let whole = folded(text);
            // Of the years that a cycle is made of, none stands for it.
            let is_year = |start: usize| whole[start..].chars().next().is_some_and(|c| c.is_ascii_digit());
            let starts = whole.match_indices(' ').map(|(space, _)| space + 1);
            let starts = starts.filter(|start| *text == term.term || !is_year(*start));
            forms.extend(std::iter::once(0).chain(starts).map(|start| Form {
                folded: whole[start..].to_owned(),
                whole: start == 0,
                text,
                preferred: *text == term.term,
                term: at,
            }));
        }
    }
    forms.sort_by(|a, b| a.folded.cmp(&b.folded));
    forms
});

/// What is part of each term, itself included, by its place in the thesaurus.
static PARTS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| school::terms().iter().map(values).collect());

/// The facet that a kind of term is a value of, and what it is called here.
fn facet(kind: Kind) -> Option<(Facet, SuggestionKind)> {
    match kind {
        Kind::Level | Kind::Diploma => Some((Facet::Level, SuggestionKind::Level)),
        Kind::Subject | Kind::Theme => Some((Facet::Subject, SuggestionKind::Subject)),
        Kind::Type => Some((Facet::ResourceType, SuggestionKind::ResourceType)),
        Kind::Scheme | Kind::Exam => None,
    }
}

/// The terms of which a form begins so, and those that have it within; each once, in its preferred form
/// where that one does.
pub(super) fn beginning(
    view: &View<'_>,
    text: &str,
) -> Result<(Vec<Suggestion>, Vec<Suggestion>), TantivyError> {
    let start = FORMS.partition_point(|form| form.folded.as_str() < text);
    let mut found: Vec<&Form> =
        FORMS[start..].iter().take_while(|form| form.folded.starts_with(text)).collect();
    // What is typed already, then what is a whole, then the shortest.
    found.sort_by_key(|form| {
        let is_all = form.whole && form.folded == text;
        (!is_all, !form.whole, !form.preferred, form.folded.len(), form.term)
    });
    let mut offered = (Vec::new(), Vec::new());
    let mut seen: Vec<usize> = Vec::new();
    for form in found {
        let among = if form.whole { &mut offered.0 } else { &mut offered.1 };
        if among.len() < super::MOST && !seen.contains(&form.term) {
            seen.push(form.term);
            if is_used(view, form.term)? {
                among.extend(suggestion(form));
            }
        }
    }
    Ok(offered)
}

fn suggestion(form: &Form) -> Option<Suggestion> {
    let term = &school::terms()[form.term];
    let (_, kind) = facet(term.kind)?;
    let form_of = (!form.preferred).then(|| term.term.clone());
    Some(Suggestion { form_of, ..Suggestion::new(form.text.to_owned(), kind) })
}

/// Whether a record is classed under a term, or under what is part of it.
fn is_used(view: &View<'_>, term: usize) -> Result<bool, TantivyError> {
    let Some((facet, _)) = facet(school::terms()[term].kind) else { return Ok(false) };
    let field = view.fields.facet(facet);
    for segment in view.searcher.segment_readers() {
        let dictionary = Dictionary::of(segment, field)?;
        for value in &PARTS[term] {
            if let Some(records) = dictionary.find(value)?
                && dictionary.first_live(&records)?.is_some()
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
