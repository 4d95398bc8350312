//! LOM records: IEEE LOM, LOM-FR, `ScoLOMFR` and `SupLOMFR` of any version, by whatever prefix.
//!
//! Words are taken as addresses, labels or both. Must not know the other formats.

mod classification;
mod educational;
mod general;
mod life;
mod relation;
mod technical;
mod value;

pub(in crate::read) use life::author;
pub(in crate::read) use value::phrase;

use super::super::sheet::Sheet;
use super::super::tree::{Node, xml};
use super::wrapped;
use crate::model::Severity;

/// Parts of a record of which there may be one only.
const SINGLE: &[&str] = &["general", "lifeCycle", "metaMetadata", "technical", "rights"];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(xml::parse(text), "XML") else { return };
    let Some(record) = wrapped::first(&root, "lom", &["general", "technical", "educational"]) else {
        let told = (
            format!("{} holds no LOM record: nothing in it is called general", sheet.path()),
            "Give the lom element itself, or a record of OAI-PMH that carries it.",
        );
        sheet.find(Severity::Error, "no_record", told, None, root.line);
        return;
    };
    judged(sheet, record);
}

/// Claims everything that a lom element says, unless it is one that no reader may take.
pub(super) fn judged(sheet: &mut Sheet<'_>, record: &Node) {
    if !is_refused(sheet, record) {
        claims(sheet, record);
    }
}

/// Says what no record may have; nothing is claimed of one that has it, since no part is more true.
fn is_refused(sheet: &mut Sheet<'_>, record: &Node) -> bool {
    let mut refused = false;
    for key in SINGLE {
        if let Some(second) = record.all(key).nth(1) {
            let told = (
                format!("{} has the element {key} twice; LOM allows one", sheet.path()),
                "Put what both say into one element; the record was not read.",
            );
            sheet.find(Severity::Error, "element_repeated", told, Some(key), second.line);
            refused = true;
        }
    }
    refused
}

/// Claims what the record of a package says of the whole. Its places and relations lie inside of the package,
/// and what is said of rights is worded by the programs that make packages: both are for its reader.
pub(in crate::read) fn of_package(sheet: &mut Sheet<'_>, record: &Node) {
    general::claims(sheet, record);
    life::claims(sheet, record);
    educational::claims(sheet, record);
    classification::claims(sheet, record);
}

/// Claims everything that a lom element says.
pub(in crate::read) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    technical::claims(sheet, record);
    general::claims(sheet, record);
    life::claims(sheet, record);
    educational::claims(sheet, record);
    technical::rights(sheet, record);
    relation::claims(sheet, record);
    classification::claims(sheet, record);
}
