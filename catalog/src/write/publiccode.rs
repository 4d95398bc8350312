//! `publiccode.yml` 0.7, proposed for a repository that has none.
//!
//! Every key that the standard demands stands in it: with its value where the repository says it,
//! else as a commented line to be completed. Nothing is invented, not even what is likely.

mod outline;
mod prompt;
mod scalar;

use outline::Part;

use super::Described;
use crate::licence::parsed;

/// Longest short description the standard allows, and bounds of the long one.
const SHORT: usize = 150;
const LONG: std::ops::RangeInclusive<usize> = 150..=10_000;

/// The closed lists of the standard.
const STATUSES: [&str; 5] = ["concept", "development", "beta", "stable", "obsolete"];
const MAINTENANCES: [&str; 4] = ["internal", "contract", "community", "none"];
const KINDS: [&str; 9] = [
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
];

/// The platforms that the standard names; others may be told.
const PLATFORMS: [&str; 6] = ["web", "windows", "mac", "linux", "ios", "android"];

const HEAD: &str = "\
# publiccode.yml proposé d’après ce que dit le dépôt. Relire, compléter les lignes en commentaire, déposer à la racine.
# publiccode.yml proposed from what the repository says. Review, complete the commented lines, put it at the root.
# https://yml.publiccode.tools/
";

/// The file, ending with a line feed.
#[must_use]
pub fn publiccode(described: &Described) -> String {
    let mut text = HEAD.to_owned();
    outline::write(&mut text, &parts(described));
    text
}

fn parts(described: &Described) -> Vec<Part> {
    let name = Some(described.name.as_str()).filter(|name| !name.is_empty());
    let platforms = match described.platforms.as_slice() {
        [] => Part::Asked("platforms"),
        known => Part::List("platforms", platforms(known)),
    };
    let mut parts = vec![
        Part::said("publiccodeYmlVersion", "0.7"),
        Part::known("name", name),
        Part::known("url", described.repository.as_deref()),
    ];
    parts.extend(Part::told("landingURL", described.website.as_deref()));
    parts.extend(Part::told("softwareVersion", described.version.as_deref()));
    parts.extend(Part::told("releaseDate", described.released.as_deref()));
    parts.extend(organisation(described));
    parts.extend([
        platforms,
        Part::known("developmentStatus", listed(described.status.as_deref(), &STATUSES)),
        Part::known("softwareType", listed(described.kind.as_deref(), &KINDS)),
        description(described),
        legal(described),
        maintenance(described),
        Part::block(
            "localisation",
            vec![Part::Asked("localisationReady"), Part::Asked("availableLanguages")],
        ),
    ]);
    parts
}

/// Each platform once, those that the standard names as it spells them.
fn platforms(stated: &[String]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for platform in stated {
        let lower = platform.to_lowercase();
        let spelt = if PLATFORMS.contains(&lower.as_str()) { &lower } else { platform };
        if !known.iter().any(|before| before.to_lowercase() == lower) {
            known.push(spelt.clone());
        }
    }
    known
}

/// The term of a closed list that was stated; another word is not valid there.
fn listed<'a>(stated: Option<&'a str>, terms: &[&str]) -> Option<&'a str> {
    stated.filter(|stated| terms.contains(stated))
}

/// The standard wants the address of a body before its name, and a repository does not say it.
fn organisation(described: &Described) -> Option<Part> {
    let name = described.organisation.as_deref()?;
    Some(Part::whole("organisation", vec![Part::Asked("uri"), Part::said("name", name)]))
}

fn description(described: &Described) -> Part {
    let summary = described.summary.as_deref().map(|text| shortened(&one_line(text), SHORT));
    let long = described.description.as_deref().filter(|text| letters(text) >= *LONG.start());
    let long = long.map(|text| shortened(text.trim(), *LONG.end()));
    let mut parts = vec![
        Part::known("shortDescription", summary.as_deref()),
        Part::known("longDescription", long.as_deref()),
        Part::Asked("features"),
    ];
    parts.extend(Part::told("documentation", described.documentation.as_deref()));
    let spoken = match described.language.as_deref() {
        Some(language) => Part::block(language, parts),
        // Without its language no text can stand under one.
        None => Part::whole(prompt::LANGUAGE, parts),
    };
    Part::block("description", vec![spoken])
}

/// Only what the SPDX list knows is valid there.
fn legal(described: &Described) -> Part {
    let valid = |text: &&str| parsed(text).is_some() && !text.contains("LicenseRef-");
    let mut parts = vec![Part::known("license", described.licence.as_deref().filter(valid))];
    parts.extend(Part::told("mainCopyrightOwner", described.holder.as_deref()));
    Part::block("legal", parts)
}

/// Whom to write to, or who is under contract, follows from who keeps it up.
fn maintenance(described: &Described) -> Part {
    let kind = listed(described.maintenance.as_deref(), &MAINTENANCES);
    let mut parts = vec![Part::known("type", kind)];
    parts.extend(match kind {
        Some("none") => None,
        Some("contract") => Some(Part::Asked("contractors")),
        _ => Some(Part::Asked("contacts")),
    });
    Part::block("maintenance", parts)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters as a reader counts them, or fewer: marks that join the letter before do not count.
fn letters(text: &str) -> usize {
    let joins = |letter: &char| matches!(letter, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    text.trim().chars().filter(|letter| !joins(letter)).count()
}

/// At most so many characters, cut between words, with an ellipsis where something went.
fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest - 1).collect();
    let cut = head.rfind(char::is_whitespace).filter(|at| *at > head.len() / 2).unwrap_or(head.len());
    format!("{}…", head[..cut].trim_end_matches([',', ';', ':', ' ', '\u{202f}', '\u{a0}']))
}

#[cfg(test)]
mod tests;
