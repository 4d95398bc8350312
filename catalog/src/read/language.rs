//! Codes of languages as files write them: `fr`, `fre`, `fr-FR`, `en_us`.
//!
//! Gives ISO 639-1 in lower case. Must not guess from texts.

/// Codes of three letters, of both ISO 639-2 lists, with their two.
const THREE: &[(&str, &str)] = &[
    ("fra", "fr"),
    ("fre", "fr"),
    ("eng", "en"),
    ("deu", "de"),
    ("ger", "de"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("lat", "la"),
    ("grc", "el"),
    ("ell", "el"),
    ("gre", "el"),
    ("ara", "ar"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("jpn", "ja"),
    ("rus", "ru"),
    ("oci", "oc"),
    ("bre", "br"),
    ("eus", "eu"),
    ("baq", "eu"),
    ("cat", "ca"),
    ("cos", "co"),
];

/// The language that a code means; none for `und`, `mul`, `zxx` and what is no code.
pub(super) fn language(code: &str) -> Option<String> {
    let base = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let lettered = base.bytes().all(|byte| byte.is_ascii_lowercase());
    match base.len() {
        2 if lettered => Some(base),
        3 => THREE.iter().find(|(three, _)| *three == base).map(|(_, two)| (*two).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn codes_of_all_lengths_meet() {
        for (code, expected) in [
            ("fre", Some("fr")),
            ("fr-FR", Some("fr")),
            (" en_us", Some("en")),
            ("und", None),
            ("français", None),
            ("", None),
            ("x1", None),
        ] {
            assert_eq!(language(code).as_deref(), expected, "{code}");
        }
    }
}
