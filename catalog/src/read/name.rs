//! What a file is called when nothing in it says so: its name, made readable.
//!
//! A name is a guess at a title, and claimed as one. Must not know formats.

use super::sheet::{Sheet, clean};
use super::teaching;
use crate::model::Field;

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
    teaching::taught(sheet, &words.join(" "), ("file name", None), GUESS + 0.1);
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
