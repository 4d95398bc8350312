//! What a lesson says of itself in its title and its first lines: level, subject, type, duration,
//! programme, answers.
//!
//! One function for all readers of documents. Must not know formats.

mod count;
mod label;
mod sort;

use super::sheet::Sheet;
use crate::model::Field;
use crate::vocabulary::fold::fold;

/// How much of a text is its head, in bytes.
const HEAD: usize = 6 * 1024;
/// Lines in which a level or a subject stands alone.
const FIRST: usize = 12;
/// Lines of the head that are looked at.
const LINES: usize = 120;

/// Months and occasions: a year after them is of a day, not of a programme.
const OCCASIONS: &[&str] = &[
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "journee",
    "formation",
    "seance",
    "semaine",
    "conference",
    "colloque",
    "stage",
    "atelier",
];

/// The claims of a title and of the text that follows it; `located` when lines are those of the file.
pub(super) fn claims(sheet: &mut Sheet<'_>, title: Option<(&str, Option<u32>)>, text: &str, located: bool) {
    if let Some((title, line)) = title {
        of_title(sheet, title, line);
    }
    let head = super::sheet::cut(text, HEAD);
    let mut shown = 0;
    for (line, words) in (1..).zip(head.lines().take(LINES)) {
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        shown += 1;
        let line = located.then_some(line);
        if !label::claims(sheet, words, line) && shown <= FIRST {
            stands_alone(sheet, words, line);
        }
        if says_answers(words) {
            sheet.say(Field::AnswerKey, "yes", None, line, 0.6);
        }
    }
    if let Some(year) = programme(head) {
        sheet.say(Field::Programme, &year, None, None, 0.7);
    }
}

/// What sort of thing a format makes of a file, and whether it can be edited as it is.
pub(super) fn form(sheet: &mut Sheet<'_>, kind: &str, confidence: f32, is_source: bool) {
    sheet.say(Field::ResourceKind, kind, Some("format"), None, confidence);
    if is_source {
        sheet.say(Field::EditableSource, "yes", Some("format"), None, 0.7);
    }
}

/// How sure it is what the title of a document says.
const TITLE: f32 = 0.6;

/// What the title of a document says: also for readers that have no text.
pub(super) fn of_title(sheet: &mut Sheet<'_>, title: &str, line: Option<u32>) {
    taught(sheet, title, ("title", line), TITLE);
}

/// What a title says of school, where it stands, and how sure that is.
pub(super) fn taught(sheet: &mut Sheet<'_>, title: &str, (key, line): (&str, Option<u32>), confidence: f32) {
    sheet.school(&count::without(title), Some(key), line, confidence);
    for term in sort::of_title(title).into_iter().filter(|term| !sort::FILES.contains(term)) {
        sheet.say(Field::ResourceType, term, Some(key), line, confidence.min(0.5));
    }
    if is_answers(title) {
        sheet.say(Field::AnswerKey, "yes", Some(key), line, confidence + 0.2);
    }
    if let Some(year) = programme(title) {
        sheet.say(Field::Programme, &year, Some(key), line, confidence + 0.2);
    }
}

/// What sort of thing a text names, as a claim made by a key.
pub(super) fn sort(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>, confidence: f32) {
    for term in sort::of_title(text) {
        sheet.say(Field::ResourceType, term, Some(key), line, confidence);
    }
}

/// A short line without a full stop, near the top, may be a level or a subject: `5ème`, `HISTOIRE`,
/// `SNT – Thème : les données`.
fn stands_alone(sheet: &mut Sheet<'_>, words: &str, line: Option<u32>) {
    let part = words.split([':', '–', '—', '|']).next().unwrap_or(words).trim();
    let count = part.split_whitespace().count();
    let place = fold(part);
    let of_place = ["etablissement", "college ", "lycee ", "academie", "universite"];
    let says_place = of_place.iter().any(|word| place.contains(word)) && count > 1;
    if (1..=8).contains(&count) && !words.ends_with(['.', '?', '!', ';', ',']) && !says_place {
        // A word before them: alone, everyday words such as "but" would count as abbreviations.
        sheet.school(&format!("ligne {part}"), None, line, 0.4);
    }
}

/// A title that announces the answers themselves.
fn is_answers(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let at = words.iter().position(|word| {
        matches!(
            *word,
            "corrige" | "corriges" | "corrigee" | "corrigees" | "correction" | "corrections" | "correctif"
        )
    });
    let without = |at: usize| at > 0 && matches!(words[at - 1], "sans" | "non");
    at.is_some_and(|at| !without(at))
        || folded.contains("answer key")
        || folded.contains("solutions des exercices")
}

/// A line that says that answers are there, or under which they stand.
fn says_answers(line: &str) -> bool {
    let folded = fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let told = [
        "avec corrig",
        "et corrig",
        "et son corrig",
        "avec son corrig",
        "avec correction",
        "avec sa correction",
    ];
    let told = told.iter().any(|words| folded.contains(words))
        || [
            "corrige inclus",
            "corriges inclus",
            "correction incluse",
            "corrige disponible",
            "correction disponible",
        ]
        .iter()
        .any(|words| folded.contains(words));
    matches!(bare, "corrige" | "corriges" | "correction" | "corrections" | "corrige des exercices") || told
}

/// The year of a programme of study that a text names: `programme 2025`, `programme du cycle 3 (2025)`.
pub(super) fn programme(text: &str) -> Option<String> {
    let folded = fold(text);
    for (at, _) in folded.match_indices("programme") {
        let rest = super::sheet::cut(&folded[at..], 70);
        let rest = rest.split(['.', ';', '\n']).next().unwrap_or(rest);
        let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // "programmes", but neither "programmer" nor "programmée".
        if !matches!(words.next(), Some("programme" | "programmes")) {
            continue;
        }
        for word in words.take(9) {
            if OCCASIONS.contains(&word) {
                break;
            }
            let year = word.parse::<u32>().ok().filter(|year| word.len() == 4 && (2000..2040).contains(year));
            if let Some(year) = year {
                return Some(year.to_string());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
