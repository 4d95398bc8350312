//! Pages in HTML: what their head, their links and their data blocks say, and the words they show.
//!
//! Only the tokens of the standard are read, one after the other: no tree is built that could nest
//! without end, and nothing is run. Must not know the records that a data block may hold.

mod described;
mod guard;
mod page;

use super::sheet::{Sheet, cut};
use super::{day, language, record, rights, teaching, tongue};
use crate::licence::parse_expression;
use crate::model::Field;
use page::{Page, look};

pub use described::{WebPage, web_page};

/// How much of a page is looked at, in bytes.
const LIMIT: usize = 512 * 1024;

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let page = look(cut(text, LIMIT));
    // A block of data was written for catalogues: what it says comes first.
    for block in page.blocks.iter().filter(|block| is_of_a_work(block)) {
        record::amb::json_ld(sheet, block);
    }
    teaching::form(sheet, "document", 0.4, false);
    licences(sheet, &page);
    names(sheet, &page);
    metas(sheet, &page);
    if let Some(code) = page.language.as_deref().and_then(language::language) {
        sheet.say(Field::Language, &code, Some("lang"), None, 0.9);
    } else if let Some((language, certainty)) = tongue::guess(&page.text) {
        sheet.say(Field::Language, language, None, None, certainty);
    }
    let title = sheet.said(Field::Name).map(str::to_owned);
    // What stands above the heading is of the site.
    let start = page.heading.as_deref().and_then(|heading| page.text.find(heading)).unwrap_or_default();
    teaching::claims(sheet, title.as_deref().map(|title| (title, None)), &page.text[start..], false);
    if page.licences.is_empty() {
        rights::in_prose(sheet, &page.text, "text", false);
    }
    sheet.text(&page.text);
}

/// The words that a piece of HTML shows.
pub(in crate::read) fn words(text: &str) -> String {
    look(cut(text, LIMIT)).text
}

fn is_of_a_work(block: &str) -> bool {
    ["LearningResource", "CreativeWork", "Course", "Article", "\"Book\"", "VideoObject", "Dataset"]
        .iter()
        .any(|kind| block.contains(kind))
}

/// Links that say that they lead to the licence.
fn licences(sheet: &mut Sheet<'_>, page: &Page) {
    for (address, words) in &page.licences {
        let known = parse_expression(address).is_some();
        let said = if known { address } else { words };
        if !known && parse_expression(words).is_none() {
            continue;
        }
        sheet.licence(said, "rel=license", None, 1.0);
    }
}

/// Titles, from the one written for catalogues to the one shown.
fn names(sheet: &mut Sheet<'_>, page: &Page) {
    for (name, text) in &page.properties {
        match name.rsplit(':').next().unwrap_or(name) {
            "attributionName" => sheet.author(text, Some(name), None, 0.9),
            "title" => sheet.say(Field::Name, text, Some(name), None, 0.9),
            _ => {}
        }
    }
    let heading = page.heading.as_deref().filter(|heading| !heading.trim().is_empty());
    if let Some(title) =
        page.meta("og:title").or_else(|| page.meta("dc.title")).or_else(|| page.meta("dcterms.title"))
    {
        sheet.say(Field::Name, title, Some("og:title"), None, 0.75);
    }
    if let Some(heading) = heading {
        sheet.say(Field::Name, heading, Some("h1"), None, 0.7);
    }
    if let Some(title) = &page.title {
        sheet.say(Field::Name, title, Some("title"), None, 0.6);
    }
}

fn metas(sheet: &mut Sheet<'_>, page: &Page) {
    for (name, text) in &page.metas {
        let key = Some(name.as_str());
        match name.as_str() {
            "description" | "dc.description" | "dcterms.description" => {
                sheet.say(Field::Summary, text, key, None, 0.8);
            }
            "og:description" => sheet.say(Field::Summary, text, key, None, 0.7),
            "author" | "dc.creator" | "dcterms.creator" | "citation_author" => {
                text.split([',', ';']).for_each(|name| sheet.author(name, key, None, 0.8));
            }
            "keywords" | "dc.subject" => {
                text.split([',', ';']).for_each(|word| sheet.say(Field::Keyword, word, key, None, 0.8));
            }
            "dc.rights" | "dcterms.rights" | "copyright" | "rights" => {
                rights::stated(sheet, text, name, None, 0.9);
            }
            "dcterms.license" | "dc.rights.license" | "license" | "licence" => {
                sheet.licence(text, name, None, 1.0);
            }
            "date" | "dc.date" | "dcterms.date" | "article:published_time" | "dcterms.created" => {
                if let Some(day) = day::of(text) {
                    sheet.say(Field::Published, &day, key, None, 0.8);
                }
            }
            "dcterms.modified" | "article:modified_time" => {
                if let Some(day) = day::of(text) {
                    sheet.say(Field::Modified, &day, key, None, 0.8);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
