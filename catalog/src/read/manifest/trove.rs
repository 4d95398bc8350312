//! Python's classifiers, `License :: OSI Approved :: MIT License`.
//!
//! The name of a licence often lacks its version there: what names none says nothing.

use crate::licence::{declares_all_rights_reserved, parse_expression};
use crate::model::Field;
use crate::read::sheet::Sheet;

/// Claims what one classifier says; its licence only where nothing better declares one.
pub(super) fn claim(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>, licence: bool) {
    let Some((topic, rest)) = text.split_once("::") else { return };
    let name = rest.rsplit("::").next().unwrap_or(rest).trim();
    match topic.trim() {
        "License" if licence => declared(sheet, name, key, line),
        "Development Status" => sheet.status(rest.trim(), key, line, 0.8),
        "Intended Audience" => sheet.say(Field::Audience, name, Some(key), line, 0.8),
        "Operating System" => sheet.say(Field::Platform, name, Some(key), line, 0.8),
        _ => {}
    }
}

fn declared(sheet: &mut Sheet<'_>, name: &str, key: &str, line: Option<u32>) {
    let name = name.split_once('(').map_or(name, |(before, inside)| {
        let inside = inside.trim_end().trim_end_matches(')');
        if parse_expression(inside).is_some() { inside } else { before }
    });
    if parse_expression(name).is_some() || declares_all_rights_reserved(name) {
        sheet.licence(name, key, line, 0.9);
    }
}
