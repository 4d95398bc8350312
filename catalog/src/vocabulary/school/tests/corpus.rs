//! The thesaurus against `ScoLOMFR` 3.2 as it was published, and against what teachers type.

use std::collections::HashMap;

use super::super::table::key;
use super::super::*;
use crate::corpus;

/// Concepts by their address: every label they have.
fn concepts() -> Option<HashMap<String, Vec<String>>> {
    let path = corpus::root()?.join("oer/vocabulary/scolomfr-3.2.0-concepts.csv");
    let rows = csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap);
    let concept = |row: csv::StringRecord| {
        let labels = std::iter::once(&row[2]).chain(row[3].split('|')).filter(|label| !label.is_empty());
        let uri = row[1].replace("sco:", "http://data.education.fr/voc/scolomfr/");
        (uri, labels.map(str::to_owned).collect())
    };
    Some(rows.map(concept).collect())
}

#[test]
fn every_concept_named_exists_and_is_called_so() {
    let Some(concepts) = concepts() else { return };
    let (mut named, mut wrong) = (0, Vec::new());
    for term in terms() {
        let Some(uri) = &term.uri else { continue };
        let labels = concepts.get(uri).unwrap_or_else(|| panic!("{}: no concept {uri}", term.term));
        named += 1;
        let called =
            |label: &String| by_label(term.kind, label).is_some_and(|found| std::ptr::eq(found, term));
        if !labels.iter().any(called) {
            wrong.push((&term.term, uri, labels));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(named >= 137, "{named}");
}

/// Lines of `facets.tsv`: what was typed, the levels that are right, the subject that is.
fn facets() -> Option<Vec<(String, String, String)>> {
    let text = std::fs::read_to_string(corpus::root()?.join("teachers/facets.tsv")).unwrap();
    let line = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    Some(text.lines().filter_map(line).collect())
}

#[test]
fn what_teachers_type_names_the_level_and_the_subject_they_mean() {
    let Some(facets) = facets() else { return };
    assert_eq!(facets.len(), 40);
    let mut wrong = Vec::new();
    for (typed, levels, subject) in facets {
        let asked = asked(&typed);
        let of = |kinds: &[Kind]| -> Vec<&Term> {
            asked.iter().map(|said| said.term).filter(|term| kinds.contains(&term.kind)).collect()
        };
        let level = of(&[Kind::Level, Kind::Diploma]).into_iter().next();
        let subject_is = of(&[Kind::Subject, Kind::Theme]).into_iter().next();
        if !is_right(&levels, level) || !is_right(&subject, subject_is) {
            wrong.push((typed, level.map(|term| &term.term), subject_is.map(|term| &term.term)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a term is one of those that are right; `-` for none.
fn is_right(expected: &str, found: Option<&Term>) -> bool {
    let Some(found) = found else { return expected == "-" };
    expected.split('|').any(|name| {
        key(name) == key(&found.term) || lookup(name).iter().any(|term| std::ptr::eq(*term, found))
    })
}
