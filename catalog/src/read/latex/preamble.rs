//! What a preamble says: class, language, and what hyperref writes into the PDF.
//!
//! Must not know the text of the document.

use super::argument::{all, first, options};
use super::plain::line as plain_line;
use crate::model::Field;
use crate::read::language::language;
use crate::read::sheet::Sheet;

pub(super) fn claims(sheet: &mut Sheet<'_>, source: &str) {
    for class in all(source, "documentclass").take(2) {
        let sort = match class.argument.trim() {
            "beamer" => Some(("diaporama", 0.7)),
            "exam" | "bac-teach" => Some(("évaluation", 0.4)),
            _ => None,
        };
        if let Some((sort, certainty)) = sort {
            sheet.say(Field::ResourceType, sort, Some("documentclass"), Some(class.line), certainty);
        }
        languages(sheet, class.options, "documentclass", class.line, 0.7);
    }
    for package in all(source, "usepackage") {
        match package.argument.trim() {
            "babel" => languages(sheet, package.options, "babel", package.line, 0.95),
            "hyperref" => written(sheet, package.options, package.line),
            "exsheets" | "xsim" | "exercise" | "exsol" => {
                sheet.say(Field::ResourceType, "exercice", Some("usepackage"), Some(package.line), 0.4);
            }
            _ => {}
        }
    }
    for name in ["setmainlanguage", "setdefaultlanguage"] {
        for language in all(source, name).take(1) {
            languages(sheet, language.argument, name, language.line, 0.95);
        }
    }
    for setup in all(source, "hypersetup") {
        written(sheet, setup.argument, setup.line);
    }
}

/// What the class makes of the document.
pub(super) fn kind(source: &str) -> &'static str {
    let class = first(source, "documentclass").map(|(class, _)| class.trim());
    if class.is_some_and(|class| matches!(class, "book" | "scrbook" | "memoir")) {
        "book"
    } else {
        "document"
    }
}

/// The language of the document: the one said to be the main one, else the last.
fn languages(sheet: &mut Sheet<'_>, list: &str, key: &str, line: u32, certainty: f32) {
    let options = options(list);
    let main = options.iter().find(|(name, _)| *name == "main").map(|(_, value)| *value);
    let named = options.iter().rev().map(|(name, _)| *name).filter(|name| name.len() > 3);
    if let Some(code) = main.into_iter().chain(named).find_map(language)
        && sheet.said(Field::Language).is_none()
    {
        sheet.say(Field::Language, &code, Some(key), Some(line), certainty);
    }
}

/// What hyperref puts into the information of the PDF.
fn written(sheet: &mut Sheet<'_>, list: &str, line: u32) {
    for (name, value) in options(list) {
        let text = plain_line(value);
        let key = Some(name);
        match name {
            "pdftitle" => sheet.say(Field::Name, &text, key, Some(line), 0.8),
            "pdfauthor" => {
                for author in text.split([',', ';']).flat_map(|part| part.split(" et ")) {
                    sheet.author(author, key, Some(line), 0.8);
                }
            }
            "pdfsubject" => sheet.say(Field::Summary, &text, key, Some(line), 0.6),
            "pdfkeywords" => {
                text.split([',', ';']).for_each(|word| sheet.say(Field::Keyword, word, key, Some(line), 0.9));
            }
            "pdflang" => {
                if let Some(code) = language(&text) {
                    sheet.say(Field::Language, &code, key, Some(line), 0.9);
                }
            }
            _ => {}
        }
    }
}
