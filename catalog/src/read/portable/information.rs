//! The information dictionary of a PDF: title, author, subject, keywords, days, language.
//!
//! Word processors fill it with file names and logins: what looks like one is believed little.

use super::character;
use super::document::Document;
use super::object::{Map, Object};
use crate::model::Field;
use crate::read::sheet::{Sheet, clean};
use crate::read::{author, day};

pub(super) fn claims(sheet: &mut Sheet<'_>, document: &Document<'_>) {
    if let Some(Object::Map(information)) = document.trailer("Info") {
        let text = |key: &str| said(document, &information, key);
        if let Some(title) = text("Title") {
            let (title, certainty) = title_of(&title);
            sheet.say(Field::Name, title, Some("Title"), None, certainty);
        }
        for name in text("Author").iter().flat_map(|names| names.split([';', '/'])).take(20) {
            author::doubtful(sheet, name, "Author", 0.7);
        }
        if let Some(subject) = text("Subject") {
            sheet.say(Field::Summary, &subject, Some("Subject"), None, 0.5);
        }
        for word in text("Keywords").iter().flat_map(|words| words.split([',', ';'])).take(50) {
            sheet.say(Field::Keyword, word, Some("Keywords"), None, 0.8);
        }
        for (key, field) in [("CreationDate", Field::Created), ("ModDate", Field::Modified)] {
            if let Some(day) = text(key).as_deref().and_then(day::of) {
                sheet.say(field, &day, Some(key), None, 0.6);
            }
        }
    }
    let language = document.catalogue().and_then(|root| said(document, &root, "Lang"));
    if let Some(code) = language.as_deref().and_then(crate::read::language::language) {
        sheet.say(Field::Language, &code, Some("Lang"), None, 0.9);
    }
}

/// The text under a key, where there is one.
fn said(document: &Document<'_>, map: &Map, key: &str) -> Option<String> {
    let Object::Text(bytes) = document.get(map, key)? else { return None };
    let text = clean(&character::text(&bytes[..bytes.len().min(8 * 1024)]));
    // An empty one is often written as "()" by printers.
    Some(text).filter(|text| text.chars().any(char::is_alphanumeric))
}

/// A title without what a program put before it; a file name is hardly one.
fn title_of(text: &str) -> (&str, f32) {
    let bare =
        ["Microsoft Word - ", "Microsoft PowerPoint - ", "Microsoft Excel - ", "PowerPoint Presentation - "]
            .iter()
            .find_map(|before| text.strip_prefix(before));
    let title = bare.unwrap_or(text);
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".odt", ".ppt", ".pptx", ".indd", ".tex", ".dvi", ".pdf", ".rtf", ".qxd"]
        .iter()
        .any(|end| lower.ends_with(end));
    let says_nothing = [
        "untitled",
        "sans titre",
        "sans nom",
        "document",
        "présentation powerpoint",
        "diapositive 1",
        "powerpoint presentation",
    ]
    .iter()
    .any(|name| lower == *name || lower.starts_with("untitled") || lower.starts_with("sans nom"));
    match (is_file || says_nothing, bare) {
        (true, _) => (title, 0.1),
        (false, Some(_)) => (title, 0.3),
        (false, None) => (title, 0.8),
    }
}
