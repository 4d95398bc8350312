//! What to write under a key that the repository says nothing of, in French and in English.
//!
//! Must not hold a value that somebody could leave as it is.

/// Stands where the language of the description would; only ever in a comment.
pub(super) const LANGUAGE: &str = "à compléter\u{202f}: fr, en … / to be completed: fr, en …";

const PROMPTS: [(&str, &str, &str); 15] = [
    ("name", "le nom du logiciel", "the name of the software"),
    ("url", "l’adresse du dépôt", "the address of the repository"),
    (
        "uri",
        "l’adresse de l’organisme dans l’annuaire du service public, ou urn:x-siren:…",
        "the address of the body in its public directory, or urn:x-siren:…",
    ),
    (
        "platforms",
        "liste\u{202f}: web, linux, windows, mac, android, ios …",
        "list: web, linux, windows, mac, android, ios …",
    ),
    (
        "developmentStatus",
        "concept, development, beta, stable ou obsolete",
        "concept, development, beta, stable or obsolete",
    ),
    (
        "softwareType",
        "standalone/web, standalone/desktop, library, addon …",
        "standalone/web, standalone/desktop, library, addon …",
    ),
    ("shortDescription", "une phrase de 150 caractères au plus", "one sentence of 150 characters at most"),
    ("longDescription", "de 150 à 10\u{202f}000 caractères", "150 to 10,000 characters"),
    ("features", "liste de ce que fait le logiciel", "list of what the software does"),
    (
        "license",
        "une licence, par son identifiant SPDX, par exemple EUPL-1.2",
        "a licence, by its SPDX identifier, for example EUPL-1.2",
    ),
    ("type", "internal, contract, community ou none", "internal, contract, community or none"),
    (
        "contacts",
        "liste de name, et email si la personne le veut",
        "list of name, and email if the person agrees",
    ),
    (
        "contractors",
        "liste de name et until, la date de fin du contrat",
        "list of name and until, the last day of the contract",
    ),
    (
        "localisationReady",
        "true si l’interface peut être traduite, sinon false",
        "true if the interface can be translated, else false",
    ),
    ("availableLanguages", "liste\u{202f}: fr, en …", "list: fr, en …"),
];

/// What to write under a key.
pub(super) fn of(key: &str) -> (&'static str, &'static str) {
    PROMPTS.iter().find(|(known, ..)| *known == key).map_or(("", ""), |(_, fr, en)| (fr, en))
}
