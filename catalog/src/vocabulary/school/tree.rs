//! What is part of what: a class of a cycle and of a school, a language of languages.
//!
//! A term may be part of several, and of terms of another kind; must not know any text.

use super::table::{SCHOOL, key, tokens};
use super::{Kind, Term};

/// What a term is directly part of.
#[must_use]
pub fn broader(term: &Term) -> Vec<&'static Term> {
    let Some(at) = SCHOOL.place(term).or_else(|| of_name(term)) else { return Vec::new() };
    SCHOOL.broader[at].iter().map(|above| &SCHOOL.terms[*above]).collect()
}

/// Everything a term is part of, the nearest first; never the term itself.
#[must_use]
pub fn broader_all(term: &Term) -> Vec<&'static Term> {
    let mut found = broader(term);
    let mut next = 0;
    while let Some(nearer) = found.get(next).copied() {
        next += 1;
        for above in broader(nearer) {
            if !found.iter().any(|known| std::ptr::eq(*known, above)) {
                found.push(above);
            }
        }
    }
    found
}

/// The terms that are directly part of a term, in the order of the thesaurus.
#[must_use]
pub fn narrower(term: &Term) -> Vec<&'static Term> {
    let Some(at) = SCHOOL.place(term).or_else(|| of_name(term)) else { return Vec::new() };
    let under = SCHOOL.broader.iter().enumerate().filter(|(_, above)| above.contains(&at));
    under.map(|(below, _)| &SCHOOL.terms[below]).collect()
}

/// The place of a term that is a copy of one of the thesaurus.
fn of_name(term: &Term) -> Option<usize> {
    SCHOOL.terms.iter().position(|known| known.kind == term.kind && known.term == term.term)
}

/// Other words that a person may look for who means this term: its variants, and what it is part of.
///
/// Variants of a broader level are left out, since those of a cycle name its other classes. So are
/// the long forms of a broader subject that is made of several: what is about `histoire` is not
/// about `géographie`, and only its abbreviation speaks of both. What is of another kind is named
/// without its variants, and a subject does not bring the schools it is taught in. One letter means
/// too much else.
#[must_use]
pub fn also_known_as(kind: Kind, term: &str) -> Vec<&'static str> {
    let Some(own) = SCHOOL.meant(kind, term) else { return Vec::new() };
    let mut found: Vec<&str> = names(own).collect();
    for above in broader_all(own) {
        if above.kind != kind {
            found.extend((above.kind != Kind::Level).then_some(above.term.as_str()));
        } else if kind == Kind::Level {
            found.push(&above.term);
        } else {
            let compound = key(&above.term).contains(&key(&own.term));
            found.extend(names(above).filter(|form| !compound || tokens(form).count() == 1));
        }
    }
    found.retain(|form| form.chars().count() > 1);
    found
}

fn names(term: &'static Term) -> impl Iterator<Item = &'static str> {
    std::iter::once(term.term.as_str()).chain(term.variants.iter().map(String::as_str))
}
