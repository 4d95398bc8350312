//! The thesaurus as it is built into the program: its terms, and the ways to them.
//!
//! Must not know how a form is found in a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::fold::fold;
use super::super::table::rows;
use super::{Equivalent, Kind, Term};

/// One term a row; lists are separated by `|`. `broader` names terms of any kind; `kim` has `=` before a
/// concept that says the same; `ambiguous` lists forms that also mean something else, `alone` those that
/// are everyday words and count only where nothing but school words stand.
const THESAURUS: &str = include_str!("../../../data/school/thesaurus.csv");

/// Phrases that have a form in them and do not speak of school.
const ELSEWHERE: &str = include_str!("../../../data/school/elsewhere.csv");

/// Where KIM's vocabularies are; the data says `kim:`.
const KIM: &str = "https://w3id.org/kim/";

/// One way to write a term, or several.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The terms it means; none for a phrase that does not speak of school.
    pub(super) terms: Vec<usize>,
    /// It is an everyday word: it counts only where nothing but school words stand.
    pub(super) alone: bool,
    /// It may mean something else.
    pub(super) ambiguous: bool,
    /// It is written in capitals.
    pub(super) capitals: bool,
}

/// The terms and the ways to them.
pub(super) struct Thesaurus {
    pub(super) terms: Vec<Term>,
    /// By [`key`].
    forms: HashMap<String, Form>,
    /// By address without its scheme.
    pub(super) uris: HashMap<String, usize>,
    /// What each term is part of.
    pub(super) broader: Vec<Vec<usize>>,
}

pub(super) static SCHOOL: LazyLock<Thesaurus> = LazyLock::new(|| {
    let read: Vec<(Term, Marks)> = rows(THESAURUS).filter_map(|row| term(&row)).collect();
    let mut school = Thesaurus {
        terms: Vec::with_capacity(read.len()),
        forms: HashMap::new(),
        uris: HashMap::new(),
        broader: Vec::new(),
    };
    for (at, (term, marks)) in read.into_iter().enumerate() {
        school.know(at, &term, &marks);
        school.terms.push(term);
    }
    for row in rows(ELSEWHERE) {
        school.forms.entry(key(&row[0])).or_default();
    }
    school.broader = school.terms.iter().map(|term| school.above(term)).collect();
    school
});

/// What the data says of single forms of a term.
struct Marks {
    ambiguous: Vec<String>,
    alone: Vec<String>,
}

impl Thesaurus {
    fn know(&mut self, at: usize, term: &Term, marks: &Marks) {
        for written in std::iter::once(&term.term).chain(&term.variants) {
            let form = self.forms.entry(key(written)).or_default();
            if !form.terms.contains(&at) {
                form.terms.push(at);
            }
            form.alone |= marks.alone.contains(written);
            form.ambiguous |= marks.ambiguous.contains(written);
            form.capitals |= is_in_capitals(written);
        }
        let exact = term.kim.iter().filter(|concept| concept.exact).map(|concept| &concept.uri);
        for uri in term.uri.iter().chain(exact) {
            self.uris.entry(without_scheme(uri).to_owned()).or_insert(at);
        }
    }

    fn above(&self, term: &Term) -> Vec<usize> {
        let named = |name: &String| {
            let of_kind = self.terms.iter().position(|other| other.kind == term.kind && other.term == *name);
            of_kind.or_else(|| self.terms.iter().position(|other| other.term == *name))
        };
        term.broader.iter().filter_map(named).collect()
    }

    /// What a form of one or more words means.
    pub(super) fn form(&self, text: &str) -> Option<&Form> {
        self.forms.get(&key(text))
    }

    /// What a form means that is already folded, its words joined by one space.
    pub(super) fn folded(&self, key: &str) -> Option<&Form> {
        self.forms.get(key)
    }

    /// The term of a kind that is called so, by its preferred name rather than by another's variant.
    pub(super) fn meant(&self, kind: Kind, name: &str) -> Option<&Term> {
        let among = &self.form(name)?.terms;
        let of_kind = || among.iter().map(|at| &self.terms[*at]).filter(|term| term.kind == kind);
        of_kind().find(|term| key(&term.term) == key(name)).or_else(|| of_kind().next())
    }

    /// The place of a term of this thesaurus.
    pub(super) fn place(&self, term: &Term) -> Option<usize> {
        self.terms.iter().position(|known| std::ptr::eq(known, term))
    }
}

/// Words of a text: letters, digits, and the signs that tell `PC*` and `REP+` from `PC` and `REP`.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '*' | '+' | '\u{300}'..='\u{36f}')))
        .filter(|word| !word.is_empty())
}

/// What two spellings of a form have in common.
pub(super) fn key(form: &str) -> String {
    tokens(form).map(fold).collect::<Vec<_>>().join(" ")
}

/// An address without what comes before its host, since vocabularies moved from `http` to `https`.
pub(in crate::vocabulary) fn without_scheme(uri: &str) -> &str {
    let uri = uri.trim();
    uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://")).unwrap_or(uri)
}

/// Whether a word is an abbreviation by its looks: `SI`, `AGOrA`, not `Si`.
pub(super) fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
}

fn term(row: &csv::StringRecord) -> Option<(Term, Marks)> {
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
    let list = |at: usize| -> Vec<String> {
        row[at].split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let filled = |at: usize| Some(row[at].to_owned()).filter(|text| !text.is_empty());
    let kim = list(5).iter().filter_map(|concept| equivalent(concept)).collect();
    let marks = Marks { ambiguous: list(6), alone: list(7) };
    let term = row[1].to_owned();
    Some((
        Term { kind, term, variants: list(2), broader: list(3), uri: filled(4), kim, note: filled(8) },
        marks,
    ))
}

/// `=kim:…` says the same, `kim:…` says more.
fn equivalent(written: &str) -> Option<Equivalent> {
    let (exact, name) = written.strip_prefix('=').map_or((false, written), |name| (true, name));
    Some(Equivalent { uri: format!("{KIM}{}", name.strip_prefix("kim:")?), exact })
}
