//! Development status in the five words of publiccode.yml, from those of other formats.
//!
//! A word that means none of them says nothing.

/// `concept`, `development`, `beta`, `stable` or `obsolete`.
///
/// Takes the words themselves, addresses and badges of repostatus.org, Python's classifiers, and
/// Cargo's badges.
pub(super) fn status(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let word = lower.rsplit(['#', '/']).next().unwrap_or(&lower).trim_end_matches(".svg");
    // Python numbers its statuses: `5 - Production/Stable`.
    let number = lower.split_once(" - ").and_then(|(number, _)| number.parse::<u8>().ok());
    match (number, word) {
        (Some(1), _) | (None, "concept") => Some("concept"),
        (Some(2 | 3), _) | (None, "development" | "wip" | "experimental" | "en développement") => {
            Some("development")
        }
        (Some(4), _) | (None, "beta") => Some("beta"),
        (Some(5 | 6), _)
        | (None, "stable" | "active" | "actively-developed" | "passively-maintained" | "as-is") => {
            Some("stable")
        }
        (Some(7), _)
        | (
            None,
            "obsolete"
            | "inactive"
            | "unsupported"
            | "abandoned"
            | "suspended"
            | "moved"
            | "deprecated"
            | "looking-for-maintainer",
        ) => Some("obsolete"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::status;

    #[test]
    fn words_of_other_formats_mean_five() {
        for (text, means) in [
            ("https://www.repostatus.org/#wip", Some("development")),
            ("https://www.repostatus.org/badges/latest/active.svg", Some("stable")),
            ("5 - Production/Stable", Some("stable")),
            ("7 - Inactive", Some("obsolete")),
            ("beta", Some("beta")),
            ("n/a", None),
        ] {
            assert_eq!(status(text), means, "{text}");
        }
    }
}
