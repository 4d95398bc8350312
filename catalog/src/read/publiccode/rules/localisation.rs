//! In which languages it speaks: `localisation`.
//!
//! Languages are tags of BCP 47.

use super::super::key::Key;
use super::super::language_tag;
use super::super::report::{Report, quoted};
use super::missing;

pub(super) fn check(report: &mut Report<'_>) {
    let all = Key::of("localisation");
    let ready = all.name("localisationReady");
    if report.find(&ready).is_none() {
        missing(report, &ready, "Add localisation.localisationReady: true or false.");
    }
    let languages = all.name("availableLanguages");
    if report.count(&languages).unwrap_or_default() == 0 {
        missing(report, &languages, "Add localisation.availableLanguages, for example [fr].");
    }
    for at in 0..report.count(&languages).unwrap_or_default() {
        let key = languages.item(at);
        let tag = report.text(&key).unwrap_or_default();
        if !language_tag::is_valid(tag) {
            let message = format!("{}: \"{}\" is no language tag", quoted(&key.last()), quoted(tag));
            report.error("publiccode_language", &key, message, "Write a tag of BCP 47: fr, en, fr-CA.");
        }
    }
}
