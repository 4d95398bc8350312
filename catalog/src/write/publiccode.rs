//! `publiccode.yml` 0.7, proposed for a repository that has none.
//!
//! Every key that the standard demands stands in it: with its value where the repository says it,
//! else as a commented line to be completed. Nothing is invented, not even what is likely.

mod outline;
mod scalar;

use outline::Part;

use super::Described;
use crate::licence::parsed;

/// Longest short description the standard allows, and bounds of the long one.
const SHORT: usize = 150;
const LONG: std::ops::RangeInclusive<usize> = 150..=10_000;
const STATUSES: [&str; 5] = ["concept", "development", "beta", "stable", "obsolete"];

/// Stands where the language of the description would; only ever in a comment.
const UNKNOWN_LANGUAGE: &str = "à compléter\u{202f}: fr, en … / to be completed: fr, en …";

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
    let status = described.status.as_deref().map(str::to_lowercase);
    let status = status.filter(|status| STATUSES.contains(&status.as_str()));
    let mut parts = vec![
        Part::said("publiccodeYmlVersion", "0.7"),
        Part::known("name", name, "le nom du logiciel", "the name of the software"),
        Part::known(
            "url",
            described.repository.as_deref(),
            "l’adresse du dépôt",
            "the address of the repository",
        ),
    ];
    parts.extend(described.website.as_deref().map(|page| Part::said("landingURL", page)));
    parts.extend(described.version.as_deref().map(|version| Part::said("softwareVersion", version)));
    parts.extend(organisation(described));
    parts.extend([
        Part::asked(
            "platforms",
            "liste\u{202f}: web, linux, windows, mac, android, ios …",
            "list: web, linux, windows, mac, android, ios …",
        ),
        Part::known(
            "developmentStatus",
            status.as_deref(),
            "concept, development, beta, stable ou obsolete",
            "concept, development, beta, stable or obsolete",
        ),
        Part::asked(
            "softwareType",
            "standalone/web, standalone/desktop, library, addon …",
            "standalone/web, standalone/desktop, library, addon …",
        ),
        description(described),
        legal(described),
        Part::block(
            "maintenance",
            vec![
                Part::asked(
                    "type",
                    "internal, contract, community ou none",
                    "internal, contract, community or none",
                ),
                Part::asked(
                    "contacts",
                    "liste de name, et email si la personne le veut",
                    "list of name, and email if the person agrees",
                ),
            ],
        ),
        Part::block(
            "localisation",
            vec![
                Part::asked(
                    "localisationReady",
                    "true si l’interface peut être traduite, sinon false",
                    "true if the interface can be translated, else false",
                ),
                Part::asked("availableLanguages", "liste\u{202f}: fr, en …", "list: fr, en …"),
            ],
        ),
    ]);
    parts
}

/// The standard wants the address of a body before its name, and a repository does not say it.
fn organisation(described: &Described) -> Option<Part> {
    let name = described.organisation.as_deref()?;
    let uri = Part::asked(
        "uri",
        "l’adresse de l’organisme dans l’annuaire du service public, ou urn:x-siren:…",
        "the address of the body in its public directory, or urn:x-siren:…",
    );
    Some(Part::whole("organisation", vec![uri, Part::said("name", name)]))
}

fn description(described: &Described) -> Part {
    let summary = described.summary.as_deref().map(|text| shortened(&one_line(text), SHORT));
    let long = described.description.as_deref().filter(|text| letters(text) >= *LONG.start());
    let long = long.map(|text| shortened(text.trim(), *LONG.end()));
    let mut parts = vec![
        Part::known(
            "shortDescription",
            summary.as_deref(),
            "une phrase de 150 caractères au plus",
            "one sentence of 150 characters at most",
        ),
        Part::known(
            "longDescription",
            long.as_deref(),
            "de 150 à 10\u{202f}000 caractères",
            "150 to 10,000 characters",
        ),
        Part::asked("features", "liste de ce que fait le logiciel", "list of what the software does"),
    ];
    parts.extend(described.documentation.as_deref().map(|page| Part::said("documentation", page)));
    match described.language.as_deref() {
        Some(language) => Part::block("description", vec![Part::block(language, parts)]),
        // Without its language no text can stand under one.
        None => Part::block("description", vec![Part::whole(UNKNOWN_LANGUAGE, parts)]),
    }
}

/// Only what the SPDX list knows is valid there.
fn legal(described: &Described) -> Part {
    let valid = |text: &&str| parsed(text).is_some() && !text.contains("LicenseRef-");
    let licence = described.licence.as_deref().filter(valid);
    let asked = (
        "une licence, par son identifiant SPDX, par exemple EUPL-1.2",
        "a licence, by its SPDX identifier, for example EUPL-1.2",
    );
    Part::block("legal", vec![Part::known("license", licence, asked.0, asked.1)])
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
