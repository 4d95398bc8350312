//! LaTeX documents: what the preamble says, which licence its packages print, and the text.
//!
//! Macros are not expanded and nothing is included.

mod argument;
mod licence;
mod plain;
mod preamble;

use super::outline::LIMIT;
use super::sheet::{Sheet, cut};
use super::{day, rights, teaching, tongue};
use crate::model::Field;
use argument::{first, without_comments};
use plain::{line as plain_line, paragraphs};

/// Commands that name a document, and how sure it is that they do.
const TITLES: &[(&str, f32)] = &[("title", 1.0), ("titre", 0.9), ("Titre", 0.9), ("chapter", 0.5)];

/// Environments, with the sort of thing that two of them, or one, make of a document.
const SORTS: &[(&[&str], usize, &str)] = &[
    (&["exercice", "exercise", "exo", "Exercice", "EXO", "exercices"], 2, "exercice"),
    (&["activite", "activity", "activité", "Activite"], 1, "activité pédagogique"),
];

/// Environments and commands that hold answers.
const ANSWERS: &[&str] = &[
    "\\begin{solution}",
    "\\begin{corrige}",
    "\\begin{Corrige}",
    "\\begin{correction}",
    "\\begin{sol}",
    "\\printanswers",
    "\\begin{answer}",
];

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let source = without_comments(cut(text, LIMIT));
    title(sheet, &source);
    summary(sheet, &source);
    for name in ["author", "auteur", "Auteur"] {
        let Some((authors, line)) = first(&source, name) else { continue };
        for author in authors.split("\\and").flat_map(|part| part.split("\\\\").take(1)).take(50) {
            for author in author.split(',').flat_map(|part| part.split(" et ")) {
                sheet.author(&plain_line(author), Some(name), Some(line), 1.0);
            }
        }
    }
    if let Some((date, line)) = first(&source, "date")
        && let Some(day) = day::of(&plain_line(date))
    {
        sheet.say(Field::Published, &day, Some("date"), Some(line), 0.8);
    }
    teaching::form(sheet, preamble::kind(&source), 0.5, true);
    preamble::claims(sheet, &source);
    licence::claims(sheet, &source);
    body(sheet, &source);
}

fn title(sheet: &mut Sheet<'_>, source: &str) {
    let found = TITLES.iter().find_map(|(name, certainty)| {
        let (title, line) = first(source, name)?;
        let title = plain_line(title);
        (!title.is_empty()).then_some((*name, title, line, *certainty))
    });
    if let Some((name, title, line, certainty)) = found {
        sheet.say(Field::Name, &title, Some(name), Some(line), certainty);
        teaching::of_title(sheet, &title, Some(line));
    }
}

/// The summary that authors set apart.
fn summary(sheet: &mut Sheet<'_>, source: &str) {
    let inside = source.split_once("\\begin{abstract}").map(|(_, rest)| rest);
    if let Some((words, _)) = inside.and_then(|rest| rest.split_once("\\end{abstract}")) {
        sheet.say(Field::Summary, &plain_line(cut(words, 4_000)), Some("abstract"), None, 0.9);
    }
}

fn body(sheet: &mut Sheet<'_>, source: &str) {
    let body = source.split_once("\\begin{document}").map_or(source, |(_, body)| body);
    let prose = paragraphs(body);
    if sheet.said(Field::Language).is_none()
        && let Some((language, certainty)) = tongue::guess(&prose)
    {
        sheet.say(Field::Language, language, None, None, certainty);
    }
    for (names, least, sort) in SORTS {
        let count: usize = names.iter().map(|name| body.matches(&format!("\\begin{{{name}}}")).count()).sum();
        if count >= *least {
            sheet.say(Field::ResourceType, sort, Some("begin"), None, 0.5);
        }
    }
    if ANSWERS.iter().any(|sign| source.contains(sign)) {
        sheet.say(Field::AnswerKey, "yes", Some("begin"), None, 0.6);
    }
    teaching::claims(sheet, None, &prose, false);
    // Line by line, so that a licence keeps its place in the file.
    let lines: Vec<String> = source.lines().map(plain_line).collect();
    rights::in_prose(sheet, &lines.join("\n"), "text", true);
    sheet.text(&prose);
}

#[cfg(test)]
mod tests;
