//! The labelled files: full texts, notices, mentions, manifests, and files without any licence.

use std::collections::HashMap;

use super::{Score, found, same};

/// A file with its label.
struct Case {
    path: String,
    text: String,
    expected: String,
    accepted: Vec<String>,
    kind: String,
    language: String,
}

impl Case {
    fn is_right(&self, found: &str) -> bool {
        // The labels write `-only` for every GNU licence, also where a notice says "or later".
        let later = self.expected.replace("-only", "-or-later");
        same(found, &self.expected)
            || same(found, &later)
            || self.accepted.iter().any(|other| same(found, other))
    }
}

/// Labels that say more than the file does, or something else, each with the reason.
const DISPUTED: &str = include_str!("disputed.csv");

fn cases() -> Option<Vec<Case>> {
    let root = crate::corpus::root()?.join("licences");
    let disputed: HashMap<String, String> = csv::Reader::from_reader(DISPUTED.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .map(|row| (row[0].to_owned(), row[2].to_owned()))
        .collect();
    let rows: Vec<_> =
        csv::Reader::from_path(root.join("labels.csv")).unwrap().into_records().map(Result::unwrap).collect();
    assert!(disputed.len() * 100 <= rows.len() * 3, "{} disputed of {}", disputed.len(), rows.len());
    let kept = rows.into_iter().filter(|row| !disputed.contains_key(&row[0]));
    Some(
        kept.map(|row| Case {
            text: decoded(&std::fs::read(root.join(&row[1])).unwrap()),
            path: row[1].to_owned(),
            expected: row[2].to_owned(),
            accepted: row[3].split(';').filter(|other| !other.is_empty()).map(str::to_owned).collect(),
            kind: row[4].to_owned(),
            language: row[5].to_owned(),
        })
        .collect(),
    )
}

/// UTF-8, or else Latin-1.
fn decoded(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map(str::to_owned);
    text.unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned())
}

fn score(cases: &[Case], fits: impl Fn(&Case) -> bool) -> Score {
    let mut score = Score::default();
    for case in cases.iter().filter(|case| fits(case)) {
        let found = found(&case.text);
        score.count(&case.path, &case.expected, &found, case.is_right(&found));
    }
    score
}

#[test]
fn full_texts_are_recognised() {
    let Some(cases) = cases() else { return };
    score(&cases, |case| case.kind == "fulltext").judge("full texts", 93.0, 2.0);
    score(&cases, |case| case.kind == "fulltext" && case.language == "fr").judge("French texts", 100.0, 0.0);
}

/// The letters decide what may be done with a work: none may be wrong.
#[test]
fn letters_of_creative_commons_are_never_wrong() {
    let Some(cases) = cases() else { return };
    let letters = |id: &str| -> Option<String> {
        let rest = id.trim_start_matches("LicenseRef-").strip_prefix("CC-BY")?;
        Some(rest.chars().take_while(|c| !c.is_ascii_digit()).collect())
    };
    let mut score = Score::default();
    for case in cases.iter().filter(|case| letters(&case.expected).is_some()) {
        let found = found(&case.text);
        score.count(&case.path, &case.expected, &found, letters(&found) == letters(&case.expected));
    }
    score.judge("letters of Creative Commons", 95.0, 0.0);
}

#[test]
fn mentions_and_manifests_are_understood() {
    let Some(cases) = cases() else { return };
    score(&cases, |case| matches!(case.kind.as_str(), "mention" | "manifest")).judge(
        "mentions and manifests",
        90.0,
        5.0,
    );
}

#[test]
fn notices_are_understood() {
    let Some(cases) = cases() else { return };
    score(&cases, |case| case.kind == "notice").judge("notices", 80.0, 20.0);
    score(&cases, |case| case.kind.starts_with("multi")).judge("several", 50.0, 35.0);
}

#[test]
fn files_without_a_licence_stay_without() {
    let Some(cases) = cases() else { return };
    score(&cases, |case| case.kind == "none").judge("none", 97.0, 3.0);
}
