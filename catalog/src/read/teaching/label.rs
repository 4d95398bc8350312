//! Lines that name what they say: `Durée : 1h30`, `Niveau : seconde`, `Prérequis : …`.
//!
//! Must not know what formats such lines come from.

use crate::model::Field;
use crate::read::duration;
use crate::read::sheet::Sheet;
use crate::vocabulary::fold::fold;

/// Longest name of a line, in characters.
const LONGEST: usize = 28;

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Duration,
    School,
    Sort,
    Needs,
    Author,
    Keywords,
    Skills,
}

/// Names of lines, folded.
const NAMES: &[(&str, About)] = &[
    ("duree", About::Duration),
    ("duree prevue", About::Duration),
    ("duree estimee", About::Duration),
    ("duree conseillee", About::Duration),
    ("duree indicative", About::Duration),
    ("duree totale", About::Duration),
    ("duree de l'activite", About::Duration),
    ("duree de la seance", About::Duration),
    ("temps", About::Duration),
    ("temps prevu", About::Duration),
    ("temps estime", About::Duration),
    ("duration", About::Duration),
    ("estimated time", About::Duration),
    ("niveau", About::School),
    ("niveaux", About::School),
    ("niveau concerne", About::School),
    ("classe", About::School),
    ("classes", About::School),
    ("public", About::School),
    ("cycle", About::School),
    ("discipline", About::School),
    ("disciplines", About::School),
    ("matiere", About::School),
    ("matieres", About::School),
    ("enseignement", About::School),
    ("level", About::School),
    ("grade", About::School),
    ("subject", About::School),
    ("type", About::Sort),
    ("type de ressource", About::Sort),
    ("type d'activite", About::Sort),
    ("prerequis", About::Needs),
    ("pre-requis", About::Needs),
    ("pre requis", About::Needs),
    ("prerequisites", About::Needs),
    ("auteur", About::Author),
    ("auteurs", About::Author),
    ("auteur(s)", About::Author),
    ("auteure", About::Author),
    ("autrice", About::Author),
    ("author", About::Author),
    ("authors", About::Author),
    ("mots-cles", About::Keywords),
    ("mots cles", About::Keywords),
    ("keywords", About::Keywords),
    ("competences", About::Skills),
    ("competences travaillees", About::Skills),
    ("capacites", About::Skills),
    ("capacites attendues", About::Skills),
];

/// Takes what a line says under its name; whether it had a name that is known.
///
/// Several may stand on one line: `Niveau : seconde · Durée : 55 min`.
pub(super) fn claims(sheet: &mut Sheet<'_>, words: &str, line: Option<u32>) -> bool {
    let mut parts = words.split([';', '|', '•', '·']).flat_map(|part| part.split(" — ")).peekable();
    let mut named = false;
    while let Some(part) = parts.next() {
        let (name, value) = part.split_once(':').unwrap_or((part, ""));
        let Some(about) = about(name) else { continue };
        // In a row of a table, the value stands in the next cell.
        let value = match parts.peek() {
            Some(next) if value.trim().is_empty() && !next.contains(':') => parts.next().unwrap_or_default(),
            _ => value,
        };
        let value = value.trim().trim_matches(['*', '_']).trim();
        if !value.is_empty() {
            take(sheet, about, name, value, line);
            named = true;
        }
    }
    named
}

fn about(name: &str) -> Option<About> {
    if name.chars().count() > LONGEST {
        return None;
    }
    let folded = fold(name);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    NAMES.iter().find(|(known, _)| *known == bare).map(|(_, about)| *about)
}

fn take(sheet: &mut Sheet<'_>, about: About, name: &str, value: &str, line: Option<u32>) {
    let name = fold(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let key = Some(name);
    match about {
        About::Duration => {
            if let Some(duration) = duration::of(value) {
                sheet.say(Field::Duration, &duration, key, line, 0.9);
            }
        }
        About::School => {
            // "2nde" in "cycle : 3" has its name before it.
            let words = if name == "cycle" { format!("cycle {value}") } else { value.to_owned() };
            sheet.school(&words, key, line, 0.8);
        }
        About::Sort => super::sort(sheet, value, name, line, 0.8),
        About::Needs => sheet.say(Field::Related, value, key, line, 0.6),
        About::Author => {
            for name in value.split([',', '&']).flat_map(|part| part.split(" et ")).take(20) {
                // A sentence is no name.
                if (1..=5).contains(&name.split_whitespace().count()) {
                    sheet.author(name, key, line, 0.7);
                }
            }
        }
        About::Keywords => {
            for word in value.split([',', ';']) {
                sheet.say(Field::Keyword, word, key, line, 0.8);
            }
        }
        About::Skills => sheet.say(Field::Competence, value, key, line, 0.6),
    }
}
