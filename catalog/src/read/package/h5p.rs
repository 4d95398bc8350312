//! H5P activities: what `h5p.json` states, and the words and media of `content/content.json`.
//!
//! Libraries in the package are programs and never looked into. Must not know the other formats.

mod licence;
mod media;
mod words;

use super::super::language::language;
use super::super::name::named_after_file;
use super::super::sheet::{Sheet, clean, shorten};
use super::super::teaching::taught;
use super::credit::{licence_in, person, tag};
use super::editable;
use super::entries::Package;
use super::ordered::{self, Json};
use super::prose::Prose;
use super::stripped;
use crate::model::{Field, Severity};
use licence::Stated;

/// What a library makes, in the words of the thesaurus; the name of a library says little for certain.
const TYPES: &[(&str, &str)] = &[
    ("QuestionSet", "questionnaire"),
    ("MultiChoice", "questionnaire"),
    ("SingleChoiceSet", "questionnaire"),
    ("TrueFalse", "questionnaire"),
    ("Questionnaire", "questionnaire"),
    ("ArithmeticQuiz", "questionnaire"),
    ("Blanks", "exercice"),
    ("AdvancedBlanks", "exercice"),
    ("DragText", "exercice"),
    ("DragQuestion", "exercice"),
    ("MarkTheWords", "exercice"),
    ("Dictation", "exercice"),
    ("SortParagraphs", "exercice"),
    ("ImagePair", "exercice"),
    ("ImageSequencing", "exercice"),
    ("Dialogcards", "exercice"),
    ("Flashcards", "exercice"),
    ("Essay", "exercice"),
    ("SpeakTheWordsSet", "exercice"),
    ("MemoryGame", "jeu éducatif"),
    ("Crossword", "jeu éducatif"),
    ("FindTheWords", "jeu éducatif"),
    ("GameMap", "jeu éducatif"),
    ("InteractiveVideo", "vidéo"),
    ("CoursePresentation", "diaporama"),
    ("InteractiveBook", "cours"),
    ("Timeline", "chronologie"),
    ("BranchingScenario", "activité pédagogique"),
];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = Package::open(sheet, bytes, "an H5P activity") else { return };
    if !package.holds("h5p.json") {
        let told = (
            format!("{} is not an H5P activity: it holds no h5p.json", sheet.path()),
            "Export it from the H5P editor by “Reuse”, rather than by packing a folder.",
        );
        sheet.find(Severity::Error, "h5p_json_absent", told, None, None);
        return;
    }
    let stated = json(sheet, &mut package, "h5p.json");
    let told = stated.as_ref().is_some_and(|stated| states(sheet, stated));
    if stated.is_none() {
        named_after_file(sheet);
    }
    editable(sheet, "activity", 0.8);
    let mut prose = Prose::default();
    if let Some(content) = json(sheet, &mut package, "content/content.json") {
        words::gather(&content, &mut prose);
        media::carry_all(sheet, &package, &content);
    }
    prose.keep(sheet, told);
}

/// An entry that is a JSON object; why it is none is a finding.
fn json(sheet: &mut Sheet<'_>, package: &mut Package<'_>, name: &str) -> Option<Json> {
    let text = package.text(sheet, name)?;
    let problem = if text.len() > ordered::LONGEST {
        format!("it is longer than {} bytes", ordered::LONGEST)
    } else {
        match serde_json::from_str::<Json>(text.trim_start_matches('\u{feff}')) {
            Ok(json @ Json::Map(_)) => return Some(json),
            Ok(_) => "it is not an object".to_owned(),
            Err(error) => error.to_string(),
        }
    };
    let message = format!("{}: its {name} cannot be read: {}", sheet.path(), shorten(&clean(&problem), 200));
    let remedy = "Open the activity in an H5P editor (Moodle, Lumi) and save it again.";
    sheet.find(Severity::Error, "syntax", (message, remedy), Some(name), None);
    None
}

/// What `h5p.json` states; whether it states a language.
fn states(sheet: &mut Sheet<'_>, stated: &Json) -> bool {
    match stated.text("title").or_else(|| stated.text("extraTitle")) {
        Some(title) => {
            let title = stripped::line(title);
            sheet.say(Field::Name, &title, Some("title"), None, 1.0);
            taught(sheet, &title, ("title", None), 0.6);
        }
        None => named_after_file(sheet),
    }
    library(sheet, stated.text("mainLibrary"));
    people(sheet, stated);
    rights(sheet, stated);
    if let Some(source) = stated.text("source") {
        sheet.link(Field::BasedOn, source, "source", None, 0.9);
    }
    if let Some(text) = stated.text("metaDescription") {
        sheet.say(Field::Description, &stripped::line(text), Some("metaDescription"), None, 1.0);
    }
    for word in stated.text("metaKeywords").unwrap_or_default().split([',', ';']) {
        sheet.say(Field::Keyword, word, Some("metaKeywords"), None, 1.0);
        sheet.school(word, Some("metaKeywords"), None, 0.7);
    }
    if let Some(day) = stated.list("changes").iter().rev().find_map(|change| day(change.text("date")?)) {
        sheet.say(Field::Modified, &day, Some("changes"), None, 0.8);
    }
    let spoken =
        ["defaultLanguage", "language"].into_iter().find_map(|key| Some((key, language(stated.text(key)?)?)));
    if let Some((key, code)) = &spoken {
        // Editors write that of their own interface here.
        sheet.say(Field::Language, code, Some(key), None, if *key == "language" { 0.6 } else { 0.9 });
    }
    spoken.is_some_and(|(key, _)| key == "defaultLanguage")
}

fn library(sheet: &mut Sheet<'_>, name: Option<&str>) {
    let Some(name) = name else {
        let told = (
            format!("{}: its h5p.json names no mainLibrary, so that no player can open it", sheet.path()),
            "Open the activity in an H5P editor (Moodle, Lumi) and save it again.",
        );
        sheet.find(Severity::Error, "h5p_library_absent", told, Some("mainLibrary"), None);
        return;
    };
    let name = name.strip_prefix("H5P.").unwrap_or(name);
    if let Some((_, term)) = TYPES.iter().find(|(known, _)| *known == name) {
        sheet.say(Field::ResourceType, term, Some("mainLibrary"), None, 0.6);
    }
}

fn people(sheet: &mut Sheet<'_>, stated: &Json) {
    for one in stated.list("authors") {
        let (Some(name), role) = (one.text("name"), one.text("role").unwrap_or("Author")) else { continue };
        if matches!(role, "Author" | "Originator") {
            sheet.author(name, Some("authors"), None, 1.0);
        } else if let Some(name) = person(name) {
            sheet.say(Field::Contributor, &name, Some(&tag(role)), None, 1.0);
        }
    }
    if let Some(name) = stated.text("author") {
        sheet.author(name, Some("author"), None, 0.9);
    }
}

fn rights(sheet: &mut Sheet<'_>, stated: &Json) {
    match licence::stated(stated.text("license"), stated.text("licenseVersion")) {
        Stated::Licence(expression, confidence) => {
            sheet.say(Field::Licence, &expression, Some("license"), None, confidence);
        }
        Stated::Words(words) => sheet.say(Field::Rights, &words, Some("license"), None, 1.0),
        Stated::Nothing => {}
    }
    if let Some(extras) = stated.text("licenseExtras") {
        let extras = stripped::line(extras);
        sheet.say(Field::Rights, &extras, Some("licenseExtras"), None, 0.9);
        if stated.text("license").is_none_or(|name| name == "U")
            && let Some((expression, confidence)) = licence_in(&extras)
        {
            sheet.say(Field::Licence, &expression, Some("licenseExtras"), None, confidence * 0.8);
        }
    }
    let year = |key: &str| match stated.get(key) {
        Some(Json::Number(year)) => Some(year.to_string()),
        Some(Json::Text(year)) => Some(year.clone()),
        _ => None,
    };
    let years: Vec<String> = ["yearFrom", "yearTo"].into_iter().filter_map(year).collect();
    if !years.is_empty() {
        sheet.say(Field::Rights, &format!("© {}", years.join("–")), Some("yearFrom"), None, 0.8);
    }
}

/// `24-09-26 10:12:33` is the 24th of September 2026.
fn day(text: &str) -> Option<String> {
    let mut parts = text.split([' ', 'T']).next()?.split('-').map(str::parse::<i16>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    let year = if year < 100 { 2000 + year } else { year };
    jiff::civil::Date::new(year, month, day).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests;
