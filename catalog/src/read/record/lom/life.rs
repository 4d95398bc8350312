//! LOM 2, life cycle: who took part, as what, and when. Of a vCard the names alone are taken.

use super::super::node::text;
use super::super::vcard::{self, Card};
use super::value::{Word, phrase};
use crate::model::Field;
use crate::read::day;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Roles in French and by number, with LOM's own word.
const ROLES: &[(&str, &str)] = &[
    ("auteur", "author"),
    ("creator", "author"),
    ("concepteur", "author"),
    ("content provider", "author"),
    ("instructional designer", "author"),
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
        let role = role(contribute);
        // Who is not known took no part.
        if role != "unknown" {
            contribution(sheet, contribute, &role);
        }
    }
}

/// The first author of a record.
pub(in crate::read) fn author(record: &Node) -> Option<String> {
    let life = record.get("lifeCycle").or_else(|| record.get("lifecycle"))?;
    let mut written =
        life.all("contribute").filter(|contribute| role(contribute) == "author").flat_map(cards);
    written.find_map(|(card, _)| card.name().map(str::to_owned))
}

/// As what somebody took part, in LOM's own word.
fn role(contribute: &Node) -> String {
    let said = contribute.get("role").and_then(Word::of).map(|word| word.key()).unwrap_or_default();
    ROLES.iter().find(|(known, _)| *known == said).map_or(said, |(_, role)| (*role).to_owned())
}

/// The cards of those who took part, and their lines.
fn cards(contribute: &Node) -> impl Iterator<Item = (Card, Option<u32>)> {
    let entities = contribute.all("entity").chain(contribute.all("centity"));
    entities.filter_map(|entity| {
        let text = text(entity).or_else(|| text(entity.get("vcard")?))?;
        Some((vcard::card(text), entity.line))
    })
}

fn contribution(sheet: &mut Sheet<'_>, contribute: &Node, role: &str) {
    let key = format!("lifeCycle.contribute.{role}");
    for (card, line) in cards(contribute) {
        let Some(name) = card.name() else { continue };
        match role {
            "author" => sheet.author(name, Some(&key), line, 1.0),
            "publisher" => {
                let body = card.organisation.as_deref().unwrap_or(name);
                sheet.person(Field::Organisation, body, Some(&key), line, 1.0);
            }
            _ => sheet.person(Field::Contributor, name, Some(&key), line, 1.0),
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
