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

/// Words that may stand between a GNU licence's name and its version in a notice.
const BETWEEN: &[&str] = &[
    "as",
    "published",
    "by",
    "free",
    "software",
    "foundation",
    "either",
    "fsf",
    "licence",
    "public",
    "telle",
    "que",
    "publiee",
    "par",
    "soit",
    "terms",
    "in",
    "under",
    "it",
    "selon",
    "ou",
    "or",
    "gnu",
    "publique",
    "generale",
    "general",
];

/// The licence that a notice names at this word, with its confidence and its length in words.
///
/// The version may stand before the name or some words after it; without one nothing is named.
pub(super) fn notice(words: &[String], at: usize) -> Option<(String, f32, usize)> {
    let (family, length) = named_at(&words[at..])?;
    let mut end = at + length;
    let mut version = None;
    for (ahead, word) in (end..).zip(words[end..].iter().take(16)) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            (version, end) = (Some(word.as_str()), ahead + 1);
            break;
        }
        if !BETWEEN.contains(&word.as_str()) {
            break;
        }
    }
    let before = &words[at.saturating_sub(2)..at];
    let version = version.or_else(|| {
        before.iter().map(String::as_str).find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    })?;
    let after = words[end..].iter().take(3).take_while(|word| {
        matches!(word.as_str(), "+" | "only" | "seulement" | "uniquement" | "licence" | "later" | "soit")
    });
    let (mut later, mut only, mut length) = (before.iter().any(|word| word == "+"), false, end - at);
    for (count, word) in after.enumerate() {
        later |= matches!(word.as_str(), "+" | "later");
        only |= matches!(word.as_str(), "only" | "seulement" | "uniquement");
        length = end - at + count + 1;
    }
    let (suffix, confidence) =
        if later { ("or-later", 0.95) } else { ("only", if only { 0.95 } else { 0.85 }) };
    let known = spdx::license_id(&format!("{family}-{version}-{suffix}"))?;
    Some((known.name.to_owned(), confidence, length))
}

/// The family whose name begins a run of words, with the length of the name.
fn named_at(words: &[String]) -> Option<(&'static str, usize)> {
    let length = words.iter().take(8).take_while(|word| NAME.contains(&word.as_str())).count();
    let name = words.get(..length).filter(|name| !name.is_empty())?;
    // A filler alone begins nothing: "public" or "free" are words of any text.
    let begins = match name[0].as_str() {
        "gnu" | "gpl" | "lgpl" | "agpl" | "gfdl" | "fdl" | "lesser" | "library" | "affero" => true,
        "general" | "licence" => name.len() > 2,
        _ => false,
    };
    if !begins {
        return None;
    }
    let has = |word: &str| name.iter().any(|other| other == word);
    Some((family(&has)?, length))
}

/// Words of the names themselves.
const NAME: &[&str] = &[
    "gnu",
    "gpl",
    "lgpl",
    "agpl",
    "gfdl",
    "fdl",
    "lesser",
    "library",
    "affero",
    "general",
    "public",
    "licence",
    "publique",
    "generale",
    "limitee",
    "amoindrie",
    "free",
    "documentation",
    "libre",
];

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
