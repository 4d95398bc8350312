//! What the title above a text says against the text: other letters, another version, another name.
//!
//! Variants of one family are nearly alike, and a text may be another's under a name of its own.

use super::{Detected, Method, title};
use crate::vocabulary::fold::fold;

/// Families whose variants the title tells apart.
const TOLD_BY_TITLE: &[&str] = &["CC-", "CECILL", "EUPL"];

/// Texts that name themselves: what one of them does not name is another's.
const NAMED: &[(&str, &str)] = &[
    ("MPL-", "mozilla"),
    ("Apache-", "apache"),
    ("EPL-", "eclipse"),
    ("EUPL-", "europ"),
    ("CECILL", "cecill"),
];

/// Marks in a title of a text that was changed.
const CHANGED: &[&str] = &["modified", "modifie", "custom", "based on", "adapte"];

/// Confidence in a text under another name: below what decides.
const RENAMED: f32 = 0.4;

/// Corrects what was found by what its title says.
pub(super) fn check(text: &str, found: &mut [Detected]) {
    for one in found.iter_mut().filter(|one| one.method != Method::ExactText) {
        let told = TOLD_BY_TITLE.iter().any(|family| one.expression.starts_with(family));
        let named = NAMED.iter().find(|(family, _)| one.expression.starts_with(family));
        if !told && named.is_none() {
            continue;
        }
        let from = usize::try_from(one.start_line).unwrap_or(1);
        let head: Vec<&str> = text.lines().skip(from.saturating_sub(6)).take(40).collect();
        let head = head.join("\n");
        if told && let Some(title) = title::read(&head) {
            title::guard(one, title);
        }
        if named.is_some_and(|(_, name)| is_renamed(&head, text, name)) {
            one.confidence = one.confidence.min(RENAMED);
            one.method = Method::OtherText;
        }
    }
}

/// Whether a line above the text is a title, and not that of the text.
fn is_renamed(head: &str, text: &str, name: &str) -> bool {
    let titles = head.lines().take(12).map(fold).filter(|line| {
        let words = line.split_whitespace().count();
        (2..=9).contains(&words) && ["license", "licence", "contrat"].iter().any(|word| line.contains(word))
    });
    let title: Vec<String> = titles.take(1).collect();
    title.iter().any(|title| {
        CHANGED.iter().any(|mark| title.contains(mark))
            || title.contains(" v") && !title.contains(name) && !fold(text).contains(name)
    })
}
