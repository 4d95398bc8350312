//! The few elements of a LOM record that a manifest carries: what the whole is called, by whom, for whom,
//! under which rights.
//!
//! Prefixes of namespaces are gone already. Of a vCard the name alone is read.

use std::collections::HashSet;

use super::super::super::language::language;
use super::super::super::sheet::Sheet;
use super::super::super::teaching::taught;
use super::super::super::tree::Node;
use super::super::credit::{licence_in, name_on_card, rights, tag};
use crate::model::Field;
use crate::vocabulary::fold::fold;
use crate::vocabulary::school::{self, Kind};

/// Roles of those who made it, folded.
const AUTHORS: &[&str] =
    &["auteur", "author", "creator", "concepteur", "content provider", "instructional designer"];

/// LOM's own words for types, with those of the thesaurus.
const TYPES: &[(&str, &str)] = &[
    ("exercise", "exercice"),
    ("lecture", "cours"),
    ("simulation", "simulation"),
    ("questionnaire", "questionnaire"),
    ("slide", "diaporama"),
    ("self assessment", "évaluation"),
    ("problem statement", "exercice"),
];

/// Claims what a record says; whether it says a language.
pub(super) fn claims(sheet: &mut Sheet<'_>, lom: &Node) -> bool {
    let mut told = false;
    if let Some(general) = lom.get("general") {
        told = described(sheet, general);
    }
    for (role, name) in people(lom) {
        if is_author(&role) {
            sheet.author(&name, Some("lifeCycle.contribute"), None, 0.9);
        } else {
            sheet.say(Field::Contributor, &name, Some(&tag(&role)), None, 0.8);
        }
    }
    if let Some(text) = rights_said(lom) {
        rights(sheet, text, "rights.description", 1.0);
    }
    lom.all("educational").for_each(|part| educational(sheet, part));
    lom.all("classification").for_each(|part| classified(sheet, part));
    told
}

/// The licence and the author of a part.
pub(super) fn credit(lom: &Node) -> (Option<String>, Option<String>) {
    let licence = rights_said(lom).and_then(licence_in).map(|(expression, _)| expression);
    let author = people(lom).into_iter().find(|(role, _)| is_author(role)).map(|(_, name)| name);
    (licence, author)
}

fn described(sheet: &mut Sheet<'_>, general: &Node) -> bool {
    if let Some(title) = general.get("title").and_then(said) {
        sheet.say(Field::Name, title, Some("general.title"), None, 1.0);
        taught(sheet, title, ("general.title", None), 0.6);
    }
    if let Some(text) = general.get("description").and_then(said) {
        sheet.say(Field::Description, text, Some("general.description"), None, 1.0);
        sheet.say(Field::Summary, text, Some("general.description"), None, 0.8);
    }
    for word in general.all("keyword").flat_map(strings) {
        sheet.say(Field::Keyword, word, Some("general.keyword"), None, 1.0);
        sheet.school(word, Some("general.keyword"), None, 0.6);
    }
    let codes: Vec<String> = general.all("language").filter_map(|node| language(said(node)?)).collect();
    for code in &codes {
        sheet.say(Field::Language, code, Some("general.language"), None, 0.9);
    }
    !codes.is_empty()
}

fn rights_said(lom: &Node) -> Option<&str> {
    lom.at("rights.description").and_then(said)
}

fn is_author(role: &str) -> bool {
    let role = fold(role);
    AUTHORS.iter().any(|known| role.starts_with(known))
}

/// Who took part, each with a role.
fn people(lom: &Node) -> Vec<(String, String)> {
    let parts = ["lifeCycle", "lifecycle"].into_iter().filter_map(|key| lom.get(key));
    let mut people = Vec::new();
    for one in parts.flat_map(|part| part.all("contribute")) {
        let role = one.at("role.value").and_then(said).unwrap_or("author").to_owned();
        let cards = one.all("entity").chain(one.all("centity").filter_map(|node| node.get("vcard")));
        people.extend(cards.filter_map(said).filter_map(name_on_card).map(|name| (role.clone(), name)));
    }
    people
}

fn educational(sheet: &mut Sheet<'_>, part: &Node) {
    let time = ["duration", "datetime"]
        .into_iter()
        .find_map(|key| part.get("typicalLearningTime")?.get(key))
        .and_then(said);
    if let Some(time) =
        time.filter(|time| time.starts_with('P') && time.chars().any(|c| matches!(c, '1'..='9')))
    {
        sheet.say(Field::Duration, time, Some("typicalLearningTime"), None, 1.0);
    }
    for kind in part.all("learningResourceType").filter_map(|node| said(node.get("value")?)) {
        match TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind)) {
            Some((_, term)) => sheet.say(Field::ResourceType, term, Some("learningResourceType"), None, 0.9),
            None => say_terms(sheet, kind, Kind::Type, Field::ResourceType, "learningResourceType"),
        }
    }
    for context in part.all("context").filter_map(|node| said(node.get("value")?)) {
        say_terms(sheet, context, Kind::Level, Field::Level, "educational.context");
    }
}

/// Levels and subjects of a classification; taxa of others (skills, places) name none.
fn classified(sheet: &mut Sheet<'_>, part: &Node) {
    let purpose = fold(part.at("purpose.value").and_then(said).unwrap_or_default());
    let (kind, field) = if ["niveau", "level"].iter().any(|word| purpose.contains(word)) {
        (Kind::Level, Field::Level)
    } else if ["enseignement", "discipline"].iter().any(|word| purpose.contains(word)) {
        (Kind::Subject, Field::Subject)
    } else {
        return;
    };
    let mut seen = HashSet::new();
    let entries = part
        .all("taxonPath")
        .flat_map(|path| path.all("taxon"))
        .filter_map(|taxon| said(taxon.get("entry")?));
    for term in entries.flat_map(school::lookup).filter(|term| term.kind == kind) {
        if seen.insert(&term.term) {
            sheet.say(field, &term.term, Some("classification"), None, 0.9);
        }
    }
}

fn say_terms(sheet: &mut Sheet<'_>, text: &str, kind: Kind, field: Field, key: &str) {
    for term in school::lookup(text).into_iter().filter(|term| term.kind == kind) {
        sheet.say(field, &term.term, Some(key), None, 0.9);
    }
}

/// The text of an element in French, else in the language that comes first.
fn said(node: &Node) -> Option<&str> {
    let french = |one: &&Node| {
        let tag = ["@language", "@lang"].into_iter().find_map(|key| one.get(key)).and_then(Node::text);
        tag.and_then(language).as_deref() == Some("fr")
    };
    let all: Vec<&Node> = node.all("string").chain(node.all("langstring")).collect();
    all.iter()
        .copied()
        .find(french)
        .and_then(bare)
        .or_else(|| all.iter().find_map(|one| bare(one)))
        .or_else(|| bare(node))
}

/// Every text of an element that may have several.
fn strings(node: &Node) -> Vec<&str> {
    let all: Vec<&str> = node.all("string").chain(node.all("langstring")).filter_map(bare).collect();
    if all.is_empty() { bare(node).into_iter().collect() } else { all }
}

fn bare(node: &Node) -> Option<&str> {
    let text = node.text().or_else(|| node.get("#text")?.text())?.trim();
    (!text.is_empty()).then_some(text)
}
