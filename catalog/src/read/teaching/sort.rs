//! What sort of thing a title announces: `TP 3`, `Fiche méthode`, `Les fractions : exercices`.
//!
//! The word must begin the title or a part of it: a lesson about maps is no map.

use crate::vocabulary::school::{self, Kind};

/// Types that only say what program a file is of; its format says that already.
pub(super) const FILES: &[&str] = &[
    "carnet Jupyter",
    "contenu H5P",
    "fichier GeoGebra",
    "paquetage SCORM",
    "parcours Moodle",
    "projet Scratch",
];

/// What parts a title.
const PARTS: &[&str] = &[" - ", " – ", " — ", ":", "(", "|", "/", ",", " : "];

/// Abbreviations that mean a sort wherever they stand, in capitals.
const ANYWHERE: &[&str] = &["TP", "TD", "DM", "DS", "QCM"];

/// Words, lower case, that begin many a title of something else: they count alone or before a number.
const EVERYDAY: &[&str] = &[
    "solution",
    "solutions",
    "plan",
    "plans",
    "carte",
    "cartes",
    "film",
    "films",
    "code",
    "audio",
    "test",
    "tests",
    "animation",
    "application",
    "applications",
    "jeu",
    "jeux",
    "vocabulaire",
    "dictionnaire",
    "présentation",
    "guide",
    "chapitre",
    "cours",
    "livre",
    "manuel",
    "séquence",
    "projet",
    "sujet",
    "sujets",
];

/// The preferred terms of the types that a title announces.
pub(super) fn of_title(title: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut parts = vec![title];
    for part in PARTS {
        parts = parts.iter().flat_map(|text| text.split(part)).collect();
    }
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).take(8) {
        found.extend(of_part(part));
    }
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| ANYWHERE.contains(word)) {
        found.extend(types(word));
    }
    let mut kept: Vec<&'static str> = Vec::new();
    found.into_iter().for_each(|term| {
        if !kept.contains(&term) {
            kept.push(term);
        }
    });
    kept
}

/// What the first words of a part announce: the longest form that is one.
fn of_part(part: &str) -> Vec<&'static str> {
    let words: Vec<&str> = part
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let Some(first) = words.first() else { return Vec::new() };
    for length in (1..=words.len().min(4)).rev() {
        let form = words[..length].join(" ");
        let next = words.get(length);
        let alone =
            next.is_none_or(|next| next.starts_with(|c: char| c.is_ascii_digit()) || next.starts_with("n°"));
        if length == 1 && EVERYDAY.contains(&first.to_lowercase().as_str()) && !alone {
            continue;
        }
        let named = types(&form);
        if !named.is_empty() {
            return named;
        }
        let singular: Vec<&str> = words[..length]
            .iter()
            .map(|word| if word.len() > 4 { word.trim_end_matches('s') } else { word })
            .collect();
        let named = types(&singular.join(" "));
        if !named.is_empty() {
            return named;
        }
    }
    Vec::new()
}

/// The types that a form is, all of it.
fn types(form: &str) -> Vec<&'static str> {
    let folded = |text: &str| crate::vocabulary::fold::fold(text);
    let key = folded(form);
    let is = |term: &school::Term| {
        std::iter::once(&term.term).chain(&term.variants).any(|known| folded(known) == key)
    };
    school::lookup(form)
        .into_iter()
        .filter(|term| term.kind == Kind::Type && is(term))
        .map(|term| term.term.as_str())
        .collect()
}
