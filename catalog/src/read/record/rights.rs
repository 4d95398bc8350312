//! What a record says of rights: a licence where one is named, else the words themselves.
//!
//! A licence is never guessed: prose that names none stays prose. Must not know the record's format.

use crate::licence::{ALL_RIGHTS_RESERVED, declares_all_rights_reserved, mentions, parse_expression};
use crate::model::Field;
use crate::read::sheet::Sheet;

/// Most characters of prose that are searched for a licence.
const LONGEST: usize = 4_000;

/// Claims the licence that a text names, or the text as what is said of rights.
pub(super) fn say(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if let Some(known) = parse_expression(text) {
        sheet.say(Field::Licence, &known.expression, Some(key), line, known.confidence);
    } else if declares_all_rights_reserved(text) {
        sheet.say(Field::Licence, ALL_RIGHTS_RESERVED, Some(key), line, 1.0);
    } else {
        sheet.say(Field::Rights, text, Some(key), line, 1.0);
        let short: String = text.chars().take(LONGEST).collect();
        if let Some(one) = only(&short) {
            sheet.say(Field::Licence, &one.0, Some(key), line, one.1);
        }
    }
}

/// The licence that prose names, when it names one only.
fn only(text: &str) -> Option<(String, f32)> {
    let mut named = mentions(text).into_iter().map(|mention| mention.licence);
    let first = named.next()?;
    // Said in passing it weighs less than declared.
    named
        .all(|other| other.expression == first.expression)
        .then_some((first.expression, first.confidence * 0.8))
}
