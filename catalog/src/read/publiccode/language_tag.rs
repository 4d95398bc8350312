//! Language tags after BCP 47, `fr`, `sl-IT-nedis`; never `en_GB`, which is another system's.
//!
//! Two-letter languages, regions and variants are checked against their registers; three-letter
//! languages and scripts by their form.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::terms::is_country;
use crate::vocabulary::table::rows;

static SHORT: LazyLock<HashSet<String>> = LazyLock::new(|| column(0));
/// Three-letter codes that a two-letter one stands for, and which are therefore no tags.
static LONG: LazyLock<HashSet<String>> = LazyLock::new(|| column(1));
static VARIANTS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/variants.csv"))
        .map(|row| (row[0].to_owned(), row[1].split_whitespace().map(str::to_owned).collect()))
        .collect()
});

/// Parts of the world by the numbers of the United Nations, as the register of tags has them.
const PARTS: &str = "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154 155 202 419";

fn column(number: usize) -> HashSet<String> {
    rows(include_str!("../../../data/publiccode/languages.csv")).map(|row| row[number].to_owned()).collect()
}

/// Whether a text is a language tag.
pub(super) fn is_valid(tag: &str) -> bool {
    if tag.len() > 64 || !tag.split('-').all(is_subtag) {
        return false;
    }
    let lower = tag.to_ascii_lowercase();
    let mut parts = lower.split('-').peekable();
    let Some(language) = parts.next() else { return false };
    if language == "x" {
        return parts.peek().is_some();
    }
    if !is_language(language) {
        return false;
    }
    let alphabetic = |part: &&str, length| part.len() == length && part.chars().all(char::is_alphabetic);
    // Up to three extensions of the language, a script, a region.
    for _ in 0..3 {
        parts.next_if(|part| alphabetic(part, 3));
    }
    parts.next_if(|part| alphabetic(part, 4));
    if let Some(region) = parts.next_if(|part| alphabetic(part, 2) || is_number(part))
        && !is_country(&region.to_ascii_uppercase())
        && !PARTS.split(' ').any(|known| known == region)
    {
        return false;
    }
    while let Some(variant) = parts.next_if(|part| part.len() >= 4) {
        if !is_variant(variant, &lower) {
            return false;
        }
    }
    // Extensions and private use: a single letter, then at least one further part.
    parts.next().is_none_or(|single| single.len() == 1 && parts.next().is_some())
}

fn is_subtag(part: &str) -> bool {
    (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_language(part: &str) -> bool {
    let letters = part.chars().all(char::is_alphabetic);
    part.len() == 2 && SHORT.contains(part) || part.len() == 3 && letters && !LONG.contains(part)
}

fn is_number(part: &str) -> bool {
    part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A variant follows one of its prefixes; the region between may be any.
fn is_variant(variant: &str, tag: &str) -> bool {
    VARIANTS.get(variant).is_some_and(|prefixes| {
        prefixes.is_empty() || prefixes.iter().any(|prefix| tag.starts_with(&format!("{prefix}-")))
    })
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn tags_follow_the_register() {
        for tag in ["fr", "en-GB", "zh-Hant-TW", "sl-IT-nedis", "es-419", "oc-lengadoc", "gsw", "x-ecole"] {
            assert!(is_valid(tag), "{tag}");
        }
        for tag in ["", "en_GB", "fra", "qq", "french", "fr-ZZZZZ", "de-nedis", "en-XX", "fr-", "é"] {
            assert!(!is_valid(tag), "{tag}");
        }
    }
}
