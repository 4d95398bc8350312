//! What a record calls things by: identifiers of its own, and addresses of other works.
//!
//! Nothing is fetched. Must not know the record's format.

use crate::model::Field;
use crate::read::sheet::Sheet;

/// Claims what a record is identified by: a DOI, an ARK, an ISBN or SWHID as such, an address as the
/// place where it is.
pub(super) fn identifier(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    let text = text.trim();
    let lower = text.to_lowercase();
    if let Some(at) = lower.find("ark:") {
        sheet.say(Field::Identifier, &text[at..], Some(key), line, 1.0);
    } else if let Some(number) = isbn(&lower) {
        sheet.say(Field::Identifier, &format!("isbn:{number}"), Some(key), line, 1.0);
    } else {
        sheet.identifier(text, key, line);
    }
    place(sheet, text, key, line);
}

/// Claims an address as the place where the work is.
pub(super) fn place(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    if text.trim().starts_with("http") {
        sheet.link(Field::Website, text, key, line, 1.0);
    }
}

/// `urn:isbn:2-07-064309-3` and `ISBN 978…`: the number, when it has as many digits as one.
fn isbn(lower: &str) -> Option<String> {
    let rest = lower.trim_start_matches("urn:").strip_prefix("isbn")?;
    let number = rest.trim_start_matches([':', ' ', '-']).trim();
    let digits = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == 'x').count();
    let plain = number.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | ' ' | 'x'));
    (plain && matches!(digits, 10 | 13)).then(|| number.replace(' ', "-").to_uppercase())
}

/// Claims another work: by its address, else by its name, else by whatever it is called.
pub(super) fn other(
    sheet: &mut Sheet<'_>,
    field: Field,
    (address, name): (Option<&str>, Option<&str>),
    key: &str,
    line: Option<u32>,
) {
    let is_web = |text: &&str| text.starts_with("http://") || text.starts_with("https://");
    if let Some(address) = address.map(str::trim).filter(is_web) {
        sheet.link(field, address, key, line, 1.0);
    } else if let Some(text) = name.or(address).map(str::trim) {
        sheet.say(field, text, Some(key), line, 1.0);
    }
}
