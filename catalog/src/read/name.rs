//! What a file is called when nothing in it says so: its name, made readable.
//!
//! A name is a guess at a title, and claimed as one. Must not know formats.

use std::borrow::Cow;

use super::sheet::{Sheet, clean};
use crate::model::Field;
use crate::vocabulary::fold::fold;
use crate::vocabulary::school;

/// How sure a title is that is only the name of a file.
const GUESS: f32 = 0.3;

/// A title from a path: its last part without the extension, underscores as spaces.
///
/// Spaces and accents stay; `%20` of a name that was downloaded becomes a space again.
#[must_use]
pub fn title_of_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_extension(ending) => stem,
        _ => name,
    };
    clean(&stem.replace('_', " ").replace("%20", " "))
}

/// Abbreviations of two letters that names of files use for classes and subjects.
const SHORT: &[&str] = &["CP", "GS", "MS", "PS", "HG", "PC", "SI"];

/// Types that only say what program a file is of; its format says that already.
const FILES: &[&str] = &[
    "carnet Jupyter",
    "contenu H5P",
    "fichier GeoGebra",
    "paquetage SCORM",
    "parcours Moodle",
    "projet Scratch",
];

/// Ordinals that are names of classes too, folded, and the words after which they are no class.
const ORDINALS: &[&str] = &["sixieme", "cinquieme", "quatrieme", "troisieme", "seconde"];
const COUNTED: &[&str] = &[
    "age",
    "degre",
    "dimension",
    "espece",
    "etat",
    "groupe",
    "guerre",
    "loi",
    "partie",
    "personne",
    "prop",
    "proportionnelle",
    "reich",
    "republique",
    "sens",
    "symphonie",
    "trimestre",
];

/// Claims the name of the file as its title, with what it says of school.
pub(super) fn named_after_file(sheet: &mut Sheet<'_>) {
    named_after(sheet, sheet.path());
}

/// The same from another name: that of the folder, where every file of a kind is called alike.
pub(super) fn named_after(sheet: &mut Sheet<'_>, path: &str) {
    let title = title_of_name(path);
    sheet.say(Field::Name, &title, Some("file name"), None, GUESS);
    // Two letters in a name are most often the mark of a series, not the abbreviation of a subject.
    let is_mark = |word: &&str| {
        word.len() == 2 && word.bytes().all(|b| b.is_ascii_alphabetic()) && !SHORT.contains(word)
    };
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_mark(word)).collect();
    taught(sheet, &words.join(" "), "file name", GUESS + 0.1);
}

/// Claims the levels and subjects that a title names, and the type of resource that it begins with.
///
/// Elsewhere in a title such words are everyday ones: a plane figure (`plan`) is no map.
pub(super) fn taught(sheet: &mut Sheet<'_>, title: &str, key: &str, confidence: f32) {
    sheet.school(&without_counts(title), Some(key), None, confidence);
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (words.next(), words.next());
    let types = first.filter(|_| second.is_some()).map(school::lookup).unwrap_or_default();
    let is_type =
        |term: &&school::Term| term.kind == school::Kind::Type && !FILES.contains(&term.term.as_str());
    for term in types.into_iter().filter(is_type) {
        sheet.say(Field::ResourceType, &term.term, Some(key), None, confidence);
    }
}

/// A title without its ordinals that count something: the Fifth Republic is no class.
fn without_counts(title: &str) -> Cow<'_, str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let counts = |at: usize| {
        let next = folded.get(at + 1).map_or("", |next| next.trim_end_matches('s'));
        ORDINALS.contains(&folded[at].as_str())
            && COUNTED.iter().any(|known| known.trim_end_matches('s') == next)
    };
    if !(0..words.len()).any(counts) {
        return Cow::Borrowed(title);
    }
    let kept: Vec<&str> = (0..words.len()).filter(|at| !counts(*at)).map(|at| words[at]).collect();
    Cow::Owned(kept.join(" "))
}

/// `course 1.2` has no extension, `course.tar` has one.
fn is_extension(ending: &str) -> bool {
    (1..=8).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        for (path, title) in [
            ("ggb/exerciseur_Thalès.ggb", "exerciseur Thalès"),
            ("exerciseur_coordonnées vecteur plan.ggb", "exerciseur coordonnées vecteur plan"),
            ("exerciseur_p=mg.ggb", "exerciseur p=mg"),
            ("a_ b__c.sb2", "a b c"),
            ("chapitre 1.2", "chapitre 1.2"),
            ("mon%20cours.odt", "mon cours"),
            ("dossier\\fiche.docx", "fiche"),
            (".odt", ".odt"),
            ("", ""),
        ] {
            assert_eq!(title_of_name(path), title, "{path}");
        }
    }

    #[test]
    fn ordinals_that_count_and_marks_of_series_are_no_school() {
        for (path, levels, subjects) in [
            ("La Cinquième République.odt", 0, 0),
            ("quatrieme_proportionnelle.ggb", 0, 0),
            ("exerciseur_AA-calcul.ggb", 0, 0),
            ("fractions cinquième.odt", 1, 0),
            ("PC_seconde.pdf", 1, 1),
        ] {
            let mut sheet = Sheet::new(path);
            named_after_file(&mut sheet);
            let fields = sheet.done().fields;
            let found =
                (fields.values(Field::Level).len().min(1), fields.values(Field::Subject).len().min(1));
            assert_eq!(found, (levels, subjects), "{path}");
        }
    }

    #[test]
    fn a_title_gives_the_type_it_begins_with_alone() {
        let mut sheet = Sheet::new("exerciseur_vecteurs du plan 2de.ggb");
        named_after_file(&mut sheet);
        let fields = sheet.done().fields;
        assert_eq!(fields.values(Field::ResourceType), ["exercice"]);
        assert_eq!(fields.values(Field::Level).len(), 1);
        assert!(fields.resolve(Field::Name).unwrap().confidence < 0.5);
    }
}
