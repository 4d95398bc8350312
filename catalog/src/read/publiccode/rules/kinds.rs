//! What sort of software it is: platforms, categories, status, type, what it reads and writes.
//!
//! The lists are tables; platforms are free.

use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::{one_of, required};

pub(super) fn check(report: &mut Report<'_>) {
    let platforms = Key::of("platforms");
    if report.count(&platforms).unwrap_or_default() == 0 {
        let message = "platforms must name at least one platform".to_owned();
        report.error("publiccode_missing", &platforms, message, "Add platforms, for example [web].");
    }
    let categories = Key::of("categories");
    for at in 0..report.count(&categories).unwrap_or_default() {
        let key = categories.item(at);
        let text = report.text(&key).unwrap_or_default();
        one_of(report, &key, "category", text);
    }
    let status = Key::of("developmentStatus");
    if let Some(text) =
        required(report, &status, "Add developmentStatus: concept, development, beta, stable or obsolete.")
    {
        one_of(report, &status, "status", text);
    }
    let kind = Key::of("softwareType");
    if let Some(text) = required(report, &kind, "Add softwareType, for example standalone/web or library.") {
        one_of(report, &kind, "type", text);
    }
    for name in ["inputTypes", "outputTypes"] {
        let list = Key::of(name);
        for at in 0..report.count(&list).unwrap_or_default() {
            media_type(report, &list.item(at));
        }
    }
}

fn media_type(report: &mut Report<'_>, key: &Key) {
    let text = report.text(key).unwrap_or_default();
    let word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.len() <= 127
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    if !text.trim_matches(' ').split_once('/').is_some_and(|(kind, name)| word(kind) && word(name)) {
        let message = format!("{} must be a media type: \"{}\" is none", quoted(&key.last()), quoted(text));
        report.error(
            "publiccode_term",
            key,
            message,
            "Write a media type such as text/csv, or drop the key.",
        );
    }
}
