//! Keys that the standard still takes and will drop.
//!
//! Which ones, and what to write instead, is in the table of keys.

use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::super::terms;

/// Deprecated keys outside of descriptions.
const KEYS: &[&str] = &[
    "monochromeLogo",
    "inputTypes",
    "outputTypes",
    "legal.repoOwner",
    "legal.authorsFile",
    "IT.conforme",
    "IT.riuso.codiceIPA",
];

pub(super) fn check(report: &mut Report<'_>) {
    for pattern in KEYS {
        let key = Key::of(pattern);
        // The reference parser takes an empty picture or code for none.
        let tells = |text: Option<&str>| match *pattern {
            "monochromeLogo" | "IT.riuso.codiceIPA" => text.is_some_and(|text| !text.is_empty()),
            _ => true,
        };
        if report.find(&key).is_some_and(|node| tells(node.text())) {
            tell(report, pattern, &key);
        }
    }
    let all = Key::of("description");
    let tags: Vec<&str> =
        report.find(&all).map(|node| node.entries().map(|(tag, _)| tag).collect()).unwrap_or_default();
    for tag in tags.into_iter().take(40) {
        // Told without brackets, whatever the language.
        let key = all.name(tag).name("genericName");
        if report.text(&key).is_some_and(|text| !text.is_empty()) {
            tell(report, "description.*.genericName", &key);
        }
    }
}

fn tell(report: &mut Report<'_>, pattern: &str, key: &Key) {
    let instead = terms::key(pattern).and_then(|known| known.deprecated.as_deref()).unwrap_or_default();
    let message = format!("{} is deprecated and will be dropped from the standard", quoted(&key.last()));
    report.warn("publiccode_deprecated", key, message, instead);
}
