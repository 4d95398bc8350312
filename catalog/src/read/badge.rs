//! What the head of a README shows: badges, openness, logo, links to documentation and to a demo.
//!
//! Decides by addresses and by words; must not know markup.

use super::link::{Link, links};
use super::sheet::Sheet;
use crate::model::Field;
use crate::vocabulary::fold::fold;

/// Signs of an address that is a badge's.
const BADGES: &[&str] = &[
    "img.shields.io/",
    "badge",
    "badgen.net/",
    "/workflows/",
    "/pipeline.svg",
    "/coverage.svg",
    "codecov.io/",
    "coveralls.io/",
    "travis-ci.",
    "hits.sh/",
];

/// Words, folded, that lead to documentation or to a demonstration.
const DOCUMENTATION: &[&str] =
    &["documentation", "docs", "manuel", "guide d'utilisation", "user guide", "wiki"];
const DEMO: &[&str] = &["demo", "demonstration", "essayer", "tester en ligne", "try it", "live"];

pub(super) fn claims(sheet: &mut Sheet<'_>, page: &str) {
    let found = links(page);
    let (badges, others): (Vec<Link>, Vec<Link>) =
        found.into_iter().partition(|link| link.picture && is_badge(&link.address));
    for badge in &badges {
        spoken(sheet, badge);
    }
    if let Some(logo) = others.iter().find(|link| link.picture && is_logo(link)) {
        picture(sheet, logo);
    }
    for link in others.iter().filter(|link| !link.picture) {
        leads(sheet, link);
    }
}

fn is_badge(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    BADGES.iter().any(|sign| lower.contains(sign))
}

/// What a badge says, and the fields that some of them mean.
fn spoken(sheet: &mut Sheet<'_>, badge: &Link) {
    let (key, line) = ("badge", Some(badge.line));
    let address = badge.address.replace("%C3%A9", "é").replace("%c3%a9", "é");
    for (sign, level) in [
        ("code.gouv.fr-contributif", "contributif"),
        ("code.gouv.fr-ouvert", "ouvert"),
        ("code.gouv.fr-publi", "publié"),
    ] {
        if address.contains(sign) {
            sheet.say(Field::Openness, level, Some(key), line, 0.9);
        }
    }
    if address.contains("repostatus.org/badges/") {
        sheet.status(&address, key, line, 0.8);
    }
    if let Some(at) = address.find("swh:1:") {
        sheet.identifier(&address[at..], key, line);
    }
    if let Some(at) = address.find("10.").filter(|_| address.contains("DOI/")) {
        sheet.identifier(address[at..].trim_end_matches(".svg"), key, line);
    }
    let shown = if badge.text.trim().is_empty() { last_part(&address) } else { badge.text.clone() };
    sheet.say(Field::Badge, &shown, Some(key), line, 0.8);
}

/// `img.shields.io/badge/licence-MIT-blue.svg` says licence MIT.
fn last_part(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().trim_end_matches(".svg");
    let words: Vec<&str> = name.split('-').collect();
    let kept = if words.len() > 2 { &words[..words.len() - 1] } else { &words };
    kept.join(" ").replace("%20", " ").replace('_', " ")
}

fn is_logo(link: &Link) -> bool {
    let name = link.address.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    fold(&link.text).contains("logo") || name.contains("logo")
}

/// A picture of the repository by its path, or one elsewhere by its address.
fn picture(sheet: &mut Sheet<'_>, logo: &Link) {
    if logo.address.contains("://") {
        sheet.link(Field::Logo, &logo.address, "logo", Some(logo.line), 0.6);
    } else if !logo.address.contains(':') {
        let path = logo.address.trim_start_matches("./");
        if !path.split('/').any(|part| part == "..") {
            sheet.say(Field::Logo, path, Some("logo"), Some(logo.line), 0.6);
        }
    }
}

fn leads(sheet: &mut Sheet<'_>, link: &Link) {
    let text = fold(&link.text);
    let said = |words: &[&str]| {
        words.iter().any(|word| {
            text == *word || text.starts_with(&format!("{word} ")) || text.ends_with(&format!(" {word}"))
        })
    };
    let host = link.address.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let field = if said(DOCUMENTATION) || host.ends_with(".readthedocs.io") {
        Field::Documentation
    } else if said(DEMO) || host.starts_with("demo.") {
        Field::Demo
    } else {
        return;
    };
    sheet.link(field, &link.address, "link", Some(link.line), 0.6);
}
