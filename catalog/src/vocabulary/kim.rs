//! The vocabularies that AMB asks for (KIM's): the concept for a term of ours, and what it is called.
//!
//! Which concept a term has stands in the thesaurus; labels, and a few concepts more, in `amb.csv`. Must
//! not know what a record looks like.

use std::sync::LazyLock;

use super::school::{self, Kind, Term};
use super::table::rows;

/// Where the vocabularies are.
const KIM: &str = "https://w3id.org/kim/";

/// A concept of KIM's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Its address.
    pub id: String,
    /// What it is called in German, English and French, by the code of the language; the French words are
    /// ours.
    pub labels: Vec<(&'static str, String)>,
    /// The subject of ours that it means, where the thesaurus names another concept for it.
    term: Option<String>,
}

static LABELLED: LazyLock<Vec<Concept>> =
    LazyLock::new(|| rows(include_str!("../../data/school/amb.csv")).map(|row| labelled(&row)).collect());

fn labelled(row: &csv::StringRecord) -> Concept {
    let labels = ["de", "en", "fr"].into_iter().zip([1, 2, 3]).map(|(code, at)| (code, row[at].to_owned()));
    Concept {
        id: format!("{KIM}{}", &row[0]),
        labels: labels.filter(|(_, label)| !label.is_empty()).collect(),
        term: Some(row[4].to_owned()).filter(|term| !term.is_empty()),
    }
}

/// The vocabulary that has the words of a kind.
fn scheme(kind: Kind) -> &'static str {
    match kind {
        Kind::Level | Kind::Diploma | Kind::Exam => "educationalLevel/",
        Kind::Subject | Kind::Theme => "hochschulfaechersystematik/",
        Kind::Type | Kind::Scheme => "hcrt/",
    }
}

/// The concept at an address, with the labels that are known of it.
#[must_use]
pub fn at(id: &str) -> Concept {
    let known = LABELLED.iter().find(|one| one.id == id).cloned();
    known.unwrap_or_else(|| Concept { id: id.to_owned(), labels: Vec::new(), term: None })
}

/// What says that a resource is of a type that the vocabulary has no word for.
#[must_use]
pub fn other() -> Concept {
    at(&format!("{KIM}hcrt/other"))
}

/// The concepts for a preferred term of the thesaurus, or for the nearest of its broader terms that has any:
/// several where the term is wider than each.
#[must_use]
pub fn of(kind: Kind, term: &str) -> Vec<Concept> {
    let Some(own) = school::terms().iter().find(|one| one.kind == kind && one.term == term) else {
        return Vec::new();
    };
    let wider = std::iter::once(own).chain(school::broader_all(own)).filter(|one| one.kind == kind);
    wider.map(concepts).find(|found| !found.is_empty()).unwrap_or_default()
}

fn concepts(term: &Term) -> Vec<Concept> {
    let within = |id: &&str| id.strip_prefix(KIM).is_some_and(|rest| rest.starts_with(scheme(term.kind)));
    let named: Vec<Concept> = term.kim.iter().map(|one| one.uri.as_str()).filter(within).map(at).collect();
    if named.is_empty() {
        return LABELLED.iter().filter(|one| one.term.as_deref() == Some(&term.term)).cloned().collect();
    }
    named
}

/// The preferred term of the thesaurus that means what a concept means, by its address.
#[must_use]
pub fn term_of(kind: Kind, id: &str) -> Option<&'static str> {
    let id = id.trim_end_matches('/').replacen("http://", "https://", 1);
    let more = || LABELLED.iter().find(|one| one.id == id).and_then(|one| one.term.as_deref());
    let exact = school::by_uri(&id).filter(|term| term.kind == kind).map(|term| term.term.as_str());
    exact.or_else(|| more().filter(|_| kind == Kind::Subject))
}

/// Whether an address is one of KIM's vocabularies or of those it is used with.
#[must_use]
pub fn is_known(id: &str) -> bool {
    let rest = id.trim_start_matches("https://").trim_start_matches("http://");
    rest.starts_with("w3id.org/kim/") || rest.starts_with("w3id.org/openeduhub/vocabs/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_that_is_named_here_is_one_of_the_thesaurus() {
        for one in LABELLED.iter().filter_map(|one| one.term.as_deref()) {
            assert!(
                school::terms().iter().any(|term| term.kind == Kind::Subject && term.term == one),
                "{one}"
            );
        }
        // Types and levels have labels in three languages.
        for term in school::terms().iter().filter(|term| matches!(term.kind, Kind::Level | Kind::Type)) {
            for concept in &term.kim {
                assert_eq!(at(&concept.uri).labels.len(), 3, "{}", concept.uri);
            }
        }
    }

    #[test]
    fn classes_have_the_level_of_their_school() {
        let level = |term| -> String {
            let found = of(Kind::Level, term).into_iter();
            found.map(|one| one.id.replace(&format!("{KIM}educationalLevel/level_"), "")).collect()
        };
        for (term, expected) in [
            ("6e", "2"),
            ("CM1", "1"),
            ("petite section", "0"),
            ("terminale générale", "3"),
            ("doctorat", "8"),
            ("enseignement scolaire", "0123"),
        ] {
            assert_eq!(level(term), expected, "{term}");
        }
        assert_eq!(term_of(Kind::Level, "https://w3id.org/kim/educationalLevel/level_2"), Some("collège"));
        assert_eq!(term_of(Kind::Type, "https://w3id.org/kim/hcrt/slide"), Some("diaporama"));
        let german = "http://w3id.org/kim/hochschulfaechersystematik/n079";
        assert_eq!(term_of(Kind::Subject, german), Some("informatique"));
    }
}
