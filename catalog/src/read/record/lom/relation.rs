//! LOM 7, relations: other works, and the licence where it is told as one.

use super::super::node::text;
use super::super::{reference, rights};
use super::value::{Word, phrase};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Kinds of relation: LOM's words, DCMI's addresses by their end, `ScoLOMFR`'s numbers and labels.
const KINDS: &[(&str, Field)] = &[
    ("ispartof", Field::PartOf),
    ("est une partie de", Field::PartOf),
    ("haspart", Field::HasPart),
    ("contient", Field::HasPart),
    ("source", Field::BasedOn),
    ("isbasedon", Field::BasedOn),
    ("est basé sur", Field::BasedOn),
    ("isversionof", Field::VersionOf),
    ("hasversion", Field::VersionOf),
    ("isformatof", Field::VersionOf),
    ("hasformat", Field::VersionOf),
    ("replaces", Field::VersionOf),
    ("isreplacedby", Field::VersionOf),
    ("est la traduction de", Field::VersionOf),
    ("scolomfr-voc-009-num-002", Field::VersionOf),
    ("scolomfr-voc-009-num-003", Field::VersionOf),
    ("scolomfr-voc-009-num-016", Field::VersionOf),
    ("scolomfr-voc-009-num-017", Field::VersionOf),
    ("scolomfr-voc-009-num-030", Field::VersionOf),
    ("scolomfr-voc-009-num-031", Field::VersionOf),
    ("scolomfr-voc-009-num-032", Field::VersionOf),
    ("scolomfr-voc-009-num-033", Field::VersionOf),
    ("scolomfr-voc-009-num-034", Field::VersionOf),
    ("scolomfr-voc-009-num-036", Field::VersionOf),
    ("scolomfr-voc-009-num-037", Field::VersionOf),
    ("scolomfr-voc-009-num-021", Field::Logo),
    ("scolomfr-voc-009-num-022", Field::Logo),
    ("scolomfr-voc-009-num-023", Field::Logo),
    ("a pour vignette", Field::Logo),
    ("scolomfr-voc-009-num-040", Field::Licence),
    ("a pour licence", Field::Licence),
];

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    for relation in record.all("relation") {
        let kind = relation.get("kind").and_then(Word::of);
        for resource in relation.all("resource") {
            one(sheet, kind.as_ref(), resource);
        }
    }
}

fn one(sheet: &mut Sheet<'_>, kind: Option<&Word<'_>>, resource: &Node) {
    let named = kind.map(Word::key).unwrap_or_default();
    let field = KINDS.iter().find(|(known, _)| *known == named).map_or(Field::Related, |(_, field)| *field);
    let entry = resource.at("identifier.entry").and_then(|entry| text(entry).or_else(|| phrase(entry)));
    let name = resource.get("description").and_then(phrase);
    let key = format!("relation.{named}");
    match field {
        Field::Licence => rights::say(sheet, entry.or(name).unwrap_or_default(), &key, resource.line),
        Field::Logo => sheet.link(Field::Logo, entry.unwrap_or_default(), &key, resource.line, 1.0),
        field => reference::other(sheet, field, (entry, name), &key, resource.line),
    }
}
