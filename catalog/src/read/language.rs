//! Languages as files write them: `fr`, `fre`, `fr-FR`, `en_us`, an address, or a name.
//!
//! Gives ISO 639-1 in lower case. Must not guess from texts.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::vocabulary::fold::fold;
use crate::vocabulary::table::rows;

/// Three-letter codes of libraries that differ from those of linguists.
const LIBRARY: &[(&str, &str)] = &[
    ("fre", "fr"),
    ("ger", "de"),
    ("dut", "nl"),
    ("gre", "el"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("ice", "is"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("wel", "cy"),
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("geo", "ka"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("tib", "bo"),
];

/// Names of languages, folded, as people, TeX and word processors write them.
const NAMES: &[(&str, &str)] = &[
    ("francais", "fr"),
    ("french", "fr"),
    ("frenchb", "fr"),
    ("acadian", "fr"),
    ("canadien", "fr"),
    ("anglais", "en"),
    ("english", "en"),
    ("british", "en"),
    ("american", "en"),
    ("allemand", "de"),
    ("german", "de"),
    ("ngerman", "de"),
    ("espagnol", "es"),
    ("spanish", "es"),
    ("italien", "it"),
    ("italian", "it"),
    ("portugais", "pt"),
    ("portuguese", "pt"),
    ("occitan", "oc"),
    ("breton", "br"),
    ("basque", "eu"),
    ("catalan", "ca"),
    ("corse", "co"),
    ("latin", "la"),
    // Ancient Greek has no code of two letters.
    ("grc", "el"),
];

/// Two-letter codes, and the three-letter ones that mean the same.
static CODES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    rows(include_str!("../../data/publiccode/languages.csv"))
        .flat_map(|row| {
            let short = row[0].to_owned();
            [(row[1].to_owned(), short.clone()), (short.clone(), short)]
        })
        .filter(|(code, _)| !code.is_empty())
        .collect()
});

/// The two-letter code of a language that is written as a code of two or three letters, a tag
/// (`fr-FR`), an address of the Library of Congress, or a usual name; none for `und`, `mul` and `zxx`.
pub(super) fn language(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let last = fold(text.rsplit('/').next().unwrap_or(text));
    let code = last.split(['-', '_']).next().unwrap_or(&last);
    let library = LIBRARY.iter().chain(NAMES).find(|(known, _)| *known == code).map(|(_, short)| *short);
    library.map(str::to_owned).or_else(|| CODES.get(code).cloned())
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_in_every_usual_form() {
        for (text, code) in [
            ("http://id.loc.gov/vocabulary/iso639-1/fr", Some("fr")),
            ("http://id.loc.gov/vocabulary/iso639-2/fra", Some("fr")),
            ("http://id.loc.gov/vocabulary/iso639-2/eng", Some("en")),
            ("fre", Some("fr")),
            ("fr-FR", Some("fr")),
            ("FR_fr", Some("fr")),
            (" en_us", Some("en")),
            ("Français", Some("fr")),
            ("ngerman", Some("de")),
            ("ger", Some("de")),
            ("cze", Some("cs")),
            ("zxx", None),
            ("und", None),
            ("x1", None),
            ("xx", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(language(text).as_deref(), code, "{text}");
        }
    }
}
