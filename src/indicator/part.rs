//! Names for people of the parts of an indicator, whose own names are stable slugs.
//!
//! A part named by a value from outside (a licence) keeps that value.

use std::borrow::Cow;

use super::definition::Text;

const LABELS: &[(&str, Text)] = &[
    ("eligible", Text { fr: "éligibles", en: "eligible" }),
    ("fork", Text { fr: "forks", en: "forks" }),
    ("archive", Text { fr: "archivés", en: "archived" }),
    ("vide", Text { fr: "vides", en: "empty" }),
    ("exclu", Text { fr: "exclus", en: "excluded" }),
    ("moyenne", Text { fr: "moyenne", en: "mean" }),
    ("mediane", Text { fr: "médiane", en: "median" }),
    ("p50", Text { fr: "médiane", en: "median" }),
    ("p95", Text { fr: "95e centile", en: "95th percentile" }),
    ("6_mois", Text { fr: "sur six mois", en: "over six months" }),
    ("copyleft", Text { fr: "copyleft", en: "copyleft" }),
    ("permissive", Text { fr: "permissives", en: "permissive" }),
    ("licence=autre", Text { fr: "autres licences", en: "other licences" }),
    ("famille=autre", Text { fr: "autre famille", en: "other family" }),
];

/// The name of a part in a language (`fr` or `en`), or its own value.
#[must_use]
pub fn part_label<'a>(dimension: &'a str, language: &str) -> Cow<'a, str> {
    let (kind, value) = dimension.split_once('=').unwrap_or(("", dimension));
    let known = |wanted: &str| LABELS.iter().find(|(slug, _)| *slug == wanted);
    match known(dimension).or_else(|| known(value).filter(|_| kind != "licence")) {
        Some((_, text)) => Cow::Borrowed(if language == "en" { text.en } else { text.fr }),
        None => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_indicator_are_told_apart() {
        assert_eq!(part_label("licence=autre", "fr"), "autres licences");
        assert_eq!(part_label("famille=autre", "fr"), "autre famille");
        assert_eq!(part_label("licence=autre", "en"), "other licences");
        assert_eq!(part_label("famille=autre", "en"), "other family");
        assert_eq!(part_label("statut=vide", "fr"), "vides");
        assert_eq!(part_label("licence=vide", "fr"), "vide", "a licence keeps its own name");
    }
}
