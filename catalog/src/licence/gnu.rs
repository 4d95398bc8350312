//! Names of GNU licences: family, version, and whether later versions are allowed.
//!
//! A name alone does not say "only": that reading carries less confidence.

/// Words that may stand in a GNU licence's name beside family and version.
const FILLERS: &[&str] = &[
    "gnu",
    "general",
    "public",
    "publique",
    "generale",
    "licence",
    "affero",
    "lesser",
    "library",
    "limitee",
    "amoindrie",
    "gpl",
    "lgpl",
    "agpl",
    "gfdl",
    "fdl",
    "free",
    "documentation",
    "libre",
    "only",
    "seulement",
    "uniquement",
    "later",
    "+",
    "as",
    "published",
    "by",
];

/// The SPDX identifier that these words name, with its confidence.
pub(super) fn identify(words: &[String]) -> Option<(String, f32)> {
    let has = |word: &str| words.iter().any(|other| other == word);
    let family = family(&has)?;
    let mut versions = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let version = versions.next();
    if versions.next().is_some() {
        return None;
    }
    let known = |word: &String| FILLERS.contains(&word.as_str()) || Some(word) == version;
    if !words.iter().all(known) {
        return None;
    }
    // Only the AGPL has but one version in use.
    let (version, certainty) = match version {
        Some(version) => (version.as_str(), 0.95),
        None if family == "AGPL" => ("3.0", 0.6),
        None => return None,
    };
    let (suffix, confidence) = if has("+") || has("later") {
        ("or-later", certainty)
    } else if has("only") || has("seulement") || has("uniquement") {
        ("only", certainty)
    } else {
        ("only", certainty - 0.1)
    };
    let id = format!("{family}-{version}-{suffix}");
    spdx::license_id(&id).map(|found| (found.name.to_owned(), confidence))
}

fn family(has: &impl Fn(&str) -> bool) -> Option<&'static str> {
    let general = has("general") && has("public") || has("publique") && has("generale");
    if has("agpl") || has("affero") && (general || has("gpl")) {
        Some("AGPL")
    } else if has("lgpl")
        || general && (has("lesser") || has("library") || has("limitee") || has("amoindrie"))
    {
        Some("LGPL")
    } else if has("gfdl") || has("fdl") || has("documentation") && has("gnu") && (has("free") || has("libre"))
    {
        Some("GFDL")
    } else if has("gpl") || general {
        Some("GPL")
    } else {
        None
    }
}
