//! `publiccode.yml`, versions 0.2 to 0.7, read leniently field by field.
//!
//! Addresses of contacts are left where they are: only names are read.

use super::sheet::Sheet;
use super::tree::{Node, yaml};
use crate::model::{Field, Severity};

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(yaml::parse(text), "YAML") else { return };
    if root.entries().next().is_none() {
        let told = ("the file holds no key".to_owned(), "Fill it after https://yml.publiccode.tools.");
        sheet.find(Severity::Error, "publiccode_empty", told, None, None);
        return;
    }
    sheet.claim(Field::Name, "name", root.get("name"));
    description(sheet, &root);
    if let Some(licence) = root.at("legal.license") {
        sheet.licence(licence.text().unwrap_or_default(), "legal.license", licence.line, 1.0);
    }
    sheet.address(Field::Repository, "url", root.get("url"));
    sheet.address(Field::Website, "landingURL", root.get("landingURL"));
    sheet.claim(Field::Version, "softwareVersion", root.get("softwareVersion"));
    sheet.claim(Field::Status, "developmentStatus", root.get("developmentStatus"));
    sheet.claim_each(Field::Keyword, "categories", root.get("categories"));
    sheet.claim(Field::Organisation, "organisation.name", root.at("organisation.name"));
    sheet.claim(Field::Organisation, "legal.repoOwner", root.at("legal.repoOwner"));
    for contact in root.at("maintenance.contacts").map(Node::items).unwrap_or_default() {
        if let Some(name) = contact.get("name") {
            sheet.author(name.text().unwrap_or_default(), Some("maintenance.contacts.name"), name.line, 1.0);
        }
    }
}

/// The description in French, else in English, else the first one there is.
fn description(sheet: &mut Sheet<'_>, root: &Node) {
    let Some(all) = root.get("description") else {
        let told =
            ("description is missing".to_owned(), "Add description.fr.shortDescription, one sentence.");
        sheet.find(Severity::Warning, "publiccode_description", told, Some("description"), None);
        return;
    };
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
    if language.len() >= 2 {
        let code = language.to_lowercase();
        let code = code.split(['-', '_']).next().unwrap_or_default();
        sheet.say(Field::Language, code, Some(&format!("description.{language}")), chosen.line, 0.9);
    }
}
