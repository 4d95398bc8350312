//! The words of French schools: levels, subjects, types, with their usual variants.
//!
//! Must not know where a word was found.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;
use super::table::rows;

const THESAURUS: &str = include_str!("../../data/school/thesaurus.csv");

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
}

/// Forms that are also everyday words or other abbreviations: they count only when they are all
/// there is, as in a topic or a keyword.
const ALONE_ONLY: &[&str] = &[
    "licence",
    "master",
    "info",
    "design",
    "lettres",
    "stage",
    "d",
    "c1",
    "c2",
    "c3",
    "c4",
    "l1",
    "l2",
    "l3",
    "m1",
    "m2",
    "superieur",
    "primaire",
    "secondaire",
    "universite",
    "premiere",
    "code",
    "programmation",
    "documentation",
    "bio",
    "techno",
    "2d",
    "1d",
];

/// Longest form, in words.
const LONGEST: usize = 12;

struct Thesaurus {
    terms: Vec<Term>,
    /// Folded form to the terms it means.
    forms: HashMap<String, Vec<usize>>,
}

static SCHOOL: LazyLock<Thesaurus> = LazyLock::new(|| {
    let mut school =
        Thesaurus { terms: rows(THESAURUS).filter_map(|row| term(&row)).collect(), forms: HashMap::new() };
    for (at, term) in school.terms.iter().enumerate() {
        for form in std::iter::once(&term.term).chain(&term.variants) {
            let known = school.forms.entry(key(form)).or_default();
            if !known.contains(&at) {
                known.push(at);
            }
        }
    }
    school
});

/// Every term, in the order of the thesaurus.
#[must_use]
pub fn terms() -> &'static [Term] {
    &SCHOOL.terms
}

/// The terms that a text is, or names as whole words; the longest form wins at each place.
///
/// Short abbreviations count inside a sentence only in capitals: `SI` is a subject, `si` is not.
#[must_use]
pub fn lookup(text: &str) -> Vec<&'static Term> {
    let tokens: Vec<&str> = tokens(text).take(400).collect();
    let folded: Vec<String> = tokens.iter().map(|token| fold(token)).collect();
    let mut found: Vec<&'static Term> = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let hit = (1..=LONGEST.min(tokens.len() - start)).rev().find_map(|length| {
            let alone = length == tokens.len();
            if length == 1 && !alone && !stands(tokens[start], &folded[start]) {
                return None;
            }
            SCHOOL.forms.get(&folded[start..start + length].join(" ")).map(|terms| (terms, length))
        });
        let Some((terms, length)) = hit else {
            start += 1;
            continue;
        };
        for term in terms.iter().map(|at| &SCHOOL.terms[*at]) {
            if !found.iter().any(|known| std::ptr::eq(*known, term)) {
                found.push(term);
            }
        }
        start += length;
    }
    found
}

/// The school level that a topic, keyword or title names; the first, when it names several.
#[must_use]
pub fn level_of(text: &str) -> Option<&'static Term> {
    lookup(text).into_iter().find(|term| term.kind == Kind::Level)
}

/// The school subject that a topic, keyword or title names; the first, when it names several.
#[must_use]
pub fn subject_of(text: &str) -> Option<&'static Term> {
    lookup(text).into_iter().find(|term| term.kind == Kind::Subject)
}

/// Other words that a person may look for who means this term: its variants, and what it is part of.
///
/// Variants of a broader level are left out, since those of a cycle name its other classes. So are
/// the long forms of a broader subject that is made of several: what is about `histoire` is not
/// about `géographie`, and only its abbreviation speaks of both. One letter means too much else.
#[must_use]
pub fn also_known_as(kind: Kind, term: &str) -> Vec<&'static str> {
    let Some(own) = meant(kind, term) else { return Vec::new() };
    let mut found: Vec<&str> = std::iter::once(own.term.as_str()).chain(variants(own)).collect();
    let mut seen = vec![own];
    let mut next = 0;
    while let Some(narrower) = seen.get(next).copied() {
        next += 1;
        for broader in narrower.broader.iter().filter_map(|name| meant(kind, name)) {
            if seen.iter().any(|known| std::ptr::eq(*known, broader)) {
                continue;
            }
            seen.push(broader);
            let compound = key(&broader.term).contains(&key(&own.term));
            let names = std::iter::once(broader.term.as_str());
            match kind {
                Kind::Level => found.extend(names),
                _ => found.extend(
                    names.chain(variants(broader)).filter(|form| !compound || tokens(form).count() == 1),
                ),
            }
        }
    }
    found.retain(|form| form.chars().count() > 1);
    found
}

fn variants(term: &'static Term) -> impl Iterator<Item = &'static str> {
    term.variants.iter().map(String::as_str)
}

/// The term of a kind that is called so, by its preferred name rather than by another's variant.
fn meant(kind: Kind, name: &str) -> Option<&'static Term> {
    let among: Vec<&'static Term> =
        SCHOOL.forms.get(&key(name))?.iter().map(|at| &SCHOOL.terms[*at]).collect();
    let of_kind = || among.iter().copied().filter(|term| term.kind == kind);
    of_kind().find(|term| term.term == name).or_else(|| of_kind().next())
}

/// Whether one word inside a sentence is meant as a form.
fn stands(token: &str, folded: &str) -> bool {
    let short = folded.chars().count() <= 3 && folded.chars().all(char::is_alphabetic);
    !ALONE_ONLY.contains(&folded) && (!short || token.chars().all(char::is_uppercase))
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '*' | '+' | '\u{300}'..='\u{36f}')))
        .filter(|word| !word.is_empty())
}

fn key(form: &str) -> String {
    tokens(form).map(fold).collect::<Vec<_>>().join(" ")
}

fn term(row: &csv::StringRecord) -> Option<Term> {
    let kind = match &row[0] {
        "niveau" => Kind::Level,
        "diplome" => Kind::Diploma,
        "discipline" => Kind::Subject,
        "transversal" => Kind::Theme,
        "dispositif" => Kind::Scheme,
        "examen" => Kind::Exam,
        "type" => Kind::Type,
        _ => return None,
    };
    let list = |text: &str| text.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let uri = Some(row[4].to_owned()).filter(|uri| !uri.is_empty());
    Some(Term { kind, term: row[1].to_owned(), variants: list(&row[2]), broader: list(&row[3]), uri })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> Option<&'static str> {
        level_of(text).map(|term| term.term.as_str())
    }

    fn subject(text: &str) -> Option<&'static str> {
        subject_of(text).map(|term| term.term.as_str())
    }

    #[test]
    fn spellings_of_a_class_meet() {
        for text in ["6e", "sixieme", "Sixième", "6eme", "Fractions en 6ème", "maths-6e", "FRACTIONS 6E"] {
            assert_eq!(level(text), Some("6e"), "{text}");
        }
        assert_eq!(level("nsi-terminale"), Some("terminale générale"));
        assert_eq!(level("2nde pro"), Some("2de professionnelle"));
    }

    #[test]
    fn subjects_are_known_by_their_abbreviations() {
        for (text, expected) in [
            ("maths", "mathématiques"),
            ("svt", "sciences de la vie et de la Terre"),
            ("Volcans SVT", "sciences de la vie et de la Terre"),
            ("physique-chimie", "physique-chimie"),
            ("NSI : les arbres", "numérique et sciences informatiques"),
            ("histoire géographie", "histoire-géographie"),
        ] {
            assert_eq!(subject(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_term_brings_its_other_names_and_not_its_neighbours() {
        let subject = |term| also_known_as(Kind::Subject, term);
        assert!(subject("mathématiques").contains(&"maths"));
        for (term, there, absent) in [
            ("numérique et sciences informatiques", "NSI", "SNT"),
            ("histoire", "HG", "hist-géo"),
            ("physique", "PC", "physique-chimie"),
            ("anglais", "langues vivantes", "allemand"),
        ] {
            let names = subject(term);
            assert!(names.contains(&there) && !names.contains(&absent), "{term}: {names:?}");
        }
        let level = also_known_as(Kind::Level, "6e");
        assert!(["sixième", "cycle 3", "collège", "second degré"].iter().all(|name| level.contains(name)));
        assert!(!level.iter().any(|name| name.contains("CM")), "{level:?}");
        assert!(!also_known_as(Kind::Level, "doctorat").contains(&"D"));
        assert!(also_known_as(Kind::Subject, "couture").is_empty());
    }

    #[test]
    fn everyday_words_are_not_taken_for_abbreviations() {
        for text in
            ["si vous voulez", "it works", "un outil pour all", "Code de la route", "Licence MIT", "es-tu là"]
        {
            assert_eq!((level(text), subject(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn every_broader_term_exists_and_classes_reach_their_school() {
        for term in terms() {
            for broader in &term.broader {
                assert!(terms().iter().any(|other| other.term == *broader), "{} < {broader}", term.term);
            }
        }
        assert_eq!(level_of("6e").unwrap().broader, ["cycle 3", "collège"]);
        assert!(terms().len() > 240);
    }
}
