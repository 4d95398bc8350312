//! The sets of OAI-PMH that a resource is in: by subject, by level, by licence.
//!
//! `discipline:mathematiques`, `niveau:6e`, `licence:CC-BY-4.0`. Must not know the protocol.

use std::collections::BTreeSet;

use crate::model::{Field, ResourceRecord};
use crate::vocabulary::fold::fold;
use crate::vocabulary::school::{Kind, Term, broader_all, terms};

/// The sets that hold the others, with what they are called.
pub const TOPS: [(&str, &str); 3] =
    [("discipline", "Disciplines"), ("niveau", "Niveaux"), ("licence", "Licences")];

/// Which terms are sets: each under its own top.
const FIELDS: [(&str, Kind, Field); 2] =
    [("discipline", Kind::Subject, Field::Subject), ("niveau", Kind::Level, Field::Level)];

/// Every set that a resource is in.
///
/// A term has one set, directly under its top, wherever it stands in the thesaurus: a class belongs to a
/// cycle and to a school, so that no single path leads to it. What is in `niveau:5e` is in
/// `niveau:cycle-4` and `niveau:college` too.
#[must_use]
pub fn sets(record: &ResourceRecord) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (top, kind, field) in FIELDS {
        for value in record.fields.values(field) {
            found.insert(top.to_owned());
            let Some(term) = terms().iter().find(|term| term.kind == kind && term.term == value) else {
                continue;
            };
            let above = broader_all(term).into_iter().filter(|above| above.kind == kind);
            found.extend(std::iter::once(term).chain(above).map(|term| spec(top, term)));
        }
    }
    if let Some(expression) = &record.licence.expression {
        found.insert("licence".to_owned());
        found.extend(choices(expression).into_iter().map(|licence| format!("licence:{licence}")));
    }
    found
}

/// What a set is called, in French; its own end where it is of no term.
#[must_use]
pub fn set_name(spec: &str) -> String {
    if let Some((_, name)) = TOPS.iter().find(|(top, _)| *top == spec) {
        return (*name).to_owned();
    }
    let known = FIELDS.iter().filter(|(top, ..)| spec.starts_with(top)).find_map(|(top, kind, _)| {
        terms().iter().find(|term| term.kind == *kind && self::spec(top, term) == spec)
    });
    known.map_or_else(|| spec.rsplit(':').next().unwrap_or(spec).to_owned(), |term| term.term.clone())
}

fn spec(top: &str, term: &Term) -> String {
    format!("{top}:{}", slug(&term.term))
}

/// A text in the characters that a set may be named with.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        match letter {
            letter if letter.is_ascii_alphanumeric() || letter == '*' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The licences of which each alone is enough: none where several hold at once.
fn choices(expression: &str) -> Vec<&str> {
    let words: Vec<&str> = expression.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')).collect();
    if words.iter().any(|word| matches!(*word, "AND" | "WITH")) {
        return Vec::new();
    }
    let named =
        |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    words.into_iter().filter(|word| !matches!(*word, "" | "OR")).filter(named).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::write::tests::resource;

    #[test]
    fn every_term_has_a_set_of_its_own_that_may_be_named_so() {
        let mut seen = HashSet::new();
        for (top, kind, _) in FIELDS {
            for term in terms().iter().filter(|term| term.kind == kind) {
                let spec = spec(top, term);
                assert!(seen.insert(spec.clone()), "{spec} is of two terms");
                let (_, end) = spec.split_once(':').unwrap();
                let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.!~*'()".contains(c);
                assert!(!end.is_empty() && end.chars().all(allowed), "{spec}");
                assert_eq!(set_name(&spec), term.term);
            }
        }
    }

    #[test]
    fn a_resource_is_in_the_sets_of_its_terms_and_of_all_they_are_part_of() {
        let values = [(Field::Level, "5e"), (Field::Subject, "mathématiques"), (Field::Subject, "tricot")];
        let mut record = resource(&values, Some("CC-BY-4.0 OR LicenseRef-x"));
        let found = sets(&record);
        for spec in [
            "niveau",
            "niveau:5e",
            "niveau:cycle-4",
            "niveau:college",
            "discipline",
            "discipline:mathematiques",
        ] {
            assert!(found.contains(spec), "{spec} in {found:?}");
        }
        assert!(!found.iter().any(|spec| spec.contains("tricot")), "only words of the thesaurus: {found:?}");
        let licences: Vec<_> = found.iter().filter(|spec| spec.starts_with("licence")).collect();
        assert_eq!(licences, ["licence", "licence:CC-BY-4.0", "licence:LicenseRef-x"]);
        record.licence.expression = Some("MIT AND CC-BY-4.0".to_owned());
        assert!(!sets(&record).contains("licence:MIT"), "neither alone is enough");
        assert_eq!(
            (set_name("licence"), set_name("licence:CC-BY-4.0")),
            ("Licences".into(), "CC-BY-4.0".into())
        );
    }
}
