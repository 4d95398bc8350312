//! The words of French schools: levels, subjects, types, with their usual variants.
//!
//! Which words there are stands in `catalog/data/school`. Must not know where a word was found.

mod find;
mod near;
mod outline;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use table::SCHOOL;
pub(super) use table::without_scheme;

pub use find::{Mention, asked, lookup, mentions};
pub use near::near;
pub use outline::{is_too_broad, part_of, stands_under};
pub use tree::{also_known_as, broader, broader_all, narrower};

/// What a term is a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A class, cycle or kind of school.
    Level,
    /// A diploma, series or speciality.
    Diploma,
    /// A school subject.
    Subject,
    /// A theme taught across subjects.
    Theme,
    /// A scheme or arrangement of the school system.
    Scheme,
    /// An examination.
    Exam,
    /// A type of resource.
    Type,
}

/// A concept of the German-speaking countries' vocabularies (KIM) that says the same, or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equivalent {
    /// Its address.
    pub uri: String,
    /// Whether it says the same; else the term is a part of what it says.
    pub exact: bool,
}

/// One preferred term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is a word for.
    pub kind: Kind,
    /// The preferred term.
    pub term: String,
    /// Other usual forms.
    pub variants: Vec<String>,
    /// Preferred terms of what it is part of; a class is part of a cycle and of a kind of school.
    pub broader: Vec<String>,
    /// Its concept in `ScoLOMFR` 3.2, when there is one.
    pub uri: Option<String>,
    /// Concepts of KIM, as AMB asks for them: `educationalLevel`, `hcrt`, `hochschulfaechersystematik`.
    pub kim: Vec<Equivalent>,
    /// What else there is to know of it.
    pub note: Option<String>,
}

/// Every term, in the order of the thesaurus.
#[must_use]
pub fn terms() -> &'static [Term] {
    &SCHOOL.terms
}

/// The school level that a topic, keyword or title names; the first, when it names several.
#[must_use]
pub fn level_of(text: &str) -> Option<&'static Term> {
    first(Kind::Level, text)
}

/// The school subject that a topic, keyword or title names; the first, when it names several.
#[must_use]
pub fn subject_of(text: &str) -> Option<&'static Term> {
    first(Kind::Subject, text)
}

fn first(kind: Kind, text: &str) -> Option<&'static Term> {
    lookup(text).into_iter().find(|term| term.kind == kind)
}

/// The term whose concept has this address, in `ScoLOMFR` or in KIM, with `http` or `https`.
///
/// A concept of KIM leads to the one term that says the same: `level_2` to `collège`, not to `6e`.
#[must_use]
pub fn by_uri(uri: &str) -> Option<&'static Term> {
    SCHOOL.uris.get(without_scheme(uri)).map(|at| &SCHOOL.terms[*at])
}

/// The term of a kind that a whole label names, with what vocabularies put around it left out:
/// `mathématiques (discipline)`, `classe de 6e`, `cycle 3 (2016)`, `Tourisme (BTS)`.
#[must_use]
pub fn by_label(kind: Kind, text: &str) -> Option<&'static Term> {
    let whole = text.trim();
    let (plain, within) =
        whole.strip_suffix(')').and_then(|text| text.split_once(" (")).unwrap_or((whole, ""));
    let shorter =
        ["classe de ", "niveau ", "section ", "voie "].iter().find_map(|start| plain.strip_prefix(start));
    let turned = format!("{within} {plain}");
    let spellings = [Some(whole), Some(plain), Some(turned.as_str()), shorter];
    spellings.into_iter().flatten().find_map(|label| SCHOOL.meant(kind, label))
}

/// Whether a phrase has a school word in it and does not speak of school: `en cours`.
pub(crate) fn elsewhere(phrase: &str) -> bool {
    SCHOOL.form(phrase).is_some_and(|form| form.terms.is_empty())
}

/// Whether a form of a term also means something else: another term, or an everyday word.
///
/// What is ambiguous adds to what was typed and never replaces it. One letter is always so.
#[must_use]
pub fn ambiguous(form: &str) -> bool {
    form.trim().chars().count() == 1
        || SCHOOL.form(form).is_some_and(|form| form.ambiguous || form.alone || form.terms.is_empty())
}
