//! LOM 1, general: what it is called, what it is about, which language it is in.

use super::super::node::{flowed, text};
use super::super::{concept, reference};
use super::value::{Word, check_label, phrase};
use crate::model::Field;
use crate::read::language;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;
use crate::vocabulary::school::Kind;

/// Words for books.
const BOOKS: &[&str] =
    &["scolomfr-voc-005-num-024", "scolomfr-voc-005-num-029", "livre numérique", "ouvrage", "livre"];

/// Most keywords, or words of a vocabulary, that are looked at.
const KEYWORDS: usize = 200;

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    let Some(general) = record.get("general") else { return };
    for (key, field) in
        [("title", Field::Name), ("description", Field::Summary), ("description", Field::Description)]
    {
        let mut all = general.all(key).filter_map(|node| Some((phrase(node)?, node.line)));
        if let Some((text, line)) = all.next() {
            sheet.say(field, &flowed(text), Some(&format!("general.{key}")), line, 1.0);
        }
    }
    for node in general.all("identifier").chain(general.all("catalogentry")) {
        if let Some(entry) = node.get("entry").and_then(|entry| phrase(entry)) {
            reference::identifier(sheet, entry, "general.identifier", node.line);
        }
    }
    for node in general.all("language") {
        if let Some(language) = text(node).and_then(language::language) {
            sheet.say(Field::Language, &language, Some("general.language"), node.line, 1.0);
        }
    }
    for node in general.all("keyword").take(KEYWORDS) {
        concept::keyword(sheet, phrase(node).unwrap_or_default(), "general.keyword", node.line);
    }
    for node in general.all("coverage").take(KEYWORDS) {
        // A formal coverage is an address or coordinates, which nobody looks for.
        let text = phrase(node).filter(|text| !text.contains(['=', '/']));
        sheet.say(Field::Keyword, text.unwrap_or_default(), Some("general.coverage"), node.line, 0.5);
    }
    if let Some(level) = general.get("aggregationLevel").and_then(Word::of) {
        check_label(sheet, &level, "general.aggregationLevel");
        if matches!(level.key().as_str(), "3" | "scolomfr-voc-008-num-03") {
            sheet.say(Field::ResourceKind, "course", Some("general.aggregationLevel"), level.line, 0.6);
        }
    }
    kinds(sheet, general);
}

/// What sort of document it is, in DCMI's words and in `ScoLOMFR`'s.
fn kinds(sheet: &mut Sheet<'_>, general: &Node) {
    for word in general.all("generalResourceType").filter_map(Word::of).take(KEYWORDS) {
        let key = "general.generalResourceType";
        // A slide show may be a film of one; a book is one whatever it is made of.
        let sure = if BOOKS.contains(&word.key().as_str()) { 1.0 } else { 0.8 };
        let sorted = concept::sort(sheet, word.value, key, word.line, sure);
        let named = (Some(word.value), word.said());
        // What says only which sort it is makes no keyword.
        if !sorted || !concept::terms(Kind::Type, named.0, named.1).is_empty() {
            concept::claim(sheet, (Kind::Type, Field::ResourceType), named, key, word.line);
        }
    }
    for word in general.all("documentType").filter_map(Word::of).take(KEYWORDS) {
        concept::sort(sheet, word.value, "general.documentType", word.line, 0.9);
    }
}
