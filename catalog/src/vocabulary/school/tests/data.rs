//! What the thesaurus must keep to, row by row.

use std::collections::{HashMap, HashSet};

use super::super::table::key;
use super::super::*;

fn forms(term: &Term) -> impl Iterator<Item = &str> {
    std::iter::once(term.term.as_str()).chain(term.variants.iter().map(String::as_str))
}

#[test]
fn every_variant_has_the_same_first_facet_as_its_full_form() {
    let first = |kind: Kind, text: &str| lookup(text).into_iter().find(|term| term.kind == kind);
    for term in terms() {
        for form in forms(term) {
            let sharing: Vec<_> = lookup(form).into_iter().filter(|found| found.kind == term.kind).collect();
            assert!(
                sharing.iter().any(|found| std::ptr::eq(*found, term)),
                "{form} does not lead to {term:?}"
            );
            let same = first(term.kind, form) == first(term.kind, &term.term);
            assert!(same || ambiguous(form), "{form} means something else first than {}", term.term);
            assert!(same || sharing.len() > 1, "{form}");
        }
    }
}

#[test]
fn variants_beside_another_word_count_as_their_full_form_does() {
    for term in terms() {
        for form in forms(term).filter(|form| !ambiguous(form)) {
            let found = lookup(&format!("{form} Xyz"));
            assert_eq!(found.first().map(|first| &first.term), Some(&term.term), "{form}");
        }
    }
}

#[test]
fn rows_hang_together() {
    let (mut names, mut uris, mut exact) = (HashSet::new(), HashSet::new(), HashSet::new());
    for term in terms() {
        assert!(names.insert((term.kind, &term.term)), "{} twice", term.term);
        for name in &term.broader {
            assert!(terms().iter().any(|other| other.term == *name), "{} < {name}", term.term);
        }
        assert_eq!(broader(term).len(), term.broader.len());
        assert!(
            !broader_all(term).iter().any(|above| std::ptr::eq(*above, term)),
            "{} is its own",
            term.term
        );
        assert!(term.uri.as_ref().is_none_or(|uri| uris.insert(uri)), "{:?} twice", term.uri);
        for concept in term.kim.iter().filter(|concept| concept.exact) {
            assert!(exact.insert(&concept.uri), "{} twice", concept.uri);
            assert_eq!(by_uri(&concept.uri), Some(term));
        }
        for form in forms(term) {
            assert!(key(form).chars().count() > 1, "one letter means anything: {}", term.term);
        }
    }
    assert!(terms().len() > 380, "{}", terms().len());
}

#[test]
fn forms_of_several_terms_are_marked() {
    let mut meant: HashMap<String, HashSet<&str>> = HashMap::new();
    for term in terms() {
        for form in forms(term) {
            meant.entry(key(form)).or_default().insert(&term.term);
        }
    }
    for (form, of) in meant.into_iter().filter(|(_, of)| of.len() > 1) {
        assert!(ambiguous(&form), "{form}: {of:?}");
    }
}

#[test]
fn marks_name_forms_of_their_own_row() {
    let rows = super::super::super::table::rows(include_str!("../../../../data/school/thesaurus.csv"));
    let mut count = 0;
    for row in rows {
        count += 1;
        let forms: Vec<&str> = std::iter::once(&row[1]).chain(row[2].split('|')).collect();
        for mark in row[6].split('|').chain(row[7].split('|')).filter(|mark| !mark.is_empty()) {
            assert!(forms.contains(&mark), "{}: {mark}", &row[1]);
        }
    }
    assert_eq!(count, terms().len(), "every row is read");
}

#[test]
fn what_is_known_to_go_wrong_is_right() {
    let known = |text: &str| lookup(text).into_iter().map(|term| term.term.as_str()).collect::<Vec<_>>();
    let above =
        |text: &str| broader_all(lookup(text)[0]).iter().map(|term| term.term.as_str()).collect::<Vec<_>>();
    assert!(above("PC*").contains(&"PC"), "a class of PC");
    assert_eq!(known("MPI"), ["MPI"]);
    assert_eq!(known("épreuve anticipée de maths"), ["épreuve anticipée de mathématiques"]);
    assert!(above("3e").contains(&"second degré") && above("1re générale").contains(&"second degré"));
    for scheme in ["PPRE", "PPS", "PAI", "PAP"] {
        assert_eq!(lookup(scheme).len(), 1, "{scheme}");
    }
    assert_ne!(known("PPS"), known("PAP"));
    let ent = lookup("ENT")[0];
    assert!(!forms(ent).any(|form| form == "Éléa" || form == "Pronote"));
}
