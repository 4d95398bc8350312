//! The LOM record that a manifest carries: what the whole is called, by whom, for whom, under which rights.
//!
//! The reader of records says what it means; packages add that titles and keywords are written for people,
//! and that rights are worded by programs. Must not know where the record stood.

use super::super::super::record::lom;
use super::super::super::sheet::Sheet;
use super::super::super::teaching::taught;
use super::super::super::tree::Node;
use super::super::credit::{licence_in, rights};
use crate::model::Field;

/// Claims what a record says; whether it says a language.
pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) -> bool {
    lom::of_package(sheet, record);
    let said = |key: &'static str| record.get("general").into_iter().flat_map(move |node| node.all(key));
    if let Some(title) = said("title").find_map(lom::phrase) {
        taught(sheet, title, ("general.title", None), 0.6);
    }
    for word in said("keyword").filter_map(lom::phrase) {
        sheet.school(word, Some("general.keyword"), None, 0.6);
    }
    if let Some(text) = rights_said(record) {
        rights(sheet, text, "rights.description", 1.0);
    }
    sheet.says(Field::Language)
}

/// The licence and the author of a part.
pub(super) fn credit(record: &Node) -> (Option<String>, Option<String>) {
    let licence = rights_said(record).and_then(licence_in).map(|(expression, _)| expression);
    (licence, lom::author(record))
}

fn rights_said(record: &Node) -> Option<&str> {
    record.at("rights.description").and_then(lom::phrase)
}
