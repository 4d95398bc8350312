//! Licences by the address of their text, and by the badge that shows them.
//!
//! Nothing is fetched.

use std::sync::LazyLock;

use super::expression::canonical_id;
use super::name;
use crate::vocabulary::table::rows;

const ALIASES: &str = include_str!("../../data/licences/aliases.csv");

/// Addresses without scheme, lower case, the longest first so that the most precise wins.
static ADDRESSES: LazyLock<Vec<(String, String, f32)>> = LazyLock::new(|| {
    let mut found: Vec<_> = rows(ALIASES)
        .filter(|row| &row[0] == "url")
        .map(|row| (row[1].to_owned(), row[2].to_owned(), row[3].parse().unwrap_or(0.5)))
        .collect();
    found.sort_by_key(|(address, _, _)| std::cmp::Reverse(address.len()));
    found
});

/// Sites whose addresses end with an SPDX identifier.
const SITES: &[&str] = &[
    "spdx.org/licenses/",
    "opensource.org/licenses/",
    "opensource.org/license/",
    "choosealicense.com/licenses/",
];

/// The identifier that an address means, with its confidence.
pub(super) fn identify(text: &str) -> Option<(String, f32)> {
    let text = text.trim().trim_end_matches(['.', ',', ';', ')', '>', '"', '\'']);
    if text.contains(char::is_whitespace) || !text.contains('.') || !text.contains('/') {
        return None;
    }
    let address = bare(text);
    creative_commons(&address)
        .or_else(|| gnu(&address))
        .or_else(|| identifier(&address))
        .or_else(|| badge(text))
        .or_else(|| known(&address))
        .or_else(|| file_name(&address))
}

/// `…/UNLICENSE.txt` and `…/LICENSE-MIT` say by the file's name which text is there.
fn file_name(address: &str) -> Option<(String, f32)> {
    let file = address.split(['?', '#']).next()?.rsplit('/').next()?;
    let stem = file.strip_suffix(".txt").or_else(|| file.strip_suffix(".md")).unwrap_or(file);
    let bare = ["license-", "licence-", "copying-"].iter().find_map(|start| stem.strip_prefix(start));
    let bare = bare.or_else(|| ["-license", "-licence"].iter().find_map(|end| stem.strip_suffix(end)));
    let named = if stem == "unlicense" { Some(stem) } else { bare }?;
    name::identify(named).map(|(id, certainty)| (id, certainty.min(0.7)))
}

fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).to_owned()
}

fn known(address: &str) -> Option<(String, f32)> {
    let (_, id, certainty) = ADDRESSES.iter().find(|(start, _, _)| address.starts_with(start.as_str()))?;
    Some((id.clone(), *certainty))
}

fn creative_commons(address: &str) -> Option<(String, f32)> {
    // Their pictures stand under the same letters and versions.
    let sites = [
        "creativecommons.org/licenses/",
        "creativecommons.org/licences/",
        "licensebuttons.net/l/",
        "i.creativecommons.org/l/",
    ];
    let rest = sites.iter().find_map(|site| address.strip_prefix(site))?;
    let mut parts = rest.split(['/', '?', '#']);
    let (letters, version) = (parts.next()?, parts.next().unwrap_or_default());
    if letters == "publicdomain" {
        return Some(("CC-PDDC".to_owned(), 1.0));
    }
    // The first version has its letters the other way round.
    let letters = letters.replace("nd-nc", "nc-nd").to_uppercase();
    let version = version.trim_end_matches(|c: char| !c.is_ascii_digit());
    let id = format!("CC-{letters}-{version}");
    let port = parts.next().filter(|part| part.len() == 2 || *part == "igo");
    if let Some(ported) = port.and_then(|port| spdx::license_id(&format!("{id}-{}", port.to_uppercase()))) {
        return Some((ported.name.to_owned(), 1.0));
    }
    spdx::license_id(&id).map(|found| (found.name.to_owned(), if port.is_some() { 0.75 } else { 1.0 }))
}

/// `gnu.org/licenses/gpl-3.0.html`: the version is said, "only" or "or later" is not.
fn gnu(address: &str) -> Option<(String, f32)> {
    let file = address.strip_prefix("gnu.org/licenses/")?.rsplit('/').next()?;
    let slug = [".html", ".txt", ".en", ".fr", "-standalone"]
        .iter()
        .fold(file, |slug, end| slug.trim_end_matches(end));
    let slug = slug.split(".en.").next().unwrap_or(slug).split(".fr.").next().unwrap_or(slug);
    name::identify(slug).map(|(id, confidence)| (id, confidence.min(0.85)))
}

fn identifier(address: &str) -> Option<(String, f32)> {
    let rest = SITES.iter().find_map(|site| address.strip_prefix(site))?;
    let slug = rest.split(['/', '?', '#']).next()?;
    let slug = slug.trim_end_matches(".html").trim_end_matches(".json").trim_end_matches(".txt");
    let slug = ["-php", ".php", "-txt"].iter().fold(slug, |slug, end| slug.strip_suffix(end).unwrap_or(slug));
    // `eupl-1-2` is written where a full stop cannot be.
    let dotted = slug.rsplit_once('-').map(|(name, minor)| format!("{name}.{minor}"));
    canonical_id(slug)
        .or_else(|| dotted.as_deref().and_then(canonical_id))
        .or_else(|| name::identify(slug))
        .or_else(|| dotted.as_deref().and_then(name::identify))
}

/// A badge of shields.io: `…/badge/Licence-CC%20BY--SA%204.0-lightgrey.svg`.
fn badge(text: &str) -> Option<(String, f32)> {
    let (_, rest) = text.split_once("/badge/")?;
    let plain = percent_decoded(rest).replace("--", "\u{1}").replace('_', " ");
    let mut parts = plain.split('-').map(|part| part.replace('\u{1}', "-"));
    let (label, message) = (parts.next()?.to_lowercase(), parts.next()?);
    (label.contains("licen")).then(|| name::identify(&message)).flatten()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = (byte == b'%').then(|| tail.get(..2)).flatten();
        let value = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(value.unwrap_or(byte));
        rest = if value.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
