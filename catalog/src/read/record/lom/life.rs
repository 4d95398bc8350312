//! LOM 2, life cycle: who took part, as what, and when. Of a vCard the names alone are taken.

use super::super::node::text;
use super::super::vcard;
use super::value::{Word, phrase};
use crate::model::Field;
use crate::read::day;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Roles in French and by number, with LOM's own word.
const ROLES: &[(&str, &str)] = &[
    ("auteur", "author"),
    ("éditeur", "publisher"),
    ("scolomfr-voc-003-num-005", "contributor"),
    ("contributeur", "contributor"),
    ("scolomfr-voc-003-num-017", "publisher"),
    ("scolomfr-voc-003-num-027", "publisher"),
    ("scolomfr-voc-003-num-028", "publisher"),
    ("scolomfr-voc-003-num-029", "publisher"),
    ("scolomfr-voc-003-num-031", "illustrator"),
    ("validator 2", "validator"),
    ("inconnu", "unknown"),
];

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    let Some(life) = record.get("lifeCycle").or_else(|| record.get("lifecycle")) else { return };
    if let Some((version, node)) = life.get("version").and_then(|node| Some((phrase(node)?, node))) {
        sheet.say(Field::Version, version, Some("lifeCycle.version"), node.line, 1.0);
    }
    for contribute in life.all("contribute") {
        let role = contribute.get("role").and_then(Word::of).map(|word| word.key()).unwrap_or_default();
        let role = ROLES.iter().find(|(known, _)| *known == role).map_or(role.as_str(), |(_, role)| role);
        // Who is not known took no part.
        if role != "unknown" {
            contribution(sheet, contribute, role);
        }
    }
}

fn contribution(sheet: &mut Sheet<'_>, contribute: &Node, role: &str) {
    let key = format!("lifeCycle.contribute.{role}");
    for entity in contribute.all("entity").chain(contribute.all("centity")) {
        let Some(text) = text(entity).or_else(|| text(entity.get("vcard")?)) else { continue };
        let card = vcard::card(text);
        let Some(name) = card.name() else { continue };
        match role {
            "author" => sheet.author(name, Some(&key), entity.line, 1.0),
            "publisher" => {
                let body = card.organisation.as_deref().unwrap_or(name);
                sheet.person(Field::Organisation, body, Some(&key), entity.line, 1.0);
            }
            _ => sheet.person(Field::Contributor, name, Some(&key), entity.line, 1.0),
        }
    }
    let field = match role {
        "author" => Field::Created,
        "publisher" => Field::Published,
        _ => return,
    };
    let day = contribute.get("date").and_then(|date| text(date.get("dateTime")?).and_then(day::date));
    if let Some(day) = day.filter(|_| sheet.claims(field).is_empty()) {
        sheet.say(field, &day, Some(&key), contribute.line, 1.0);
    }
}
