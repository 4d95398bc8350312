//! What a `publiccode.yml` says, field by field, whatever else is wrong with it.
//!
//! Takes the keys of every version and those of the French files; must not judge.

use crate::licence::{declares_all_rights_reserved, parse_expression};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Keys that name one value, with the field they claim.
const TEXTS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("softwareVersion", Field::Version),
    ("latestRelease.version", Field::Version),
    ("developmentStatus", Field::Status),
    ("softwareType", Field::Kind),
    ("maintenance.type", Field::Maintenance),
    ("organisation.name", Field::Organisation),
    ("organization.name", Field::Organisation),
    ("legal.repoOwner", Field::Organisation),
    ("legal.mainCopyrightOwner", Field::Holder),
    ("logo", Field::Logo),
];

/// Keys that name several.
const LISTS: &[(&str, Field)] = &[
    ("categories", Field::Keyword),
    ("tags", Field::Keyword),
    ("platforms", Field::Platform),
    ("intendedAudience.scope", Field::Audience),
];

/// Keys that hold a day.
const DAYS: &[(&str, Field)] = &[
    ("releaseDate", Field::Released),
    ("latestRelease.date", Field::Released),
    ("creationDate", Field::Created),
];

pub(super) fn read(sheet: &mut Sheet<'_>, root: &Node) {
    for (key, field) in TEXTS {
        sheet.claim(*field, key, root.at(key));
    }
    for (key, field) in LISTS {
        sheet.claim_each(*field, key, root.at(key));
    }
    for (key, field) in DAYS {
        sheet.day(*field, key, root.at(key));
    }
    sheet.address(Field::Repository, "url", root.get("url"));
    sheet.address(Field::Website, "landingURL", root.get("landingURL").or_else(|| root.get("landingUrl")));
    for based in root.get("isBasedOn").map(Node::items).unwrap_or_default() {
        sheet.address(Field::BasedOn, "isBasedOn", Some(based));
    }
    description(sheet, root);
    licence(sheet, root);
    bodies(sheet, root);
    for contact in root.at("maintenance.contacts").map(Node::items).unwrap_or_default() {
        if let Some(name) = contact.get("name") {
            sheet.author(name.text().unwrap_or_default(), Some("maintenance.contacts.name"), name.line, 1.0);
        }
    }
}

/// What names no licence is the judge's to tell.
fn licence(sheet: &mut Sheet<'_>, root: &Node) {
    for key in ["legal.license", "legal.licence", "license", "licence"] {
        let Some(node) = root.at(key) else { continue };
        let text = node.text().unwrap_or_default();
        if parse_expression(text).is_some() || declares_all_rights_reserved(text) {
            sheet.licence(text, key, node.line, 1.0);
        }
    }
}

/// Bodies are maps with a name, or names: both are met.
fn bodies(sheet: &mut Sheet<'_>, root: &Node) {
    for (key, field) in [("fundedBy", Field::Funder), ("usedBy", Field::UsedBy)] {
        for body in root.get(key).map(Node::items).unwrap_or_default() {
            let name = body.get("name").or_else(|| body.get("uri")).unwrap_or(body);
            if let Some(text) = name.text().filter(|text| !text.contains('@')) {
                sheet.say(field, text, Some(key), name.line, 1.0);
            }
        }
    }
}

/// The description in French, else in English, else the first one there is.
fn description(sheet: &mut Sheet<'_>, root: &Node) {
    let Some(all) = root.get("description") else { return };
    let of = |language: &str| {
        all.entries().find(|(key, _)| key.to_lowercase().split(['-', '_']).next() == Some(language))
    };
    let Some((language, chosen)) = of("fr").or_else(|| of("en")).or_else(|| all.entries().next()) else {
        return;
    };
    let key = |name: &str| format!("description.{language}.{name}");
    sheet.claim(Field::Name, &key("localisedName"), chosen.get("localisedName"));
    sheet.claim(Field::Summary, &key("shortDescription"), chosen.get("shortDescription"));
    // Until 0.2 the generic name stood where the short description stands now.
    if chosen.get("shortDescription").and_then(Node::text).is_none_or(str::is_empty) {
        sheet.claim(Field::Summary, &key("genericName"), chosen.get("genericName"));
    }
    sheet.claim(Field::Description, &key("longDescription"), chosen.get("longDescription"));
    sheet.address(Field::Documentation, &key("documentation"), chosen.get("documentation"));
    sheet.address(Field::Documentation, &key("apiDocumentation"), chosen.get("apiDocumentation"));
    languages(sheet, root, language, chosen.line);
}

/// The language it is described in to French readers first, then the others it speaks.
fn languages(sheet: &mut Sheet<'_>, root: &Node, described: &str, line: Option<u32>) {
    claim_language(sheet, described, &format!("description.{described}"), line, 0.9);
    for item in root.at("localisation.availableLanguages").map(Node::items).unwrap_or_default() {
        claim_language(
            sheet,
            item.text().unwrap_or_default(),
            "localisation.availableLanguages",
            item.line,
            0.8,
        );
    }
}

fn claim_language(sheet: &mut Sheet<'_>, tag: &str, key: &str, line: Option<u32>, confidence: f32) {
    let lower = tag.to_lowercase();
    let code = lower.split(['-', '_']).next().unwrap_or_default();
    if (2..=3).contains(&code.len()) {
        sheet.say(Field::Language, code, Some(key), line, confidence);
    }
}
