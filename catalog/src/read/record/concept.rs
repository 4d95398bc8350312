//! Concepts that records name, as terms of the school thesaurus: by address first, then by label.
//!
//! A word that is unknown is never a fault: it stays as a keyword. Must not know the record's format.

use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::vocabulary::fold::fold;
use crate::vocabulary::school::{self, Kind, Term};

/// What the concepts of `ScoLOMFR` begin with.
const CONCEPTS: &str = "http://data.education.fr/voc/scolomfr/concept/";

/// Words of LOM and `ScoLOMFR` for levels, with the term that the thesaurus prefers.
const LEVELS: &[(&str, &str)] = &[
    ("school", "enseignement scolaire"),
    ("enseignement primaire", "école primaire"),
    ("scolomfr-voc-012-num-002", "école primaire"),
    ("primary education", "école primaire"),
    ("enseignement secondaire", "second degré"),
    ("scolomfr-voc-012-num-003", "second degré"),
    ("secondary education", "second degré"),
    ("higher education", "enseignement supérieur"),
    ("higher_education", "enseignement supérieur"),
    ("university", "enseignement supérieur"),
];

/// Whom a resource is for: words of LOM, `ScoLOMFR` and LRMI, with the one that claims have.
const AUDIENCES: &[(&str, &str)] = &[
    ("learner", "apprenant"),
    ("student", "apprenant"),
    ("élève", "apprenant"),
    ("teacher", "enseignant"),
    ("author", "auteur"),
    ("author_2", "auteur"),
    ("manager", "gestionnaire"),
    ("administrator", "gestionnaire"),
    ("parent", "parent"),
    ("mentor", "tuteur"),
    ("peertutor", "tuteur"),
    ("peer tutor", "tuteur"),
    ("professional", "professionnel"),
    ("generalpublic", "grand public"),
    ("general public", "grand public"),
];

/// What sort of resource a word means: DCMI's types, those of `ScoLOMFR` and of schema.org, folded.
const KINDS: &[(&str, &str)] = &[
    ("text", "document"),
    ("texte", "document"),
    ("stillimage", "image"),
    ("still image", "image"),
    ("image", "image"),
    ("image fixe", "image"),
    ("imageobject", "image"),
    ("photographie", "image"),
    ("scolomfr-voc-005-num-032", "image"),
    ("movingimage", "video"),
    ("moving image", "video"),
    ("image en mouvement", "video"),
    ("film", "video"),
    ("video", "video"),
    ("videoobject", "video"),
    ("movie", "video"),
    ("clip", "video"),
    ("scolomfr-voc-005-num-022", "video"),
    ("scolomfr-voc-005-num-056", "video"),
    ("sound", "audio"),
    ("son", "audio"),
    ("audio", "audio"),
    ("audioobject", "audio"),
    ("podcast", "audio"),
    ("podcastepisode", "audio"),
    ("audiobook", "audio"),
    ("scolomfr-voc-005-num-033", "audio"),
    ("dataset", "dataset"),
    ("data", "dataset"),
    ("ensemble de donnees", "dataset"),
    ("jeu de donnees", "dataset"),
    ("base de donnees", "dataset"),
    ("scolomfr-voc-005-num-008", "dataset"),
    ("interactiveresource", "activity"),
    ("interactive resource", "activity"),
    ("ressource interactive", "activity"),
    ("quiz", "activity"),
    ("game", "activity"),
    ("videogame", "activity"),
    ("course", "course"),
    ("courseinstance", "training"),
    ("event", "training"),
    ("educationevent", "training"),
    ("evenement", "training"),
    ("book", "book"),
    ("ouvrage", "book"),
    ("livre", "book"),
    ("livre numerique", "book"),
    ("scolomfr-voc-005-num-024", "book"),
    ("scolomfr-voc-005-num-029", "book"),
    ("textbook", "book"),
    ("article", "document"),
    ("diaporama", "document"),
    ("presentation multimedia", "document"),
    ("scolomfr-voc-005-num-003", "document"),
    ("scolomfr-voc-005-num-017", "document"),
    ("scolomfr-voc-005-num-034", "document"),
    ("digitaldocument", "document"),
    ("presentationdigitaldocument", "document"),
    ("textdigitaldocument", "document"),
    ("scholarlyarticle", "document"),
    ("slide", "document"),
    ("script", "document"),
];

/// The last part of an address, or the word itself.
pub(super) fn word(id: &str) -> &str {
    let id = id.trim().trim_end_matches('/');
    if id.starts_with("http") { id.rsplit(['/', '#']).next().unwrap_or(id) } else { id }
}

/// The terms of a kind that an address or a label means.
///
/// Addresses hold for ever; the bare numbers of the first version do not, and count after the label.
pub(super) fn terms(kind: Kind, id: Option<&str>, label: Option<&str>) -> Vec<&'static Term> {
    let by_address = |address: &str| -> Vec<&'static Term> {
        school::by_uri(address).filter(|term| term.kind == kind).into_iter().collect()
    };
    let by_label = |label: &str| -> Vec<&'static Term> {
        let lower = label.to_lowercase();
        // `enseignement secondaire - voie générale` is of both schools of the second degree.
        let own = LEVELS.iter().find(|(word, _)| {
            kind == Kind::Level
                && lower.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(" -"))
        });
        let label = own.map_or(label, |(_, term)| term);
        if let Some(whole) = school::by_label(kind, label) {
            return vec![whole];
        }
        school::lookup(label).into_iter().filter(|term| term.kind == kind).collect()
    };
    let id = id.map(str::trim).filter(|id| !id.is_empty());
    let addressed = id.filter(|id| id.starts_with("http")).map(by_address).unwrap_or_default();
    if !addressed.is_empty() {
        return addressed;
    }
    let labelled = label.map(str::trim).map(by_label).unwrap_or_default();
    if !labelled.is_empty() {
        return labelled;
    }
    let Some(id) = id else { return Vec::new() };
    let bare = word(id);
    let found = by_address(&format!("{CONCEPTS}{}", bare.replace(' ', "_")));
    if found.is_empty() { by_label(bare) } else { found }
}

/// Claims the terms that an address or a label means; a label that means none becomes a keyword.
pub(super) fn claim(
    sheet: &mut Sheet<'_>,
    (kind, field): (Kind, Field),
    (id, label): (Option<&str>, Option<&str>),
    key: &str,
    line: Option<u32>,
) {
    let found = terms(kind, id, label);
    for term in &found {
        sheet.say(field, &term.term, Some(key), line, 1.0);
    }
    if let Some(label) = label.filter(|label| found.is_empty() && !label.starts_with("http")) {
        sheet.say(Field::Keyword, label, Some(key), line, 0.8);
    }
}

/// Claims a keyword; one that is exactly a level or subject of school is claimed as that.
pub(super) fn keyword(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    let exact = school::lookup(text).into_iter().find(|term| fold(&term.term) == fold(text.trim()));
    let field = match exact.map(|term| term.kind) {
        Some(Kind::Level) => Field::Level,
        Some(Kind::Subject) => Field::Subject,
        _ => Field::Keyword,
    };
    let text = exact.filter(|_| field != Field::Keyword).map_or(text, |term| term.term.as_str());
    sheet.say(field, text, Some(key), line, if field == Field::Keyword { 1.0 } else { 0.9 });
}

/// Claims whom it is for, in the one word for it, or as it is said.
pub(super) fn audience(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    let bare = word(text);
    let known = AUDIENCES.iter().find(|(word, _)| *word == bare.to_lowercase()).map(|(_, one)| *one);
    if known.is_some() || !text.starts_with("http") {
        sheet.say(Field::Audience, known.unwrap_or(bare), Some(key), line, 1.0);
    }
}

/// Claims what sort of resource a word means, and says whether it means one.
pub(super) fn sort(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>, confidence: f32) -> bool {
    let folded = fold(word(text));
    let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == folded) else { return false };
    // DCMI calls interactive whatever answers a reader, pages among them.
    let sure = if *kind == "activity" { confidence * 0.7 } else { confidence };
    sheet.say(Field::ResourceKind, kind, Some(key), line, sure);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(id: Option<&str>, label: &str) -> Vec<&'static str> {
        terms(Kind::Level, id, Some(label)).into_iter().map(|term| term.term.as_str()).collect()
    }

    #[test]
    fn addresses_hold_and_numbers_of_the_first_version_give_way_to_labels() {
        let address = format!("{CONCEPTS}scolomfr-voc-022-num-020");
        assert_eq!(level(Some(&address), "n’importe quoi"), ["5e"]);
        assert_eq!(
            level(Some("scolomfr-voc-022-num-027"), "2de générale"),
            ["2de générale et technologique"]
        );
        assert_eq!(level(Some("scolomfr-voc-022-num-020"), "inconnu de tous"), ["5e"]);
        assert_eq!(level(None, "enseignement secondaire"), ["second degré"]);
        assert_eq!(level(Some("http://example.org/x"), "cycle 3"), ["cycle 3"]);
        assert!(level(None, "public averti").is_empty());
    }
}
