//! What the standard asks of values: one section of it a file.
//!
//! Each rule names its key; types and unknown keys are judged before.

mod audience;
mod body;
mod country;
mod dates;
mod depends;
mod deprecated;
mod description;
mod identity;
mod kinds;
mod legal;
mod localisation;
mod maintenance;
mod supports;
mod version;

use super::address::is_page;
use super::key::Key;
use super::report::{Report, quoted};
use super::terms;

/// Checks every section.
pub(super) fn check(report: &mut Report<'_>) {
    version::check(report);
    identity::check(report);
    dates::check(report);
    kinds::check(report);
    body::check(report);
    audience::check(report);
    description::check(report);
    legal::check(report);
    maintenance::check(report);
    localisation::check(report);
    depends::check(report);
    supports::check(report);
    country::check(report);
    deprecated::check(report);
}

/// A text that must be there and not be empty; what it says, when it is.
fn required<'a>(report: &mut Report<'a>, key: &Key, remedy: &str) -> Option<&'a str> {
    let text = report.text(key).filter(|text| !text.is_empty());
    if text.is_none() {
        missing(report, key, remedy);
    }
    text
}

fn missing(report: &mut Report<'_>, key: &Key, remedy: &str) {
    report.error("publiccode_missing", key, format!("{} is missing", quoted(&key.last())), remedy);
}

/// An address of a page, where there is one.
fn page(report: &mut Report<'_>, key: &Key) {
    if report.text(key).is_some_and(|text| !is_page(text)) {
        let message = format!("{} must be an address that begins with https://", quoted(&key.last()));
        report.error("publiccode_address", key, message, "Write the whole address, or remove the key.");
    }
}

/// A term of a closed list.
fn one_of(report: &mut Report<'_>, key: &Key, list: &str, text: &str) {
    if terms::has(list, text) {
        return;
    }
    let message = format!("{} cannot be \"{}\"", quoted(&key.last()), quoted(text));
    let remedy = match terms::near(list, text) {
        Some(term) => format!("Write {term}."),
        None => format!("Write one of: {}.", terms::all(list).join(", ")),
    };
    report.error("publiccode_term", key, message, &remedy);
}
