//! Whom it is for: `intendedAudience`.
//!
//! Countries are in capitals; lower case was written until 0.2 and is still valid.

use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::super::terms::is_country;
use super::one_of;

pub(super) fn check(report: &mut Report<'_>) {
    let audience = Key::of("intendedAudience");
    let scope = audience.name("scope");
    for at in 0..report.count(&scope).unwrap_or_default() {
        let key = scope.item(at);
        let text = report.text(&key).unwrap_or_default();
        one_of(report, &key, "scope", text);
    }
    for name in ["countries", "unsupportedCountries"] {
        let list = audience.name(name);
        for at in 0..report.count(&list).unwrap_or_default() {
            country(report, &list.item(at));
        }
    }
}

fn country(report: &mut Report<'_>, key: &Key) {
    let text = report.text(key).unwrap_or_default();
    let (upper, lower) = (text.to_ascii_uppercase(), text.to_ascii_lowercase());
    if !is_country(&upper) || text != upper && text != lower {
        let message = format!("{}: \"{}\" is no country of ISO 3166-1", quoted(&key.last()), quoted(text));
        report.error(
            "publiccode_country",
            key,
            message,
            "Write the two letters of the country in capitals: FR.",
        );
    } else if text == lower {
        let message = format!("{} is in lower case", quoted(&key.last()));
        report.warn("publiccode_country", key, message, &format!("Write {upper}."));
    }
}
