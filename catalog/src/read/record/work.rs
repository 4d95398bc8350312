//! What AMB, schema.org and OERSI say with the same keys: claims out of one described work.
//!
//! Contexts are not resolved: keys are taken as the formats spell them. Must not know which format it is.

mod relations;

use super::node::{address, each, first, said};
use super::{concept, reference, rights};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;
use crate::read::{day, duration, language};
use crate::vocabulary::kim;
use crate::vocabulary::school::Kind;

/// Keys of the words by which a work is called, the best first.
const NAMES: &[&str] = &["name", "headline", "title"];

/// Claims everything that one described work says.
pub(super) fn claims(sheet: &mut Sheet<'_>, work: &Node) {
    for (field, keys) in [
        (Field::Name, NAMES),
        (Field::Summary, &["description", "abstract"]),
        (Field::Description, &["description", "abstract"]),
        (Field::Version, &["version"]),
    ] {
        if let Some((text, node)) = first(work, keys).and_then(|node| Some((said(node)?, node))) {
            sheet.say(field, text, Some(keys[0]), node.line, 1.0);
        }
    }
    places(sheet, work);
    people(sheet, work);
    legal(sheet, work);
    codes(sheet, work);
    teaching(sheet, work);
    relations::claims(sheet, work);
}

/// Where it is and what it is identified by.
fn places(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, node) in each(work, &["id", "@id", "url", "identifier", "sameAs", "mainEntityOfPage"]) {
        let text = address(node).or_else(|| node.get("value")?.text());
        // A page that describes it says where it is only if nothing else does.
        if key != "mainEntityOfPage" || sheet.claims(Field::Website).is_empty() {
            reference::identifier(sheet, text.unwrap_or_default(), key, node.line);
        }
    }
    for (key, node) in each(work, &["image", "thumbnailUrl"]) {
        sheet.link(Field::Logo, address(node).unwrap_or_default(), key, node.line, 1.0);
    }
}

fn people(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, node) in each(work, &["creator", "author"]) {
        sheet.author(&person(node), Some(key), node.line, 1.0);
    }
    for (key, node) in each(work, &["contributor", "editor", "translator", "illustrator", "producer"]) {
        sheet.person(Field::Contributor, &person(node), Some(key), node.line, 1.0);
    }
    for (keys, field) in [
        (["publisher", "sourceOrganization"], Field::Organisation),
        (["funder", "sponsor"], Field::Funder),
        (["copyrightHolder", ""], Field::Holder),
    ] {
        for (key, node) in each(work, &keys) {
            sheet.say(field, &person(node), Some(key), node.line, 1.0);
        }
    }
}

/// A name, or the two that it is made of; never an address.
pub(super) fn person(node: &Node) -> String {
    let part = |key: &str| node.get(key).and_then(said).unwrap_or_default();
    let spoken = said(node).filter(|name| !name.contains("://")).unwrap_or_default();
    let parts = format!("{} {}", part("givenName"), part("familyName"));
    if spoken.trim().is_empty() { parts.trim().to_owned() } else { spoken.to_owned() }
}

fn legal(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, node) in each(work, &["license", "licence"]) {
        let text = address(node).or_else(|| said(node));
        rights::say(sheet, text.unwrap_or_default(), key, node.line);
    }
    for (key, node) in each(work, &["isAccessibleForFree"]) {
        let free = match node.text().map(str::to_lowercase).as_deref() {
            Some("true" | "yes") => "yes",
            Some("false" | "no") => "no",
            _ => continue,
        };
        sheet.say(Field::Free, free, Some(key), node.line, 1.0);
    }
    for (key, node) in each(work, &["conditionsOfAccess"]) {
        let access = match concept::word(address(node).unwrap_or_default()) {
            "no_login" => "no_account",
            "login" => "account",
            _ => continue,
        };
        sheet.say(Field::Access, access, Some(key), node.line, 1.0);
    }
}

/// Languages, days and durations.
fn codes(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, node) in each(work, &["inLanguage", "lang"]) {
        let text = node.text().or_else(|| node.get("alternateName")?.text()).or_else(|| said(node));
        if let Some(language) = text.and_then(language::language) {
            sheet.say(Field::Language, &language, Some(key), node.line, 1.0);
        }
    }
    for (key, field) in [
        ("dateCreated", Field::Created),
        ("datePublished", Field::Published),
        ("uploadDate", Field::Published),
        ("dateModified", Field::Modified),
    ] {
        let day = work.get(key).and_then(|node| Some((day::date(node.text()?)?, node.line)));
        if let Some((day, line)) = day {
            sheet.say(field, &day, Some(key), line, 1.0);
        }
    }
    for (key, node) in each(work, &["duration", "timeRequired"]) {
        if let Some(duration) = node.text().and_then(duration::exact) {
            sheet.say(Field::Duration, &duration, Some(key), node.line, 1.0);
        }
    }
    let day = |node: &Node, key: &str| node.get(key).and_then(|node| day::date(node.text()?));
    for (key, node) in std::iter::once(("startDate", work)).chain(each(work, &["hasCourseInstance"])) {
        if let Some(start) = day(node, "startDate") {
            let whole = day(node, "endDate").map_or(start.clone(), |end| format!("{start}/{end}"));
            sheet.say(Field::Occurs, &whole, Some(key), node.line, 1.0);
            sheet.say(Field::ResourceKind, "training", Some(key), node.line, 1.0);
        }
    }
}

/// What it teaches, to whom, and as what.
fn teaching(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, node) in each(work, &["type", "@type"]) {
        concept::sort(sheet, node.text().unwrap_or_default(), key, node.line, 0.9);
    }
    for (key, node) in each(work, &["about"]) {
        let (id, label) = (address(node), said(node));
        let known = id.filter(|id| kim::is_known(id));
        if known.is_some() && has_own_subject(work) {
            continue;
        }
        let label = known.and_then(|id| kim::term_of(Kind::Subject, id)).or(label);
        concept::claim(sheet, (Kind::Subject, Field::Subject), (id, label), key, node.line);
    }
    for (key, node) in each(work, &["keywords"]) {
        for word in said(node).unwrap_or_default().split([',', ';']) {
            concept::keyword(sheet, word, key, node.line);
        }
    }
    for (key, node) in each(work, &["learningResourceType"]) {
        resource_type(sheet, work, node, key);
    }
    levels(sheet, work);
    for (key, node) in each(work, &["audience"]) {
        let named = ["educationalRole", "audienceType"].iter().find_map(|key| said(node.get(key)?));
        let text = named.or_else(|| address(node)).or_else(|| said(node));
        concept::audience(sheet, text.unwrap_or_default(), key, node.line);
    }
    for (key, node) in each(work, &["teaches", "assesses"]) {
        let text = said(node).or_else(|| address(node)).unwrap_or_default();
        sheet.say(Field::Competence, text, Some(key), node.line, 1.0);
    }
}

/// Whether a subject is named by an address of the French vocabulary, beside which the German one that
/// AMB asks for says no more.
fn has_own_subject(work: &Node) -> bool {
    names_own(work, "about", Kind::Subject)
}

fn names_own(work: &Node, key: &str, kind: Kind) -> bool {
    each(work, &[key])
        .iter()
        .filter_map(|(_, node)| address(node).filter(|id| id.starts_with("http") && !kim::is_known(id)))
        .any(|id| !concept::terms(kind, Some(id), None).is_empty())
}

fn resource_type(sheet: &mut Sheet<'_>, work: &Node, node: &Node, key: &str) {
    let (id, label) = (address(node), said(node).filter(|text| !text.contains("://")));
    concept::sort(sheet, id.unwrap_or_default(), key, node.line, 0.7);
    match id.filter(|id| kim::is_known(id)) {
        Some(_) if names_own(work, key, Kind::Type) => {}
        Some(id) => {
            let term = kim::term_of(Kind::Type, id);
            sheet.say(Field::ResourceType, term.unwrap_or_default(), Some(key), node.line, 0.9);
        }
        None => concept::claim(sheet, (Kind::Type, Field::ResourceType), (id, label), key, node.line),
    }
}

/// Levels; a broad one of AMB's counts only where nothing has said a narrower one.
fn levels(sheet: &mut Sheet<'_>, work: &Node) {
    let all = each(work, &["educationalLevel"]);
    let (broad, own): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, node)| address(node).is_some_and(kim::is_known));
    for (key, node) in own {
        let label = said(node).filter(|text| !text.contains("://"));
        concept::claim(sheet, (Kind::Level, Field::Level), (address(node), label), key, node.line);
    }
    let narrower: Vec<kim::Concept> =
        sheet.claims(Field::Level).iter().flat_map(|claim| kim::of(Kind::Level, &claim.value)).collect();
    for (key, node) in broad {
        let id = address(node).unwrap_or_default();
        if !narrower.iter().any(|one| one.id == id) {
            let term = kim::term_of(Kind::Level, id).unwrap_or_default();
            sheet.say(Field::Level, term, Some(key), node.line, 0.9);
        }
    }
}
